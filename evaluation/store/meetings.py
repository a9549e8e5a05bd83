"""Rows of meetings with their agenda and attendance, and the values they stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from evaluation.model.meetings import ActionPoint, AgendaItem, Meeting, MeetingAttendance, Origin
from evaluation.store import schema
from evaluation.store.act import Act, Row, portions
from evaluation.store.action_points import add_action_points, read_action_points, remove_action_points
from evaluation.store.meeting_words import add_words, read_words, remove_words

_OF_MEETING = ("name", "group", "title", "number", "start", "end", "place", "state", "language", "session", "at", "who")
_OF_ITEM = ("number", "title", "presentation", "discussion", "conclusion", "deferred")
_OF_ATTENDANCE = ("participant", "organisation", "party", "presence", "capacity")


def add_meeting(act: Act, meeting: Meeting) -> int:
    """Write a new meeting with its attendance, agenda and action points; returns its id."""
    [id_] = act.insert(schema.meeting, [_meeting_row(act.connection, meeting)])
    source = _source_id(act.connection, meeting.source)
    if source is not None:
        add_words(act, source, "meeting", [(id_, meeting.places)])
    add_attendance(act, id_, meeting.attendance, source)
    add_items(act, id_, meeting.agenda, source=source)
    return int(id_)


def change_meeting(act: Act, meeting: Meeting) -> None:
    """Bring the meeting with this id in line; its agenda and attendance have their own functions."""
    act.update(schema.meeting, meeting.id, _meeting_row(act.connection, meeting))


def remove_meeting(act: Act, meeting: int) -> None:
    """Take a meeting away with all that belongs to it; its source stays."""
    for name in ("doubt", "action_point", "meeting_attendance", "agenda_item"):
        table = schema.metadata.tables[name]
        ids = list(act.connection.scalars(select(table.c.id).where(table.c.meeting == meeting)))
        if name == "action_point":
            remove_action_points(act, ids)
            continue
        remove_words(act, name, ids)  # type: ignore[arg-type]
        act.delete(table, ids)
    remove_words(act, "meeting", [meeting])
    act.delete(schema.meeting, [meeting])


def add_attendance(
    act: Act, meeting: int, attendance: Sequence[MeetingAttendance], source: int | None = None
) -> list[int]:
    rows = [{"meeting": meeting, **_attendance_row(each)} for each in attendance]
    ids = act.insert(schema.meeting_attendance, rows)
    if source is not None:
        add_words(act, source, "meeting_attendance", _resting(ids, attendance))
    return ids


def change_attendance(act: Act, attendance: MeetingAttendance) -> None:
    act.update(schema.meeting_attendance, attendance.id, _attendance_row(attendance))


def remove_attendance(act: Act, ids: Sequence[int]) -> None:
    remove_words(act, "meeting_attendance", ids)
    act.delete(schema.meeting_attendance, list(ids))


def add_items(
    act: Act,
    meeting: int,
    items: Sequence[AgendaItem],
    *,
    parent: int | None = None,
    source: int | None = None,
) -> list[int]:
    """Write agenda items after those that are there, with their sub-items and action points; returns their ids."""
    table = schema.agenda_item
    beside = table.c.parent.is_(None) if parent is None else table.c.parent == parent
    last = act.connection.scalar(select(func.max(table.c.position)).where(table.c.meeting == meeting, beside)) or 0
    rows = [
        {"meeting": meeting, "parent": parent, "position": position, **_item_row(each)}
        for position, each in enumerate(items, last + 1)
    ]
    ids = act.insert(table, rows)
    if source is not None:
        add_words(act, source, "agenda_item", _resting(ids, items))
    points = [(id_, point) for id_, each in zip(ids, items, strict=True) for point in each.action_points]
    add_action_points(act, meeting, points, source)
    for id_, each in zip(ids, items, strict=True):
        if each.items:
            add_items(act, meeting, each.items, parent=id_, source=source)
    return ids


def change_item(act: Act, item: AgendaItem) -> None:
    """Bring what the agenda item with this id says in line; its sub-items and action points stay as they are."""
    act.update(schema.agenda_item, item.id, _item_row(item))


def read_meetings(connection: Connection) -> list[Meeting]:
    """All meetings without agenda and attendance, by date, those without a date last."""
    return sorted(_meetings(connection, None), key=lambda each: (each.date or dt.date.max, each.id or 0))


def find_meeting(connection: Connection, name: str) -> Meeting | None:
    """One meeting with its attendance, agenda and action points, each with the words it rests on."""
    for found in _meetings(connection, [name]):
        id_ = found.id or 0
        points: dict[int | None, list[ActionPoint]] = {}
        for point in read_action_points(connection, meetings=[name], places=True):
            points.setdefault(point.item, []).append(point)
        places = read_words(connection, "meeting", [id_]).get(id_, ())
        agenda = _agenda(connection, [id_], points).get(id_, ())
        return replace(found, agenda=agenda, attendance=_attendance(connection, id_), places=tuple(places))
    return None


def read_agendas(connection: Connection, meetings: Sequence[int] | None = None) -> dict[int, tuple[AgendaItem, ...]]:
    """Meeting → its agenda without action points, for these meetings or for all."""
    return _agenda(connection, meetings, {})


def deferred_items(connection: Connection) -> list[tuple[str, AgendaItem]]:
    """The deferred items that no later agenda has taken up, each with the name of its meeting, the oldest first."""
    table, meeting = schema.agenda_item, schema.meeting
    taken = select(table.c.comes_from).where(table.c.comes_from_kind == "agenda_item")
    query = select(table, meeting.c.name).join(meeting, table.c.meeting == meeting.c.id)
    query = query.where(table.c.deferred != "", table.c.id.not_in(taken)).order_by(table.c.id)
    return [(row[meeting.c.name], _item(row, (), (), ())) for row in connection.execute(query).mappings()]


def _meetings(connection: Connection, names: Sequence[str] | None) -> Iterator[Meeting]:
    table, source = schema.meeting, schema.source
    own = [table.c[name] for name in (*_OF_MEETING, "id", "date", "next_date")]
    query = select(*own, source.c.name.label("minutes")).outerjoin(source, table.c.source == source.c.id)
    if names is not None:
        query = query.where(table.c.name.in_(names))
    for row in connection.execute(query.order_by(table.c.id)).mappings():
        values = {name: row[name] for name in (*_OF_MEETING, "id")}
        yield Meeting(**values, date=_day(row["date"]), next_date=_day(row["next_date"]), source=row["minutes"])


def _agenda(
    connection: Connection, meetings: Sequence[int] | None, points: Mapping[int | None, Sequence[ActionPoint]]
) -> dict[int, tuple[AgendaItem, ...]]:
    table = schema.agenda_item
    query = select(table).order_by(table.c.meeting, table.c.position, table.c.id)
    rows: list[RowMapping] = []
    for some in [None] if meetings is None else portions(meetings):
        rows += connection.execute(query if some is None else query.where(table.c.meeting.in_(some))).mappings()
    rests = read_words(connection, "agenda_item", None if meetings is None else [row["id"] for row in rows])
    under: dict[int | None, list[RowMapping]] = {}
    for row in rows:
        under.setdefault(row["parent"], []).append(row)

    def made(row: RowMapping) -> AgendaItem:
        below = tuple(made(each) for each in under.get(row["id"], ()))
        return _item(row, below, points.get(row["id"], ()), rests.get(row["id"], ()))

    found: dict[int, tuple[AgendaItem, ...]] = {}
    for row in under.get(None, ()):
        found[row["meeting"]] = (*found.get(row["meeting"], ()), made(row))
    return found


def _item(row: Mapping[Any, Any], below: Iterable[Any], points: Iterable[Any], places: Iterable[Any]) -> AgendaItem:
    values = {name: row[name] for name in (*_OF_ITEM, "id")}
    origin = Origin(row["comes_from_kind"], row["comes_from"]) if row["comes_from_kind"] else None
    return AgendaItem(
        **values, items=tuple(below), action_points=tuple(points), places=tuple(places), comes_from=origin
    )


def _attendance(connection: Connection, meeting: int) -> tuple[MeetingAttendance, ...]:
    table = schema.meeting_attendance
    rows = connection.execute(select(table).where(table.c.meeting == meeting).order_by(table.c.id)).mappings().all()
    rests = read_words(connection, "meeting_attendance", [row["id"] for row in rows])
    return tuple(
        MeetingAttendance(
            **{name: row[name] for name in (*_OF_ATTENDANCE, "id")},
            items=tuple(row["items"]),
            places=tuple(rests.get(row["id"], ())),
        )
        for row in rows
    )


def _meeting_row(connection: Connection, meeting: Meeting) -> Row:
    row: Row = {name: getattr(meeting, name) for name in _OF_MEETING}
    row["source"] = _source_id(connection, meeting.source)
    row |= {name: day.isoformat() if (day := getattr(meeting, name)) else None for name in ("date", "next_date")}
    return row


def _attendance_row(attendance: MeetingAttendance) -> Row:
    return {name: getattr(attendance, name) for name in _OF_ATTENDANCE} | {"items": list(attendance.items)}


def _item_row(item: AgendaItem) -> Row:
    row: Row = {name: getattr(item, name) for name in _OF_ITEM}
    origin = item.comes_from
    return row | {"comes_from_kind": origin.kind if origin else "", "comes_from": origin.id if origin else None}


def _resting(ids: Sequence[int], those: Sequence[AgendaItem | MeetingAttendance]) -> Iterator[tuple[int, Any]]:
    return ((id_, each.places) for id_, each in zip(ids, those, strict=True))


def _source_id(connection: Connection, name: str | None) -> int | None:
    return connection.scalar(select(schema.source.c.id).where(schema.source.c.name == name)) if name else None


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
