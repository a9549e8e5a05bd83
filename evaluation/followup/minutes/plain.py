"""Minutes as plain values: what `minutes read --json` gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evaluation.errors import problem
from evaluation.model.meetings import ActionPoint, AgendaItem, Place
from evaluation.model.minutes import Appendix, Attendee, Minutes, Unsure

# How a deadline is called that no day is known for.
OPEN = {"next-meeting": "next meeting", "soon": "as soon as possible", "none": None}


def as_plain(minutes: Minutes, file: str = "") -> dict[str, Any]:
    """Every value with the places of the words it rests on, as [start, end] of the text."""
    return {
        "group": minutes.group,
        "date": minutes.date.isoformat() if minutes.date else None,
        "start": minutes.start,
        "end": minutes.end,
        "place": minutes.place,
        "present": [_attendee(each) for each in minutes.present],
        "absent": [_attendee(each) for each in minutes.absent],
        "items": [_item(each) for each in minutes.items],
        "action_points": [point_as_plain(each) for each in minutes.action_points],
        "appendices": [_appendix(each) for each in minutes.appendices],
        "unsure": [_unsure(each, file) for each in minutes.unsure],
        "title": minutes.title,
        "number": minutes.number,
        "next": minutes.next_date.isoformat() if minutes.next_date else None,
        "language": minutes.language,
        "places": _places(minutes.places),
    }


def due_of(point: ActionPoint) -> str | None:
    """The day, else what the deadline is called: `next meeting`, `as soon as possible`, `running`."""
    return point.due.isoformat() if point.due else OPEN.get(point.deadline.code, point.deadline.code)


def point_as_plain(point: ActionPoint) -> dict[str, Any]:
    owners = [each.text for each in point.owners]
    return {
        "what": point.what,
        "owner": ", ".join(owners),
        "due": due_of(point),
        "deadline": point.deadline.code,
        "certain": point.certain,
        "places": _places(point.places),
    }


def _attendee(attendee: Attendee) -> dict[str, Any]:
    return {
        "name": attendee.name,
        "organisation": attendee.organisation,
        "item": ", ".join(attendee.items) or None,
        "capacity": attendee.capacity,
        "note": attendee.note,
        "line": attendee.line,
        "places": _places(attendee.places),
    }


def _item(item: AgendaItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "presentation": item.presentation,
        "discussion": item.discussion,
        "conclusion": item.conclusion,
        "action_points": [point_as_plain(each) for each in item.action_points],
        "deferred": bool(item.deferred),
        "deferred_because": item.deferred or None,
        "items": [_item(each) for each in item.items],
        "line": item.line,
        "places": _places(item.places),
    }


def _appendix(appendix: Appendix) -> dict[str, Any]:
    return {
        "title": appendix.title,
        "party": appendix.party,
        "start": appendix.start,
        "end": appendix.end,
        "line": appendix.line,
        "points": [[each.start, each.end] for each in appendix.points],
    }


def _unsure(unsure: Unsure, file: str) -> dict[str, Any]:
    told = problem(unsure.code, file=file, line=unsure.line, severity="note", **unsure.values)
    return {
        "code": unsure.code,
        "what": told.what(),
        "remedy": told.remedy(),
        "line": unsure.line,
        "on": unsure.on,
        "part": unsure.part,
        "start": unsure.at,
    }


def _places(places: Iterable[Place]) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    for each in places:
        found.setdefault(each.part, []).append([each.start, each.end])
    return found
