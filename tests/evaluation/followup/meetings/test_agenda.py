"""The next agenda, made of what is open, and read again as the minutes of its meeting."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evaluation.followup.meetings.agenda import (
    Awaited,
    Deferred,
    Notice,
    OpenBusiness,
    OpenPoint,
    drafted,
    write_agenda,
)
from evaluation.followup.minutes.reading import read_minutes
from evaluation.followup.plans.listing import DueTask
from evaluation.language import LANGUAGES, Language
from evaluation.model.deadline import deadline_of
from evaluation.model.meetings import ActionPoint, Meeting
from evaluation.model.minutes import Minutes
from evaluation.model.plans import PlanTask

LAST, DAY = dt.date(2012, 4, 17), dt.date(2012, 6, 20)
TASK = PlanTask("Legge fram | evalueringen", "4.4", decides="Rådet", deadline=deadline_of("2012-06-01"))
BUSINESS = OpenBusiness(
    last=Meeting("m1", "Kontaktutvalget", date=LAST),
    points=(
        OpenPoint(
            ActionPoint("LO skal sende brevet til partene innen 1. juni", deadline=deadline_of("2012-06-01")),
            "LO",
            LAST,
        ),
        OpenPoint(ActionPoint("NHO sjekker tallene til neste møte", deadline=deadline_of("next-meeting")), "NHO", LAST),
    ),
    deferred=(Deferred("Gradering og tilrettelegging", LAST), Deferred("Deltakelse fra sykmeldere", None)),
    tasks=(DueTask(TASK, dt.date(2012, 6, 1), overdue=True),),
    tasks_by=dt.date(2012, 9, 20),
    reports=(Awaited("Rapport for 1. halvår 2012", dt.date(2012, 9, 1), ("NHO", "KS")),),
)
NOTICE = Notice("Kontaktutvalget", DAY, "14.00–16.00", "Storgata 1")


def text(language: Language = "nb", business: OpenBusiness = BUSINESS) -> str:
    return write_agenda(NOTICE, drafted(business, language), language)


def read(folder: Path, written: str) -> Minutes:
    file = folder / "neste.md"
    file.write_text(written, encoding="utf-8")
    return read_minutes(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_read_as_the_meeting_it_announces(language: Language, tmp_path: Path) -> None:
    found = read(tmp_path, text(language))
    assert (found.group, found.date, found.start, found.end, found.place) == (
        *("Kontaktutvalget", DAY, "14:00", "16:00"),
        "Storgata 1",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_is_read_again_in_its_place(language: Language, tmp_path: Path) -> None:
    found = read(tmp_path, text(language))
    assert [each.title for each in found.items] == [each.title for each in drafted(BUSINESS, language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_open_before_is_not_read_as_decided_anew(language: Language, tmp_path: Path) -> None:
    found = read(tmp_path, text(language))
    points = [*found.action_points, *(point for item in found.walk() for point in item.action_points)]
    assert (points, [item.deferred for item in found.walk() if item.deferred]) == ([], [])


def test_what_is_written_in_it_is_read(tmp_path: Path) -> None:
    head, rest = text().split("## 3. ", 1)
    filled = rest.replace("**Drøfting:**", "**Drøfting:** Partene er uenige.", 1)
    filled = filled.replace("**Konklusjon:**", "**Konklusjon:** Saken er ferdig behandlet.", 1)
    filled = filled.replace("**Oppfølging:**", "**Oppfølging:**\n\n- KS sender notatet – frist: 1. oktober 2012", 1)
    present = head.replace("**Til stede:**", "**Til stede:** Kari Nordvik (LO), Ola Sørli (NHO)")
    found = read(tmp_path, f"{present}## 3. {filled}")
    item = found.items[2]
    assert [each.organisation for each in found.people] == ["LO", "NHO"]
    assert (item.discussion, item.conclusion) == ("Partene er uenige.", "Saken er ferdig behandlet.")
    assert [each.deadline.code for each in item.action_points] == ["2012-10-01"]


def test_open_points_tasks_and_reports_are_told_with_those_they_rest_with() -> None:
    told = text()
    assert "| 17. april 2012 | NHO sjekker tallene til neste møte | NHO | neste møte |" in told
    assert "| 4.4 | Legge fram / evalueringen | Rådet | 1. juni 2012 | ikke startet, forsinket |" in told
    assert "| Rapport for 1. halvår 2012 | 1. september 2012 | NHO, KS |" in told


def test_the_first_meeting_of_a_group_has_what_every_agenda_has() -> None:
    assert [each.title for each in drafted(OpenBusiness(), "nn")] == ["Godkjenning av dagsorden", "Eventuelt"]
