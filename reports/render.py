"""Making the report: HTML, Word, ODT and PDF from the report folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.language import Language
from evaluation.study import Study
from reports.accessibility import write_statement
from reports.draft import draft_report
from reports.engines import USUAL, choose, known_formats
from reports.files import FOLDER, REPORT, report_folder
from reports.update import report_language, update_report
from reports.versions.making import VERSIONS, render_version


def render(
    study: Study,
    *,
    template: str = "focus-group",
    to: Sequence[str] = USUAL,
    engine: str | None = None,
    language: Language | None = None,
    profiles: Sequence[str] = (),
) -> tuple[Path, ...]:
    """Draft the report if there is none yet, then make it; returns the files."""
    if not (study.folder / "report" / REPORT).exists():
        draft_report(study, template=template, language=language)
    return render_report(study, to=to, engine=engine, profiles=profiles)


def render_report(
    study: Study,
    *,
    to: Sequence[str] = USUAL,
    engine: str | None = None,
    profiles: Sequence[str] = (),
    folder: str = FOLDER,
) -> tuple[Path, ...]:
    """Renew what the data say, and make the report that is drafted.

    engine: `embedded` (the default) or `quarto`. profiles: versions of the report, each with its `_quarto-NAME.yml`;
    the files are then called `report-NAME.html` and so on, and the public one is made only where nothing stands in its
    way. Raises EvaluationError with every fault of the text, and
    then no earlier report has been touched.
    """
    version = next((each for each in profiles if each in VERSIONS), None)
    if version is not None:
        return render_version(study, version, to=to, engine=engine, profiles=profiles).files
    formats = known_formats(to)
    chosen = choose(engine)
    update_report(study, folder=folder)
    place = report_folder(study, folder)
    language = report_language(place, study)
    if "html" in formats:
        write_statement(study, place, language, profiles)
    return chosen.render(place, formats, language=language, profiles=profiles)
