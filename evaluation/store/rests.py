"""Which later acts stand in the way when a change is to be taken back."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, or_, select

from evaluation.store import schema
from evaluation.store.act import from_ranges, portions
from evaluation.store.rounds import coded_in
from evaluation.store.texts import rewritten, standing_off, texts_under

Touched = set[tuple[str, str]]  # (table, id as text)


def blocking(connection: Connection, change: RowMapping) -> list[int]:
    """Ids of the later acts that touched the same rows, rest on them, or took away or replaced what they need."""
    later = _standing_after(connection, change["id"])
    if not later:
        return []
    needed = _touched(change) | _resting_on(connection, change) | _replacing(connection, change)
    needed |= standing_off(connection, change) | coded_in(connection, change)
    support = _leaning_on(change) | texts_under(change)
    return [each["id"] for each in later if _touched(each) & needed or (_removed(each) | rewritten(each)) & support]


def _standing_after(connection: Connection, change: int) -> list[RowMapping]:
    """The later acts that are in force. One that undoes an act as late as itself cancels out with it."""
    table = schema.change
    reaches_back = or_(table.c.undoes.is_(None), table.c.undoes < change)
    query = select(table).where(table.c.id > change, table.c.undone_by.is_(None), reaches_back).order_by(table.c.id)
    return list(connection.execute(query).mappings())


def _touched(change: RowMapping) -> Touched:
    rows = (change["before"], change["after"]["rows"])
    return _inserted(change) | {(table, key) for side in rows for table, found in side.items() for key in found}


def _inserted(change: RowMapping) -> Touched:
    ranges = change["after"]["inserted"]
    return {(table, str(id_)) for table, found in ranges.items() for id_ in from_ranges(found)}


def _removed(change: RowMapping) -> Touched:
    """Rows that were there before the change and not after it."""
    kept = change["after"]["rows"]
    gone = {(table, key) for table, rows in change["before"].items() for key in rows if key not in kept.get(table, {})}
    return gone - _inserted(change)


def _resting_on(connection: Connection, change: RowMapping) -> Touched:
    """Rows that refer to what this change made."""
    found: Touched = set()
    for name, ranges in change["after"]["inserted"].items():
        for table in schema.metadata.sorted_tables:
            for column in (key.parent for key in table.foreign_keys if key.column.table.name == name):
                for some in portions(from_ranges(ranges)):
                    query = select(table.c.id).where(column.in_(some))
                    found |= {(table.name, str(id_)) for id_ in connection.scalars(query)}
    return found


def _leaning_on(change: RowMapping) -> Touched:
    """What the rows that are to come back refer to."""
    return {
        (key.column.table.name, str(row[key.parent.name]))
        for name, rows in change["before"].items()
        for key in schema.metadata.tables[name].foreign_keys
        for row in rows.values()
        if row[key.parent.name] is not None
    }


def _replacing(connection: Connection, change: RowMapping) -> Touched:
    """Rows there now that say the same as one that is to come back: the same name given to something new."""
    found: Touched = set()
    for name, rows in change["before"].items():
        table = schema.metadata.tables[name]
        for columns in schema.alike(table):
            wanted = {tuple(row[column.name] for column in columns): key for key, row in rows.items()}
            for some in portions(list({values[0] for values in wanted})):
                query = select(table.c.id, *columns).where(columns[0].in_(some))
                there = {(str(id_), tuple(values)) for id_, *values in connection.execute(query)}
                found |= {(name, id_) for id_, values in there if wanted.get(values, id_) != id_}
    return found
