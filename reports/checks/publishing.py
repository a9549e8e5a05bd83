"""Everything that is looked at before a report is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.errors import Problem, fail
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.study import Study
from reports.checks.combinations import hidden_organisations, rare_lines
from reports.checks.consents import quotes_without_consent
from reports.checks.let_stand import standing_marks
from reports.checks.names import names_in
from reports.checks.readable import readable
from reports.files import FOLDER, report_folder

# What a report is made with, and says nothing of anybody.
TOOLS = (".lua", ".css", ".js", ".scss", ".woff", ".woff2", ".ttf", ".otf", ".typ", ".csl")
LEFT_OUT = ("_extensions",)


def check_report(study: Study, files: Sequence[Path] = (), *, folder: str = FOLDER) -> list[Problem]:
    """What stands in the way of publishing these files; without any, the report's own: made, written and generated.

    Raises REPORT-022 where there is nothing to look at.
    """
    looked_at = tuple(files) or tuple(_own(report_folder(study, folder)))
    if not looked_at:
        raise fail("REPORT-022", file=report_folder(study, folder))
    read = {file: readable(file) for file in looked_at}
    policy, language = study.evaluation.people, study.evaluation.language
    shown = with_pseudonyms(study.people(), language)
    return [
        *names_in(read, study.people(names=True), open_=_told_openly(study), stands=standing_marks(study)),
        *quotes_without_consent(read, study.sources(), shown),
        *hidden_organisations(read, shown, policy),
        *rare_lines(read, shown, policy, language),
    ]


def _own(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        first = file.relative_to(folder).parts[0]
        if file.suffix not in TOOLS and first not in LEFT_OUT and not first.startswith(".") and file.is_file():
            yield file


def _told_openly(study: Study) -> tuple[str, ...]:
    """Names the report's own front page tells."""
    told = study.evaluation
    parties = (told.agreement.name, told.commissioner.name, told.evaluator.name, *told.evaluator.authors)
    return (told.title, told.subtitle, *parties)
