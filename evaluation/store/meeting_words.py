"""Rows of the words that meetings, agenda items and action points rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from evaluation.model.meetings import MeetingPart, Place
from evaluation.store import schema
from evaluation.store.act import Act, portions

Span = tuple[int, int]


def add_words(act: Act, source: int, kind: MeetingPart, rests: Iterable[tuple[int, Sequence[Place]]]) -> None:
    """Row → the places in this source that its parts rest on."""
    rows = [
        {"source": source, "start": each.start, "end": each.end, "on_kind": kind, "on_id": row, "part": each.part}
        for row, places in rests
        for each in places
    ]
    act.insert(schema.meeting_words, rows)


def read_words(connection: Connection, kind: MeetingPart, rows: Sequence[int] | None = None) -> dict[int, list[Place]]:
    """Row → the places its parts rest on, for these rows or for all of this kind."""
    table = schema.meeting_words
    query = select(table.c.on_id, table.c.part, table.c.start, table.c.end).where(table.c.on_kind == kind)
    found: dict[int, list[Place]] = {}
    for each in [None] if rows is None else portions(rows):
        narrowed = query if each is None else query.where(table.c.on_id.in_(each))
        for row, *place in connection.execute(narrowed.order_by(table.c.id)):
            found.setdefault(row, []).append(Place(*place))
    return found


def remove_words(act: Act, kind: MeetingPart, rows: Sequence[int]) -> None:
    table = schema.meeting_words
    for some in portions(rows):
        act.delete_where(table, (table.c.on_kind == kind) & table.c.on_id.in_(some))


def meeting_spans(connection: Connection, source: int) -> dict[int, Span]:
    """Id of the words → their place in this source."""
    table = schema.meeting_words
    query = select(table.c.id, table.c.start, table.c.end).where(table.c.source == source)
    return {id_: (start, end) for id_, start, end in connection.execute(query)}


def move_meeting_words(act: Act, moved: Mapping[int, Span]) -> None:
    """Move the words along when their source's text changes."""
    rows = [{"id": id_, "start": start, "end": end} for id_, (start, end) in moved.items()]
    act.write_over(schema.meeting_words, rows)
