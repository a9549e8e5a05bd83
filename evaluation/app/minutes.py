"""What the doors show of meetings: lists, one meeting whole, action points."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from evaluation.followup.meetings.action_points import owners_shown
from evaluation.followup.meetings.changing import Event, history_of
from evaluation.followup.meetings.confirming import find_meeting, told_of, unsure_of
from evaluation.followup.minutes.plain import due_of
from evaluation.language import phrase
from evaluation.model import People
from evaluation.model.meetings import ActionPoint, AgendaItem, Doubt, Meeting, MeetingAttendance
from evaluation.numbers import write_date
from evaluation.store import action_points, doubts, meetings
from evaluation.study import Study

MOVED = ("owner", "due")  # what an action point says beside its status


def list_meetings(study: Study) -> list[dict[str, Any]]:
    """The meetings by date, each with how much is open and unsure."""
    with study.store.reading() as connection:
        found = meetings.read_meetings(connection)
        agendas = meetings.read_agendas(connection)
        points = action_points.read_action_points(connection)
        unsure = Counter(each.meeting for each in doubts.read_doubts(connection))
    all_points = Counter(each.meeting for each in points)
    open_points = Counter(each.meeting for each in points if each.is_open)
    return [
        {
            "id": each.name,
            "group": each.group,
            "date": each.date.isoformat() if each.date else None,
            "start": each.start,
            "end": each.end,
            "place": each.place,
            "state": each.state,
            "items": sum(1 for item in agendas.get(each.id or 0, ()) for _ in item.walk()),
            "action_points": all_points[each.name],
            "open": open_points[each.name],
            "unsure": unsure[each.name],
            "source": each.source,
            "session": each.session,
        }
        for each in found
    ]


def whole_meeting(study: Study, name: str, *, names: bool = False) -> dict[str, Any]:
    """One meeting with attendance, agenda and action points; people by pseudonym unless `names`."""
    found = find_meeting(study, name)
    people = study.people(names=names)
    return {
        **_head(found),
        "present": [_there(each, people, names=names) for each in found.attendance if each.presence == "present"],
        "absent": [_there(each, people, names=names) for each in found.attendance if each.presence == "absent"],
        "items": [_item(each, people) for each in found.agenda],
        "action_points": [point_row(each, people) for each in _general(study, name)],
        "unsure": [doubt_row(each) for each in unsure_of(study, name)],
    }


def point_row(point: ActionPoint, people: People) -> dict[str, Any]:
    return {
        "id": point.id,
        "meeting": point.meeting,
        "what": point.what,
        "owner": owners_shown(point.owners, people),
        "due": due_of(point),
        "status": point.status,
        "certain": point.certain,
    }


def due_shown(due: str | None) -> str:
    """A day as it is written in the language spoken, and what is no day in words."""
    if not due:
        return ""
    try:
        return write_date(dt.date.fromisoformat(due))
    except ValueError:
        codes = {"next meeting": "deadline.next-meeting", "as soon as possible": "deadline.soon"}
        return phrase(codes[due]) if due in codes else due


def point_with_history(study: Study, point: ActionPoint) -> dict[str, Any]:
    """An action point, and what was said of it; `owner` and `due` are before and after, where they changed."""
    people = study.people()
    return {**point_row(point, people), "history": [_event(each, people) for each in history_of(study, point.id or 0)]}


def moved_shown(event: dict[str, Any]) -> list[str]:
    """What changed beside the status, each as one line of words."""
    sides = {name: [due_shown(each) if name == "due" else each for each in event[name] or ()] for name in MOVED}
    return [
        f"{phrase(f'minutes.column.{name}')}: {both[0] or '–'} → {both[1] or '–'}"
        for name, both in sides.items()
        if both
    ]


def _event(event: Event, people: People) -> dict[str, Any]:
    owners = [owners_shown(each, people) for each in event.owners] if event.owners else None
    due = [due_of(ActionPoint("", deadline=each, due=each.last_day())) for each in event.deadline or ()]
    told = {"status": event.status, "at": event.at, "who": event.who, "remark": event.remark}
    return {**told, "owner": owners, "due": due or None}


def doubt_row(doubt: Doubt) -> dict[str, Any]:
    told = told_of(doubt)
    return {
        "id": doubt.id,
        "meeting": doubt.meeting,
        "code": doubt.code,
        "what": told.what(),
        "remedy": told.remedy(),
        "line": doubt.line,
        "on": doubt.on,
        "on_id": doubt.on_id,
        "part": doubt.part,
        "state": doubt.state,
    }


def _head(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.name,
        "group": meeting.group,
        "date": meeting.date.isoformat() if meeting.date else None,
        "start": meeting.start,
        "end": meeting.end,
        "place": meeting.place,
        "next": meeting.next_date.isoformat() if meeting.next_date else None,
        "state": meeting.state,
        "source": meeting.source,
        "session": meeting.session,
    }


def _there(attendance: MeetingAttendance, people: People, *, names: bool) -> dict[str, Any]:
    person = next((each for each in people.participants if each.id == attendance.participant), None)
    organisation = next((each for each in people.organisations if each.id == attendance.organisation), None)
    shown = (person.name if names else "") or person.pseudonym or person.id if person else ""
    body = (organisation.name if names else "") or organisation.shown or organisation.id if organisation else ""
    return {
        "participant": attendance.participant,
        "name": shown,
        "organisation": body or attendance.party,
        "item": ", ".join(attendance.items) or None,
        "capacity": attendance.capacity,
    }


def _item(item: AgendaItem, people: People) -> dict[str, Any]:
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "presentation": item.presentation,
        "discussion": item.discussion,
        "conclusion": item.conclusion,
        "action_points": [point_row(each, people) for each in item.action_points],
        "deferred": bool(item.deferred),
        "deferred_because": item.deferred or None,
        "comes_from": {"kind": item.comes_from.kind, "id": item.comes_from.id} if item.comes_from else None,
        "items": [_item(each, people) for each in item.items],
    }


def _general(study: Study, name: str) -> list[ActionPoint]:
    with study.store.reading() as connection:
        return [each for each in action_points.read_action_points(connection, meetings=[name]) if each.item is None]
