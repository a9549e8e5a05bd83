"""A small study with a questionnaire, a session and two organisations."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.study import Study, open_study
from instruments.form.opening import Terms, open_form

EVALUATION = """
title: Prøve
languages: [nb]
information:
  controller: Instituttet
  purpose: Å lære
  legal_basis: Samtykke
  kept_until: 2027-06-30
"""
PEOPLE = """
organisations:
  - {id: buss, pseudonym: Busselskapet}
  - {id: barnehage, pseudonym: Barnehagen}
participants:
  - {id: p1, organisation: buss}
sessions:
  - {id: bolge-1, kind: survey-wave}
"""
QUESTIONNAIRE = """
id: skjema
kind: questionnaire
languages: [nb]
title: {nb: Skjema}
scales:
  enighet: {codes: {1: Uenig, 2: Verken eller, 3: Enig}, missing: {9: Vet ikke}}
sections:
  - id: alt
    title: {nb: Alt}
    questions:
      - {id: plan, type: single, required: true, text: {nb: Har dere en plan?}, choices: {1: Ja, 2: Nei}}
      - {id: hvorfor, text: {nb: Hvorfor ikke?}, show_if: plan = 2}
      - {id: tiltak, type: multi, text: {nb: Hvilke tiltak?}, choices: {1: Møter, 2: Kurs}}
      - {id: utsagn, type: grid, scale: enighet, text: {nb: Utsagn}, rows: {u1: Først, u2: Så}}
      - {id: ansatte, type: number, minimum: 0, maximum: 5000, text: {nb: Hvor mange?}}
      - {id: dato, type: date, text: {nb: Når?}}
      - {id: ord, text: {nb: Noe mer?}}
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return made(tmp_path)


@pytest.fixture
def link(study: Study) -> str:
    """The token of an open form."""
    return opened(study)


def made(place: Path) -> Study:
    """The study, in a folder of its own."""
    folder = place / "studie"
    (folder / "instruments").mkdir(parents=True)
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (folder / "instruments" / "skjema.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    found = open_study(folder)
    found.import_people(folder / "people.yaml")
    return found


def opened(study: Study) -> str:
    """Opens the form; the token of its link."""
    form = open_form(study, "medlemmer", instrument="skjema", session="bolge-1", terms=Terms(link=True))
    assert form.token
    return form.token
