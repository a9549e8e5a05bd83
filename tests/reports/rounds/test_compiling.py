"""The compiled report of a round: written once where it is the secretary's, anew where it is the round's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from coding.applying import apply_rules
from evaluation.errors import EvaluationError
from evaluation.model.form import ReportingRound
from evaluation.people.load import read_people
from evaluation.study import Study, open_study
from instruments.form.party_reports import import_report
from instruments.form.reporting import open_round, period_of
from instruments.shipping import copy_into
from reports.rounds.compiling import compile_round
from reports.rounds.prose import prose

EVALUATION = """
title: Prøve
languages: [nb]
themes:
  - {id: seniorer, label: {nb: Seniorer, nn: Seniorar, en: Seniors}, code: seniorer}
  - {id: forebygging, label: {nb: Forebygging, nn: Førebygging, en: Prevention}, code: forebygging}
"""
PEOPLE = """
organisations:
  - {id: kyst, name: Kystarbeiderforbundet}
  - {id: fjell, name: Fjellfylkenes Arbeidsgiverlag}
  - {id: tilsyn, name: Bygdetilsynet}
"""
FIRST = """# Rapport 2. halvår 2025 fra Kystarbeiderforbundet

## Viktigste erfaring

Vi holdt 10 kurs om seniorer.

## Avvik

Ett.
"""
SECOND = """# Rapport 1. halvår 2026 fra Kystarbeiderforbundet

## Viktigste erfaring

Vi holdt 14 kurs om seniorer:

- i *nord*
- i sør

## Avvik

Ingen avvik.

## Særlig vellykket aktivitet

Turen.

# Rapport 1. halvår 2026 fra Fjellfylkenes Arbeidsgiverlag

## Viktigste erfaring

Seniorene vet mest.

## Eget kapittel

Om forebygging.
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    folder = tmp_path / "studie"
    folder.mkdir()
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    made = open_study(folder, speak=False)
    made.add_people(read_people(folder / "people.yaml"))
    copy_into(folder, "party-report-simplified")
    for name, period, text in (("h2", "2025-H2", FIRST), ("h1", "2026-H1", SECOND)):
        start, end = period_of(period)
        parties = ("kyst", "fjell", "tilsyn")
        open_round(made, ReportingRound(name, "party-report-simplified", "", start, end, dt.date(2026, 8, 15), parties))
        file = tmp_path / f"{name}.md"
        file.write_text(text, encoding="utf-8")
        import_report(made, file, round_=name, reported=dt.date(2026, 8, 20 if name == "h1" else 1))
    return made


def part(study: Study, name: str) -> str:
    compile_round(study, "h1", to=())
    return (study.folder / "rounds" / "h1" / "_generated" / f"{name}.qmd").read_text(encoding="utf-8")


def test_every_party_that_reported_has_a_chapter_in_the_templates_order(study: Study) -> None:
    lines = [line for line in part(study, "parties").splitlines() if line.startswith("#")]
    assert lines == [
        "# Kystarbeiderforbundet {#sec-party-kyst}",
        "## Viktigste erfaring å dele med andre organisasjoner",
        "## Avvik fra plan i egen organisasjon",
        "## Særlig vellykket aktivitet",
        "# Fjellfylkenes Arbeidsgiverlag {#sec-party-fjell}",
        "## Viktigste erfaring å dele med andre organisasjoner",
        "## Eget kapittel",
    ]


def test_a_chapter_says_what_was_left_empty(study: Study) -> None:
    told = part(study, "parties").split("# Fjell")[1]
    assert "ikke skrevet noe under «Avvik fra plan i egen organisasjon» og «Særlig vellykket aktivitet»" in told


def test_who_is_late_and_who_has_not_come_is_told(study: Study) -> None:
    assert "(etter fristen)" in part(study, "overview")
    assert "Bygdetilsynet" in part(study, "awaited")


def test_what_changed_since_the_round_before_is_told(study: Study) -> None:
    told = part(study, "changes")
    assert "| Fjellfylkenes Arbeidsgiverlag | Rapport | Ikke kommet | Levert |" in told
    assert "| Kystarbeiderforbundet | kurs | 10 | 14 |" in told


def test_the_first_round_has_nothing_before_it(study: Study) -> None:
    compile_round(study, "h2", to=())
    told = (study.folder / "rounds" / "h2" / "_generated" / "changes.qmd").read_text(encoding="utf-8")
    assert "første runden" in told


def test_themes_that_several_parties_write_about_recur(study: Study) -> None:
    assert "ikke kodet" in part(study, "recurring")
    apply_rules(study, scheme="ia-agreement")
    told = part(study, "recurring")
    assert "| Seniorer | Kystarbeiderforbundet, Fjellfylkenes Arbeidsgiverlag | 2 |" in told
    assert "Bare én part skriver om «Forebygging»" in told


def test_the_secretarys_own_text_stays(study: Study) -> None:
    compile_round(study, "h1", to=())
    file = study.folder / "rounds" / "h1" / "report.qmd"
    file.write_text(file.read_text(encoding="utf-8") + "\nEget.\n", encoding="utf-8")
    compile_round(study, "h1", to=(), language="en")
    assert file.read_text(encoding="utf-8").endswith("Eget.\n")
    assert "Det som går igjen" in file.read_text(encoding="utf-8")


def test_the_same_round_gives_the_same_bytes(study: Study) -> None:
    folder = study.folder / "rounds" / "h1" / "_generated"
    compile_round(study, "h1", to=())
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    compile_round(study, "h1", to=())
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_a_round_without_reports_is_refused(study: Study) -> None:
    open_round(study, ReportingRound("tom", "party-report-simplified", parties=("kyst",)))
    with pytest.raises(EvaluationError) as raised:
        compile_round(study, "tom", to=())
    assert [each.code for each in raised.value.problems] == ["ROUNDS-013"]


@pytest.mark.parametrize(("language", "heading"), [("nn", "Det som går att"), ("en", "What recurs")])
def test_it_is_made_in_the_language_asked_for(study: Study, language: str, heading: str) -> None:
    done = compile_round(study, "h1", to=(), language=language)  # type: ignore[arg-type]
    assert heading in (done.folder / "report.qmd").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "format_", "expected"),
    [
        ("En linje\nsom går videre.", "txt", "En linje som går videre."),
        ("Én.\nTo.", "docx", "Én.\n\nTo."),
        ("- a\n- b\n  videre", "md", "- a\n- b videre"),
        ("Først:\n• a\n• b", "docx", "Først:\n\n- a\n- b"),
        ("1. a\n2. b", "txt", "1. a\n2. b"),
        ("**Fet** og [her](http://x.example)", "md", "Fet og her"),
        ("### Under\nTekst", "md", "**Under**\n\nTekst"),
        ("or\u00ad\nganisasjon", "pdf", "organisasjon"),
        ("Tekst\n\n12\n\nmer", "pdf", "Tekst\n\nmer"),
    ],
)
def test_words_keep_their_paragraphs_and_lists(text: str, format_: str, expected: str) -> None:
    assert prose(text, format_) == expected
