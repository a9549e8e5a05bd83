"""Small studies whose reports are looked at: `told` makes one from what a test writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from coding import transcripts
from coding.applying import apply_rules
from coding.codebook import read_codebook
from evaluation.people.load import read_people
from evaluation.study import Study, open_study

CODEBOOK = """\
name: k
codes:
  - {name: forebygging, label: Forebygging, definition: Før noen blir syke., indicators: {nb: [løft*, utstyr*]}}
  - {name: oppfolging, label: Oppfølging, definition: Når noen er syke., indicators: {nb: [sykmeld*]}}
"""

TALK = """\
Moderator: Hvordan forebygger dere?

Ragnhild: Vi løfter mye, og i fjor fikk vi nytt utstyr på alle rommene i begge etasjene hos oss.

I2: Hos oss er det utstyret som svikter når det er travelt, og da løfter folk alene likevel.

Ragnhild: Når noen blir sykmeldt hos oss, ringer lederen samme dag og spør hva som kan gjøres.

I2: De som er sykmeldt lenge, hører sjelden noe fra ledelsen før det er gått mange uker, dessverre.
"""


@pytest.fixture
def told(study_folder: Path) -> Callable[..., Study]:
    """A coded study. `people`, `codebook` and `talk` are what its files say; None leaves one out."""

    def make(
        people: str | None = None,
        codebook: str | None = CODEBOOK,
        talk: str | None = TALK,
        session: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> Study:
        file = study_folder / "evaluation.yaml"
        text = file.read_text(encoding="utf-8")
        for old, new in (settings or {}).items():
            assert old in text
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
        study = open_study(study_folder)
        if people is not None:
            (study_folder / "people.yaml").write_text(dedent(people), encoding="utf-8")
            study.add_people(read_people(study_folder / "people.yaml"))
        if talk is not None:
            (study_folder / "samtale.txt").write_text(talk, encoding="utf-8")
            study.add(transcripts.read(study_folder / "samtale.txt"), session=session)
        if codebook is not None:
            (study_folder / "koder.yaml").write_text(codebook, encoding="utf-8")
            study.import_codebook(read_codebook(study_folder / "koder.yaml"))
            apply_rules(study)
        return study

    return make


@pytest.fixture
def people(study_folder: Path) -> str:
    """Two informants and a moderator in one focus group; both informants may be quoted."""
    return (study_folder / "people.yaml").read_text(encoding="utf-8")
