"""The councils' reports put together, where some answer a form and some send a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evaluation.language import Language
from evaluation.model.form import ReportingRound
from evaluation.people.load import read_people
from evaluation.study import Study, open_study
from instruments.form.answering import begin, seat_of, submit
from instruments.form.opening import Terms, invite, open_form
from instruments.form.party_reports import import_report
from instruments.form.reporting import open_round
from instruments.shipping import copy_into
from reports.draft import Choice, draft_report
from reports.origins import explain

EVALUATION = """
title: Prøve
languages: [nb, nn, en]
information: {controller: Instituttet, purpose: Å lære, legal_basis: Samtykke, kept_until: 2027-06-30}
"""
PEOPLE = """
organisations:
  - {id: vik, name: IA-rådet i Vik, open: true}
  - {id: dal, name: IA-rådet i Dal, open: true}
  - {id: nes, name: IA-rådet på Nes, open: true}
sessions:
  - {id: runde, kind: survey-wave, date: 2026-01-15}
"""
DAL = """# Aktivitetsrapport fra IA-rådet i Dal

## Delmål 1: sykefravær og forebygging

### Hva har rådet prioritert under delmål 1?

Bygg og anlegg.

## Bruk av midler

### Hva er midlene brukt til?

Rådet brukte 90 000 kroner på kurs.
"""
ANSWERS = {
    "fylke": "Vik",
    "ar": 2025,
    "delmal_1_prioritet": "Sykehjem i hele fylket.\n\nOg barnehager.",
    "effekt_1": 4,
    "effekt_2": 8,
    "midler_tildelt": 400000,
    "midler_brukt": 372500,
    "midler_hva": "Lokaler.",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    folder = tmp_path / "studie"
    folder.mkdir()
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    made = open_study(folder, speak=False)
    made.add_people(read_people(folder / "people.yaml"))
    copy_into(folder, "county-report")
    days = dt.date(2025, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 2, 1)
    open_round(made, ReportingRound("2025", "county-report", "", *days, ("vik", "dal", "nes")))
    open_form(made, "rapport", instrument="county-report", session="runde", terms=Terms(round="2025"))
    [invited] = invite(made, "rapport", organisations=["vik"])
    begun = begin(made, seat_of(made, invited.token), language="nb", consent=True)
    submit(made, begun.seat, ANSWERS, revision=begun.seat.response.revision, language="nb")
    (tmp_path / "dal.md").write_text(DAL, encoding="utf-8")
    import_report(made, tmp_path / "dal.md", round_="2025", reported=dt.date(2026, 1, 28))
    return made


def drafted(study: Study, language: Language) -> dict[str, str]:
    file = draft_report(study, template="councils", language=language, choice=Choice(folder=f"report-{language}"))
    return {each.stem: each.read_text(encoding="utf-8") for each in (file.parent / "_generated").glob("counties-*")}


def test_a_form_and_a_file_stand_side_by_side_under_the_questions(study: Study) -> None:
    told = drafted(study, "nb")
    assert "To av tre råd har rapportert. Rapporten fra IA-rådet på Nes er ikke kommet." in told["counties-overview"]
    assert "| IA-rådet på Nes | Ikke kommet | – | – |" in told["counties-overview"]
    priorities = told["counties-delmal-1"]
    vik, dal = priorities.index("**IA-rådet i Vik**"), priorities.index("**IA-rådet i Dal**")
    assert (
        vik
        < priorities.index("Sykehjem i hele fylket.")
        < priorities.index("Og barnehager.")
        < dal
        < priorities.index("Bygg og")
    )


@pytest.mark.parametrize(
    ("language", "granted", "used", "effect"),
    [
        ("nb", "400\u00a0000\u00a0kroner", "372\u00a0500\u00a0kroner", "| IA-rådet i Vik | Stor | For tidlig å si |"),
        ("nn", "400\u00a0000\u00a0kroner", "372\u00a0500\u00a0kroner", "| IA-rådet i Vik | Stor | For tidleg å seie |"),
        ("en", "400,000\u00a0kroner", "372,500\u00a0kroner", "| IA-rådet i Vik | Great | Too early to say |"),
    ],
)
def test_what_was_answered_in_numbers_and_choices_is_told_in_the_language(
    study: Study, language: Language, granted: str, used: str, effect: str
) -> None:
    told = drafted(study, language)
    assert [each in told["counties-midler"] for each in (granted, used)] == [True, True]
    assert effect in told["counties-effekt"]
    row = next(each for each in told["counties-overview"].splitlines() if "i Vik |" in each)
    assert "Effekt" not in row and "Effects" not in row


def test_what_its_tables_rest_on_is_told_and_whether_that_has_changed(study: Study, tmp_path: Path) -> None:
    drafted(study, "nb")
    told = explain(study, "tbl-counties", "report-nb")
    assert (told.origin.details["basis"], told.origin.details["n"], told.stale) == ("follow-up", 3, False)
    (tmp_path / "nes.md").write_text(DAL.replace(" i Dal", " på Nes"), encoding="utf-8")
    import_report(study, tmp_path / "nes.md", round_="2025", reported=dt.date(2026, 2, 1))
    assert explain(study, "tbl-counties", "report-nb").stale
