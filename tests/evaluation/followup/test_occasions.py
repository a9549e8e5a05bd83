"""What falls on a day, and what comes next."""

from __future__ import annotations

import datetime as dt

from evaluation.followup.occasions import (
    Occasion,
    next_meeting,
    of_actions,
    of_meetings,
    of_plan,
    of_rounds,
    of_sessions,
)
from evaluation.model import Organisation, People
from evaluation.model.deadline import deadline_of
from evaluation.model.form import ReportingRound
from evaluation.model.meetings import ActionPoint, Meeting, Owner
from evaluation.model.people import Session
from evaluation.model.plans import Plan, PlanTask

DAY, NEXT = dt.date(2012, 4, 17), dt.date(2012, 6, 20)


def test_a_meeting_brings_the_next_one_it_set_a_day_for() -> None:
    found = list(of_meetings([Meeting("m1", "Gruppa", date=DAY, next_date=NEXT)]))
    assert [(each.date, each.state) for each in found] == [(DAY, "done"), (NEXT, "open")]


def test_the_next_meeting_is_told_once_when_it_has_come_in() -> None:
    meetings = [Meeting("m1", "Gruppa", date=DAY, next_date=NEXT), Meeting("m2", "Gruppa", date=NEXT, state="planned")]
    assert [each.date for each in of_meetings(meetings)] == [DAY, NEXT]


def test_a_meeting_is_the_same_before_and_after_its_minutes_have_come_in() -> None:
    first = Meeting("m1", "Gruppa", date=DAY, next_date=NEXT)
    later = Meeting("m2", "Gruppa", date=dt.date(2012, 6, 27))
    [_, announced], [_, held] = list(of_meetings([first])), list(of_meetings([first, later]))
    assert announced.key == held.key == "after:m1"


def test_the_next_meeting_is_the_first_one_not_held() -> None:
    found = list(of_meetings([Meeting("m1", "Gruppa", date=DAY, next_date=NEXT)]))
    coming = next_meeting(found, DAY)
    assert coming is not None
    assert (coming.date, next_meeting(found, dt.date(2012, 7, 1))) == (NEXT, None)


def test_a_session_with_minutes_is_told_as_its_meeting() -> None:
    sessions = [Session(id="s1", kind="meeting", date=DAY), Session(id="s2", kind="interview", date=DAY)]
    assert [each.key for each in of_sessions(sessions, [])] == ["session:s1"]
    assert list(of_sessions(sessions, [Meeting("m1", session="s1")])) == []


def test_a_task_without_a_date_or_out_of_the_plan_is_no_occasion() -> None:
    tasks = (
        PlanTask("Løpende", deadline=deadline_of("running")),
        PlanTask("Borte", deadline=deadline_of("2013-H1"), gone=DAY),
        PlanTask("Igjen", "1", deadline=deadline_of("2013-H1"), id=4),
    )
    assert [(each.title, each.key) for each in of_plan(Plan("p", tasks=tasks))] == [("Igjen", "task:4")]


def test_an_action_point_is_due_on_its_day_with_its_owners() -> None:
    point = ActionPoint("Sjekke", (Owner("NHO"), Owner(organisation="ks")), due=NEXT, id=3)
    people = People(organisations=(Organisation(id="ks", name="Kommunelaget", pseudonym="KS"),))
    assert [(each.date, each.owners) for each in of_actions([point], people)] == [(NEXT, "NHO, KS")]


def test_a_round_is_due_on_its_deadline() -> None:
    assert [each.date for each in of_rounds([ReportingRound("r1", "i", deadline=NEXT), ReportingRound("r2", "i")])] == [
        NEXT
    ]


def test_only_what_somebody_owes_is_overdue() -> None:
    kinds = [kind for kind in ("meeting", "task", "action", "report", "agreement")
             if Occasion(kind, "k", DAY, "t").is_overdue(NEXT)]  # type: ignore[arg-type]  # fmt: skip
    assert kinds == ["task", "action"]
