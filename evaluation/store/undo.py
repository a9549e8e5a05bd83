"""Taking an act back: its rows become what they were, as a new act that can itself be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from evaluation.errors import fail
from evaluation.store import schema
from evaluation.store.act import AT_ONCE, Act, from_ranges

Touched = set[tuple[str, str]]  # (table, id as text)


def latest(connection: Connection, *, undone: bool = False) -> int:
    """The act that `undo` takes back when none is named; with `undone`, the one that redo brings back."""
    change = schema.change
    wanted = change.c.act == "undo" if undone else change.c.undoes.is_(None)
    query = select(change.c.id).where(change.c.undone_by.is_(None), wanted).order_by(change.c.id.desc())
    found = connection.scalar(query)
    if found is None:
        raise fail("STORE-010" if undone else "STORE-008")
    return int(found)


def undo(act: Act, change_id: int) -> RowMapping:
    """Take the change back within `act`. Raises when it is undone already, or when later acts rest on it."""
    change = _change(act.connection, change_id)
    _refuse_blocked(act.connection, change)
    act.undoes = change_id
    for table in reversed(schema.metadata.sorted_tables):
        act.delete(table, from_ranges(change["after"]["inserted"].get(table.name, [])))
    for table in schema.metadata.sorted_tables:
        _restore(act, table, change["before"].get(table.name, {}))
    return change


def mark(act: Act, change: RowMapping) -> None:
    """Note on the change which act took it back; a change taken back twice stands again."""
    table = schema.change
    act.connection.execute(table.update().where(table.c.id == change["id"]).values(undone_by=act.change))
    if change["undoes"] is not None:
        act.connection.execute(table.update().where(table.c.id == change["undoes"]).values(undone_by=None))


def _change(connection: Connection, change_id: int) -> RowMapping:
    query = select(schema.change).where(schema.change.c.id == change_id)
    found = connection.execute(query).mappings().first()
    if found is None:
        raise fail("STORE-009", change=change_id)
    if found["undone_by"] is not None:
        raise fail("STORE-011", change=change_id, undone_by=found["undone_by"])
    return found


def _restore(act: Act, table: Table, rows: dict[str, dict[str, Any]]) -> None:
    there = {str(id_) for id_ in _existing(act.connection, table, [row["id"] for row in rows.values()])}
    act.insert(table, [row for key, row in rows.items() if key not in there])
    for key, row in rows.items():
        if key in there:
            act.update(table, row["id"], row)


def _existing(connection: Connection, table: Table, ids: list[Any]) -> Iterator[Any]:
    for start in range(0, len(ids), AT_ONCE):
        yield from connection.scalars(select(table.c.id).where(table.c.id.in_(ids[start : start + AT_ONCE])))


def _refuse_blocked(connection: Connection, change: RowMapping) -> None:
    touched = _touched(change)
    needed = touched | _resting_on(connection, change)
    table = schema.change
    later = select(table).where(table.c.id > change["id"], table.c.undone_by.is_(None), table.c.undoes.is_(None))
    blocking = [each for each in connection.execute(later).mappings() if _touched(each) & needed]
    if blocking:
        listed = ", ".join(str(each["id"]) for each in blocking)
        raise fail("STORE-012", change=change["id"], later=listed)


def _touched(change: RowMapping) -> Touched:
    rows = (change["before"], change["after"]["rows"])
    kept = {(table, key) for side in rows for table, found in side.items() for key in found}
    new = {(table, str(id_)) for table, ranges in change["after"]["inserted"].items() for id_ in from_ranges(ranges)}
    return kept | new


def _resting_on(connection: Connection, change: RowMapping) -> Touched:
    """Rows of later acts that refer to what this change made."""
    found: Touched = set()
    for name, ranges in change["after"]["inserted"].items():
        ids = from_ranges(ranges)
        for table in schema.metadata.sorted_tables:
            for column in (key.parent for key in table.foreign_keys if key.column.table.name == name):
                for start in range(0, len(ids), AT_ONCE):
                    query = select(table.c.id).where(column.in_(ids[start : start + AT_ONCE]))
                    found |= {(table.name, str(id_)) for id_ in connection.scalars(query)}
    return found
