"""Compiling a round's report: `report.qmd` is written once, all that the round tells is written anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from evaluation.errors import fail
from evaluation.language import Language, phrase
from evaluation.numbers import write_date
from evaluation.study import Study
from reports.draft import filled
from reports.engines import choose, known_formats
from reports.engines.front import front_matter, language_of
from reports.engines.reading import text_of
from reports.files import GENERATED, REPORT, write_whole
from reports.manifest import read_manifest
from reports.markdown import division
from reports.project import extension_files, quarto_project
from reports.renewing import renew
from reports.rounds.gathering import RoundFacts, gather_round
from reports.rounds.sections import SECTIONS

FOLDER = "rounds"


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
        write_whole(file, filled(_template(), _values(study, facts)).encode())
    written = {f"{GENERATED}/{part}.qmd": write(facts).encode() for part, write in SECTIONS.items()}
    renew(folder, {**written, **extension_files()}, {}, read_manifest(folder))
    return Compiled(folder, chosen.render(folder, formats, language=spoken) if formats else ())


def _template() -> str:
    return files(__package__ or "reports.rounds").joinpath(REPORT).read_text(encoding="utf-8")


def _language_of(folder: Path, study: Study) -> Language:
    front = front_matter(text_of(folder, Path(REPORT)), str(folder / REPORT))
    return language_of(front, {"lang": study.evaluation.language}, None)


def _values(study: Study, facts: RoundFacts) -> dict[str, Any]:
    about, found, language = study.evaluation, facts.round, facts.language
    day = found.deadline or found.end
    period = (
        f"{write_date(found.start, language)} – {write_date(found.end, language)}" if found.start and found.end else ""
    )
    return {
        "title": phrase("compiled.title.report", language),
        "subtitle": ", ".join(
            each for each in (about.agreement.short or about.agreement.name, found.title or period) if each
        ),
        "date": write_date(day, language) if day else "",
        "lang": language,
        "name": found.name,
        "commissioner": about.commissioner.name,
        "quoted": lambda value: json.dumps(value, ensure_ascii=False),
        "say": lambda key: phrase(f"compiled.{key}", language),
        "place": lambda key: division("narrative-place", phrase(f"compiled.{key}", language)).strip(),
    }
