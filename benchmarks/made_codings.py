"""An invented study at size: sources with turns, people, a codebook of 80 codes, a million codings by four coders."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from made import SPEAKERS, as_text, conversation

from coding import transcripts
from evaluation.model import (
    Attendance,
    Code,
    Codebook,
    Coding,
    Organisation,
    Participant,
    People,
    Session,
    Source,
)
from evaluation.sources.extract import Extract, Line
from evaluation.study import Study, open_study

CODERS = ("ida", "per", "siri", "rule")
SECTORS = ("helse", "lager", "hotell", "renhold")
CODES = 80


def begun(folder: Path, sources: int, words: int) -> Study:
    """A study with its people, texts and codebook; nothing is coded yet."""
    folder.mkdir(parents=True)
    lines = ["title: Målt", "languages: [nb]", "themes:", *_themes()]
    (folder / "evaluation.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    study = open_study(folder)
    study.add_people(_people())
    study.import_codebook(codebook())
    study.add([_source(number, words) for number in range(sources)], session="fg1")
    return study


def codebook() -> Codebook:
    """Eight codes with nine under each."""
    codes = [Code(name=f"kode-{number:02d}", parent=_parent(number)) for number in range(CODES)]
    return Codebook(name="målt", codes=tuple(codes))


def made_codings(study: Study, number: int) -> list[Coding]:
    """So many codings, spread over all sources, from five words to five hundred letters long."""
    chance = random.Random(2026)
    lengths = [(each.name, each.characters) for each in study.list_sources()]
    found: dict[Coding, None] = {}
    while len(found) < number:
        name, length = lengths[len(found) % len(lengths)]
        start = chance.randrange(length - 600)
        code, coder = f"kode-{chance.randrange(CODES):02d}", CODERS[chance.randrange(len(CODERS))]
        found[Coding(name, start, start + chance.randrange(30, 500), code, coder)] = None
    return sorted(found, key=lambda each: (each.source, each.start))


def _parent(number: int) -> str | None:
    return f"kode-{number - number % 10:02d}" if number % 10 else None


def _themes() -> Iterator[str]:
    yield from (f"  - {{id: tema-{number}, label: Tema {number}, code: kode-{number}0}}" for number in range(8))


def _people() -> People:
    organisations = [Organisation(id=each, pseudonym=f"Virksomhet {each}", sector=each) for each in SECTORS]
    informants = [
        Participant(id=f"p{number}", organisation=sector, pseudonym=f"Informant {number}", speakers=(label,))
        for number, (sector, label) in enumerate(zip(SECTORS, SPEAKERS[1:], strict=True), 1)
    ]
    attendance = tuple(Attendance(participant=each.id) for each in informants)
    session = Session(id="fg1", kind="focus-group", attendance=attendance)
    return People(organisations=tuple(organisations), participants=tuple(informants), sessions=(session,))


def _source(number: int, words: int) -> Source:
    lines = as_text(conversation(number, words)).split("\n")
    extracted = Extract(tuple(Line(line, at) for at, line in enumerate(lines, 1)), f"samtale-{number:03d}.txt")
    return transcripts.parse(extracted)
