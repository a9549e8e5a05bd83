"""Rows of the words that meetings, agenda items and action points rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from evaluation.model.meetings import MeetingPart, Place
from evaluation.store import schema
from evaluation.store.act import Act, portions

Span = tuple[int, int]
# What a row tells in words of its own that are those of its source.
TOLD: Mapping[str, tuple[str, ...]] = {
    "agenda_item": ("title", "presentation", "discussion", "conclusion"),
    "action_point": ("what",),
}


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


@dataclass(frozen=True, slots=True)
class Retold:
    """A part of a row that is told in words of its own, and the ids of the words in the source it rests on."""

    kind: MeetingPart
    row: int
    part: str
    words: tuple[int, ...]


def words_of(connection: Connection, source: int) -> list[Retold]:
    """The titles, presentations, discussions, conclusions and action points that rest on words of this source."""
    table = schema.meeting_words
    query = select(table.c.on_kind, table.c.on_id, table.c.part, table.c.id).where(table.c.source == source)
    found: dict[tuple[MeetingPart, int, str], list[int]] = {}
    for kind, row, part, id_ in connection.execute(query.order_by(table.c.id)):
        if part in TOLD.get(kind, ()):
            found.setdefault((kind, row, part), []).append(id_)
    return [Retold(kind, row, part, tuple(ids)) for (kind, row, part), ids in found.items()]


def retell_words(act: Act, retold: Retold, old: str, new: str) -> None:
    """Put new words in the place of the old ones, where these are what the row still says."""
    table = schema.metadata.tables[retold.kind]
    column = table.c[retold.part]
    said = act.connection.scalar(select(column).where(table.c.id == retold.row))
    if said is not None and said == old:
        act.update(table, retold.row, {retold.part: new})
