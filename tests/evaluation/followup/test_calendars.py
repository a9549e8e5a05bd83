"""Meetings and deadlines as a calendar file, read by a calendar's own library."""

from __future__ import annotations

import datetime as dt

import pytest

from evaluation.followup.calendars import calendar_of, fold
from evaluation.followup.occasions import Occasion
from evaluation.model.deadline import deadline_of

icalendar = pytest.importorskip("icalendar")
MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
MEETING = Occasion(
    "meeting",
    "meeting:m1",
    dt.date(2026, 6, 17),
    "Møte; i «rådet», nr. 2",
    place="Rom 3\\4, 2. etg.",
    start="14:00",
    end="16:00",
)
TASK = Occasion(
    *("task", "task:7", dt.date(2026, 6, 30), "Legge fram evalueringen av avtalen for rådet og partene i fylkene 🙂"),
    *(deadline_of("2026-H1"), "Oppfølgingsgruppen", "open", "4.4"),
    remark="Første linje\nandre; linje",
)


def events(*found: Occasion, language: str = "nb", origin: str = "a") -> list[icalendar.Event]:
    text = calendar_of(found, "Studien, vår", language, origin=origin, at=MOMENT)  # type: ignore[arg-type]
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_a_meeting_has_its_hours_in_universal_time_with_summer_time_reckoned_in() -> None:
    [event] = events(MEETING)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        dt.datetime(2026, 6, 17, 12, tzinfo=dt.UTC),
        dt.datetime(2026, 6, 17, 14, tzinfo=dt.UTC),
    )


def test_a_deadline_lasts_its_last_day_and_no_longer() -> None:
    [event] = events(TASK)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2026, 6, 30), dt.date(2026, 7, 1))


def test_signs_that_mean_something_to_calendars_come_through() -> None:
    meeting, task = events(MEETING, TASK)
    assert (str(meeting["summary"]), str(meeting["location"])) == (MEETING.title, MEETING.place)
    assert str(task["description"]).endswith("Merknad: Første linje\nandre; linje")


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    text = calendar_of([TASK, MEETING], "Å" * 200, "nb", at=MOMENT)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_a_line_folds_without_loss() -> None:
    line = "SUMMARY:" + "æ🙂" * 60
    assert "".join(piece.removeprefix(" ") if at else piece for at, piece in enumerate(fold(line))) == line


def test_every_line_ends_as_the_standard_says() -> None:
    text = calendar_of([TASK], "Studien", "nb", at=MOMENT)
    assert text.replace("\r\n", "").count("\n") == 0


def test_the_uid_outlives_a_new_title_and_a_new_day() -> None:
    moved = Occasion("task", "task:7", dt.date(2026, 9, 1), "Noe annet")
    assert events(TASK)[0]["uid"] == events(moved)[0]["uid"]


def test_two_studies_do_not_share_uids() -> None:
    assert events(TASK)[0]["uid"] != events(TASK, origin="b")[0]["uid"]


def test_the_same_moment_gives_the_same_file() -> None:
    first, second = (calendar_of([TASK, MEETING], "S", "nn", at=MOMENT) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("language", "summary"), [("nb", "Frist: "), ("nn", "Frist: "), ("en", "Due: ")])
def test_deadlines_are_told_in_the_language_asked_for(language: str, summary: str) -> None:
    assert str(events(TASK, language=language)[0]["summary"]).startswith(summary)


def test_a_calendar_without_events_is_whole() -> None:
    assert icalendar.Calendar.from_ical(calendar_of([], "S", "en", at=MOMENT))["version"] == "2.0"
