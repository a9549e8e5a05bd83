"""Compiling a round's report: `report.qmd` is written once, all that the round tells is written anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import fail
from evaluation.language import Language
from evaluation.study import Study
from reports.draft import draft_values, filled
from reports.engines import choose, known_formats
from reports.engines.front import front_matter, language_of
from reports.engines.reading import text_of
from reports.files import GENERATED, REPORT, write_whole
from reports.manifest import read_manifest
from reports.parts.round import round_texts, round_values
from reports.project import extension_files, quarto_project
from reports.renewing import renew
from reports.rounds.gathering import gather_round
from reports.templates import template_text

FOLDER = "rounds"
TEMPLATE = "parties"


@dataclass(frozen=True)
class Compiled:
    """Where the report of a round stands, and the files made of it."""

    folder: Path
    files: tuple[Path, ...]


def compile_round(
    study: Study,
    name: str,
    *,
    to: Sequence[str] = ("html", "docx", "pdf"),
    engine: str | None = None,
    language: Language | None = None,
) -> Compiled:
    """Put the reports of a round together, in `rounds/NAME/` of the study, and make the files asked for.

    A report.qmd that is there is the secretary's and stays as it is, language and all. Raises ANSWER-026 for an unknown
    round, ROUNDS-013 for one that nothing has come to.
    """
    formats = known_formats(to)
    chosen = choose(engine)
    folder = study.folder / FOLDER / name
    file = folder / REPORT
    spoken = _language_of(folder, study) if file.exists() else language or study.evaluation.language
    facts = gather_round(study, name, spoken)
    if not facts.reported:
        raise fail("ROUNDS-013", name=name)
    if not file.exists():
        write_whole(folder / "_quarto.yml", quarto_project(spoken).encode())
        values = {**draft_values(study, spoken), **round_values(study, facts)}
        write_whole(file, filled(template_text(TEMPLATE), values).encode())
    written = {f"{GENERATED}/{part}.qmd": text.encode() for part, text in round_texts(facts).items()}
    renew(folder, {**written, **extension_files()}, {}, read_manifest(folder))
    return Compiled(folder, chosen.render(folder, formats, language=spoken) if formats else ())


def _language_of(folder: Path, study: Study) -> Language:
    front = front_matter(text_of(folder, Path(REPORT)), str(folder / REPORT))
    return language_of(front, {"lang": study.evaluation.language}, None)
