"""Rows of what came from other programs: what things are known as there, media, selections, cases and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, Text, cast, select

from evaluation.store import schema
from evaluation.store.act import Act, Row

KEPT: dict[str, Table] = {
    "known_as": schema.known_as,
    "medium": schema.medium,
    "passage": schema.passage,
    "variable": schema.variable,
    "study_case": schema.study_case,
    "attribute_value": schema.attribute_value,
    "relation": schema.relation,
    "exchange": schema.exchange,
}


@dataclass(frozen=True, slots=True)
class KnownAs:
    """What another program knows a row by. within: the GUID of the selection or source it stood in."""

    kind: str
    row: str
    guid: str
    at: str = ""
    within: str = ""
    content: Mapping[str, Any] | None = None


def read_kept(connection: Connection, table: str) -> list[Row]:
    """All rows of one of these tables, in the order they came."""
    found = KEPT[table]
    return [dict(row) for row in connection.execute(select(found).order_by(found.c.id)).mappings()]


def add_kept(act: Act, table: str, rows: Sequence[Row]) -> list[Any]:
    """Add rows to one of these tables; returns their ids."""
    return act.insert(KEPT[table], rows)


def read_known(connection: Connection, kind: str) -> dict[str, KnownAs]:
    """Row → what it is known as; where it is known by several, by the one it got first."""
    table = schema.known_as
    columns = (table.c.row, table.c.guid, table.c.at, table.c.within, table.c.content)
    query = select(*columns).where(table.c.kind == kind).order_by(table.c.id.desc())
    return {row[0]: KnownAs(kind, *row) for row in connection.execute(query)}


def guids_of(connection: Connection, kind: str) -> dict[str, str]:
    """GUID → row, for all that rows of this kind are known by."""
    table = schema.known_as
    query = select(table.c.guid, table.c.row).where(table.c.kind == kind).order_by(table.c.id.desc())
    return dict(connection.execute(query).all())


def add_known(act: Act, known: Sequence[KnownAs]) -> None:
    rows = [
        {
            "kind": each.kind,
            "row": each.row,
            "guid": each.guid,
            "at": each.at,
            "within": each.within,
            "content": dict(each.content or {}),
        }
        for each in known
    ]
    act.insert(schema.known_as, rows)


def passage_spans(connection: Connection, source: int) -> dict[int, tuple[int, int]]:
    """Passage id → its place in this source."""
    table = schema.passage
    query = select(table.c.id, table.c.start, table.c.end).where(table.c.source == source)
    return {id_: (start, end) for id_, start, end in connection.execute(query)}


def move_passages(act: Act, places: Mapping[int, tuple[int, int]]) -> None:
    """Move selections along when their source's text changes."""
    rows = [{"id": id_, "start": start, "end": end} for id_, (start, end) in places.items()]
    act.write_over(schema.passage, rows)


def selection_places(connection: Connection) -> dict[str, tuple[int, int, int]]:
    """GUID of a selection → source, start and end: of those that are kept, and of those that hold codings."""
    coding, known, passage = schema.coding, schema.known_as, schema.passage
    held = select(known.c.within, coding.c.source, coding.c.start, coding.c.end).join(
        coding, known.c.row == cast(coding.c.id, Text)
    )
    kept = select(passage.c.guid, passage.c.source, passage.c.start, passage.c.end)
    query = held.where(known.c.kind == "coding", known.c.within != "")
    rows = [*connection.execute(query), *connection.execute(kept)]
    return {guid: (source, start, end) for guid, source, start, end in rows}


def made_at(connection: Connection) -> list[tuple[int, int, str]]:
    """When the codings were made that came with no time of their own: first id, last id, moment."""
    table = schema.change
    ranges = table.c.after["inserted"]["coding"]
    found: list[tuple[int, int, str]] = []
    for at, listed in connection.execute(select(table.c.at, ranges).order_by(table.c.id)):
        for each in listed or ():
            first, last = each if isinstance(each, list) else (each, each)
            found.append((int(first), int(last), at))
    return found


def kept_files(connection: Connection) -> frozenset[str]:
    """The files in `sources/` that media need, and the styled files beside texts."""
    media = connection.scalars(select(schema.medium.c.file))
    known = connection.scalars(select(schema.known_as.c.content).where(schema.known_as.c.kind == "source"))
    return frozenset(filter(None, (*media, *(str(content.get("rich", "")) for content in known))))
