"""Rows of action points and of the statuses they were given, and the values they stand for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache

from sqlalchemy import Connection, Text, cast, select

from evaluation.model.deadline import Deadline, deadline_of
from evaluation.model.meetings import OPEN, ActionPoint, ActionStatus, Owner, StatusChange
from evaluation.store import schema
from evaluation.store.act import Act, Row, portions
from evaluation.store.meeting_words import add_words, read_words, remove_words


def add_action_points(
    act: Act, meeting: int, points: Sequence[tuple[int | None, ActionPoint]], source: int | None = None
) -> list[int]:
    """Write new action points, each with the id of its agenda item; returns their ids."""
    rows = [
        {"meeting": meeting, "item": item, "position": at, **_row(point)} for at, (item, point) in enumerate(points)
    ]
    ids = act.insert(schema.action_point, rows)
    if source is not None:
        rests = ((id_, point.places) for id_, (_, point) in zip(ids, points, strict=True))
        add_words(act, source, "action_point", rests)
    return ids


def change_action_point(act: Act, point: ActionPoint) -> None:
    """Bring what the action point with this id says in line; its status is changed by `add_status` alone."""
    act.update(schema.action_point, point.id, {key: value for key, value in _row(point).items() if key != "status"})


def remove_action_points(act: Act, ids: Sequence[int]) -> None:
    """Take away what was no action point after all."""
    table = schema.action_status
    for some in portions(ids):
        act.delete_where(table, table.c.action_point.in_(some))
    remove_words(act, "action_point", ids)
    act.delete(schema.action_point, list(ids))


def read_action_points(
    connection: Connection,
    *,
    meetings: Sequence[str] | None = None,
    ids: Sequence[int] | None = None,
    open_only: bool = False,
    due_before: dt.date | None = None,
    places: bool = False,
) -> list[ActionPoint]:
    """The action points of these meetings, or of all, in the order they were decided.

    due_before: only those due before that day. places: with the words they rest on.
    """
    table, meeting = schema.action_point, schema.meeting
    # The owners come as text: so many of them are the same that each is read once.
    own = [table.c.what, cast(table.c.owners, Text), table.c.deadline, table.c.deadline_words, table.c.due]
    query = select(*own, table.c.status, table.c.certain, meeting.c.name, table.c.item, table.c.id).join(meeting)
    if meetings is not None:
        query = query.where(meeting.c.name.in_(meetings))
    if ids is not None:
        query = query.where(table.c.id.in_(ids))
    if open_only:
        query = query.where(table.c.status.in_(OPEN))
    if due_before is not None:
        query = query.where(table.c.due < due_before.isoformat())
    rows = connection.execute(query.order_by(table.c.id)).all()
    rests = read_words(connection, "action_point", [row[-1] for row in rows]) if places else {}
    return [
        ActionPoint(
            what,
            _owners(owners),
            _deadline(code, words),
            _day(due),
            status,
            certain,
            tuple(rests.get(id_, ())),
            name,
            item,
            id_,
        )
        for what, owners, code, words, due, status, certain, name, item, id_ in rows
    ]


def add_status(act: Act, point: int, change: StatusChange) -> None:
    """Give an action point a status, which stays in its history."""
    row = {key: value for key, value in asdict(change).items() if key != "id"}
    act.insert(schema.action_status, [{"action_point": point, **row}])
    act.update(schema.action_point, point, {"status": change.status})


def read_statuses(connection: Connection, points: Sequence[int] | None = None) -> dict[int, list[StatusChange]]:
    """Action point → the statuses it was given, the oldest first."""
    table = schema.action_status
    columns = (table.c.action_point, table.c.status, table.c.at, table.c.who, table.c.remark, table.c.id)
    query = select(*columns).order_by(table.c.id)
    found: dict[int, list[StatusChange]] = {}
    for some in [None] if points is None else portions(points):
        narrowed = query if some is None else query.where(table.c.action_point.in_(some))
        for point, *change in connection.execute(narrowed):
            found.setdefault(point, []).append(StatusChange(*change))
    return found


def last_statuses(connection: Connection) -> Iterable[tuple[int, ActionStatus]]:
    """Action point → its status now."""
    table = schema.action_point
    return [(id_, status) for id_, status in connection.execute(select(table.c.id, table.c.status))]


def _row(point: ActionPoint) -> Row:
    return {
        "what": point.what,
        "owners": [asdict(each) for each in point.owners],
        "deadline": point.deadline.code,
        "deadline_words": point.deadline.words,
        "due": point.due.isoformat() if point.due else None,
        "status": point.status,
        "certain": point.certain,
    }


@cache
def _owners(written: str) -> tuple[Owner, ...]:
    return tuple(Owner(**each) for each in json.loads(written))


@cache
def _deadline(code: str, words: str) -> Deadline:
    return deadline_of(code, words)


@cache
def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
