"""The list of acts: who did what, and when; and what they touched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from evaluation.store import schema
from evaluation.store.act import from_ranges, portions
from evaluation.store.feed import last_change


@dataclass(frozen=True, slots=True)
class Change:
    """One act without the rows it touched: what `log` shows."""

    id: int
    at: str
    who: str
    act: str
    details: dict[str, Any]
    undoes: int | None
    undone_by: int | None


def read_changes(connection: Connection) -> list[Change]:
    """All acts, the oldest first."""
    return [Change(*row) for row in connection.execute(_listed().order_by(schema.change.c.id))]


def read_change(connection: Connection, id_: int) -> Change:
    """The act of this id, which there is."""
    return Change(*connection.execute(_listed().where(schema.change.c.id == id_)).one())


def _listed() -> Select[Any]:
    table = schema.change
    columns = (table.c.id, table.c.at, table.c.who, table.c.act, table.c.details, table.c.undoes, table.c.undone_by)
    return select(*columns)


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an act did to one row: as it was before and after. `inserted`: table → the ids of the rows it made."""

    change: Change
    before: dict[str, Any]
    after: dict[str, Any]
    inserted: dict[str, set[Any]]


def row_changes(connection: Connection, table: str, id_: int, acts: Collection[str]) -> list[RowChange]:
    """What acts of these names that still stand did to a row, and what they made beside it; the oldest first."""
    change = schema.change
    standing = change.c.act.in_(acts) & change.c.undoes.is_(None) & change.c.undone_by.is_(None)
    query = _listed().add_columns(change.c.before, change.c.after).where(standing).order_by(change.c.id)
    found = []
    for *told, before, after in connection.execute(query):
        was, now = (rows.get(table, {}).get(str(id_), {}) for rows in (before, after["rows"]))
        inserted = {name: set(from_ranges(ranges)) for name, ranges in after["inserted"].items()}
        if was or inserted:
            found.append(RowChange(Change(*told), was, now, inserted))
    return found


@dataclass(frozen=True, slots=True)
class Touched:
    """What was touched since a change, by table: the ids of rows that are there, and the rows that are `gone`.

    `whose`: who did it; `stepped`: whether anything was taken back or brought back.
    """

    revision: int
    whose: frozenset[str]
    stepped: bool
    ids: dict[str, set[Any]]
    gone: dict[str, dict[Any, dict[str, Any]]]


def touched_since(connection: Connection, since: int, tables: Collection[str]) -> Touched:
    """The rows of these tables that acts later than `since` made, changed or removed."""
    table = schema.change
    ids: dict[str, set[Any]] = {name: set() for name in tables}
    before: dict[str, dict[Any, dict[str, Any]]] = {name: {} for name in tables}
    columns = (table.c.before, table.c.after, table.c.who, table.c.undoes)
    found = connection.execute(select(*columns).where(table.c.id > since).order_by(table.c.id)).all()
    for old, new, _, _ in found:
        for name in tables:
            for row in old.get(name, {}).values():
                before[name][row["id"]] = row
            ids[name] |= {row["id"] for row in new["rows"].get(name, {}).values()}
            ids[name] |= set(from_ranges(new["inserted"].get(name, ())))
    there = {name: _there(connection, name, ids[name] | before[name].keys()) for name in tables}
    gone = {name: {id_: row for id_, row in before[name].items() if id_ not in there[name]} for name in tables}
    stepped = any(row.undoes is not None for row in found)
    return Touched(last_change(connection), frozenset(row.who for row in found), stepped, there, gone)


def _there(connection: Connection, name: str, ids: Collection[Any]) -> set[Any]:
    table = schema.metadata.tables[name]
    found: set[Any] = set()
    for some in portions(list(ids)):
        found.update(connection.scalars(select(table.c.id).where(table.c.id.in_(some))))
    return found
