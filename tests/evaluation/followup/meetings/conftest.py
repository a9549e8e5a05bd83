"""Minutes as they lie on somebody's disk, and a study that knows two of the parties."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.model import Organisation, People
from evaluation.study import Study

MINUTES = """\
Referat fra møte i Kontaktutvalget 17. april 2023 kl. 14.00–15.15

Til stede: Astrid Vangen (Fagforbundet Vest), Emil Roth (Vest kommune)
Forfall: Kari Bø

Sak 1 Godkjenning av referat
Konklusjon: Referatet godkjennes.

Sak 2 Kommunikasjon
Astrid Vangen orienterte om planen.
Konklusjon: Vest kommune lager en plan til neste møte.
Emil Roth sender ut utkastet innen 1. mai 2023.

Sak 3 Lærlinger
Konklusjon: Saken settes på dagsorden til neste møte.

Vedlegg – Status fra partene

Fagforbundet Vest:
• Har holdt fire kurs.

Vest kommune:
• Har tolv lærlinger.
"""
NEXT = """\
Referat fra møte i Kontaktutvalget 12. juni 2023 kl. 14.00–15.00

Til stede: Astrid Vangen (Fagforbundet Vest)

Sak 1 Lærlinger
Konklusjon: Tas til orientering.
"""


@pytest.fixture
def followed(study: Study) -> Study:
    study.add_people(People(organisations=(Organisation(id="vest", name="Vest kommune", pseudonym="Virksomhet A"),)))
    return study


@pytest.fixture
def minutes(write: Callable[[str, str], Path]) -> Path:
    return write("referat.txt", MINUTES)


@pytest.fixture
def later(write: Callable[[str, str], Path]) -> Path:
    return write("neste.txt", NEXT)
