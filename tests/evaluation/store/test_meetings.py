"""Meetings are kept whole, changed in acts, and taken back without a trace."""

from __future__ import annotations

import datetime as dt

import pytest

from evaluation.model.deadline import Deadline
from evaluation.model.meetings import (
    ActionPoint,
    AgendaItem,
    Doubt,
    Meeting,
    MeetingAttendance,
    Origin,
    Owner,
    Place,
    StatusChange,
)
from evaluation.store import action_points, doubts, meetings
from evaluation.store.health import complaints
from evaluation.study import Study
from tests.evaluation.store.examples import talk

POINT = ActionPoint(
    "Sende ut brevet.",
    (Owner("Bakervik kommune"),),
    Deadline("next-meeting"),
    places=(Place("what", 0, 3),),
)
AGENDA = (
    AgendaItem("Godkjenning", "1", conclusion="Godkjent.", places=(Place("conclusion", 4, 9),)),
    AgendaItem("Eventuelt", "2", items=(AgendaItem("Parkering", deferred="next-meeting"),), action_points=(POINT,)),
)


def kept(study: Study, name: str = "mote", **values: object) -> int:
    meeting = Meeting(name, date=dt.date(2026, 5, 5), source="forste", agenda=AGENDA, **values)  # type: ignore[arg-type]
    with study.store.act("minutes.add", "Test", name=name) as act:
        return meetings.add_meeting(act, meeting)


@pytest.fixture
def with_source(any_study: Study) -> Study:
    any_study.add(talk("forste", "I1: Vi sender brevet.\n"))
    return any_study


def test_a_meeting_comes_back_as_it_was_kept(with_source: Study) -> None:
    there = (MeetingAttendance(party="Bakervik kommune", items=("2",), places=(Place("name", 0, 2),)),)
    kept(with_source, attendance=there)
    with with_source.store.reading() as connection:
        found = meetings.find_meeting(connection, "mote")
        [point] = action_points.read_action_points(connection, places=True)
    assert found is not None
    assert found.attendance == there
    assert found.agenda[0] == AGENDA[0]
    assert found.agenda[1].items[0].deferred == "next-meeting"
    assert (point.what, point.owners, point.deadline, point.places) == (
        POINT.what,
        POINT.owners,
        POINT.deadline,
        POINT.places,
    )
    assert point.item == found.agenda[1].id


def test_a_meeting_is_undone_and_redone_whole(with_source: Study) -> None:
    kept(with_source)
    with_source.undo()
    with with_source.store.reading() as connection:
        assert meetings.read_meetings(connection) == []
    with_source.undo(redo=True)
    with with_source.store.reading() as connection:
        assert meetings.find_meeting(connection, "mote") is not None
        assert complaints(connection) == []


def test_a_meeting_is_removed_with_all_that_belongs_to_it(with_source: Study) -> None:
    id_ = kept(with_source)
    with with_source.store.act("minutes.remove", "Test") as act:
        doubts.add_doubts(act, id_, [Doubt("MINUTES-001")])
        meetings.remove_meeting(act, id_)
    with with_source.store.reading() as connection:
        assert meetings.read_agendas(connection) == {}
        assert action_points.read_action_points(connection) == []
        assert doubts.read_doubts(connection) == []
        assert complaints(connection) == []


def test_every_status_of_an_action_point_stays(with_source: Study) -> None:
    kept(with_source)
    for number, status in enumerate(("under-way", "done")):
        with with_source.store.act("action.status", "Test") as act:
            action_points.add_status(act, 1, StatusChange(status, f"2026-05-0{number + 1}", "Test"))  # type: ignore[arg-type]
    with with_source.store.reading() as connection:
        assert [each.status for each in action_points.read_statuses(connection)[1]] == ["under-way", "done"]
        assert action_points.read_action_points(connection, open_only=True) == []


def test_a_deferred_item_is_no_longer_waiting_once_an_agenda_takes_it_up(with_source: Study) -> None:
    kept(with_source)
    with with_source.store.reading() as connection:
        [(name, item)] = meetings.deferred_items(connection)
    assert (name, item.title) == ("mote", "Parkering")
    with with_source.store.act("minutes.new", "Test") as act:
        again = AgendaItem("Parkering", "1", comes_from=Origin("agenda_item", item.id or 0))
        meetings.add_meeting(act, Meeting("neste", state="planned", agenda=(again,)))
    with with_source.store.reading() as connection:
        assert meetings.deferred_items(connection) == []
