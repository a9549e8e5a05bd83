"""A study with two informants, what they said, and who of them is heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.model import Code, Codebook, Coding, Source, Turn
from evaluation.people.load import read_people
from evaluation.study import Study

TALK = "I1: Vi løfter tungt. Ragnhild sa det.\nI2: Roboten løfter.\nM: Hvorfor?\n"
TURNS = (Turn(4, 37, "Ragnhild"), Turn(42, 57, "I2"), Turn(61, 69, "M"))
PEOPLE = """\
organisations:
  - {id: sykehjem, name: Ternholmen omsorgssenter, pseudonym: Virksomhet A, sector: helse}
  - {id: lager, name: Pallvik Logistikk, pseudonym: Virksomhet B, sector: lager}
participants:
  - {id: ragnhild, organisation: sykehjem, name: Ragnhild Ternebø, pseudonym: Informant 1, speakers: [Ragnhild]}
  - {id: odd, organisation: lager, name: Odd Skarvang, pseudonym: Informant 2, speakers: [I2]}
  - {id: aldri, name: Åse Nei, pseudonym: Informant 3}
  - {id: mod, name: Ingelin Fjærestrand, pseudonym: Moderator, affiliation: moderator, speakers: [M]}
consents:
  - {participant: ragnhild, quoting: true}
  - {participant: odd, quoting: true%s}
sessions:
  - id: fg1
    kind: focus-group
    title: Samtalen med Ragnhild
    attendance:
      - {participant: ragnhild}
      - {participant: odd}
      - {participant: aldri, status: declined}
      - {participant: mod}
"""
CODEBOOK = Codebook(
    name="k",
    codes=(Code(name="forebygging"), Code(name="utstyr", parent="forebygging"), Code(name="oppfolging")),
)


def coding(words: str, code: str = "forebygging") -> Coding:
    start = TALK.index(words)
    return Coding("fg", start, start + len(words), code, "Kari")


@pytest.fixture
def withdraw(study: Study, write: Callable[[str, str], Path]) -> Callable[[], None]:
    """Informant 2 takes the consent back."""
    return lambda: study.add_people(read_people(write("people.yaml", PEOPLE % ", withdrawn: 2026-05-01")))


@pytest.fixture
def told(study: Study, write: Callable[[str, str], Path]) -> Study:
    """Four codings: two by Informant 1 on prevention, one by Informant 2 on equipment, one by the moderator."""
    study.add_people(read_people(write("people.yaml", PEOPLE % "")))
    study.add(Source("fg", TALK, "transcript", TURNS, "nb"), session="fg1")
    study.import_codebook(CODEBOOK)
    study.add(
        [
            coding("Vi løfter tungt."),
            coding("Ragnhild sa det."),
            coding("Roboten løfter.", "utstyr"),
            coding("Hvorfor?", "oppfolging"),
        ]
    )
    return study
