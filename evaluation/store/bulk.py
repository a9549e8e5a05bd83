"""Many rows written at once, without SQLAlchemy's work on each of them where there is none to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Index, Table, func, select

MANY = 1_000  # with fewer rows, the ordinary way costs nothing worth saving
LATE = 50_000  # so many rows are worth making the indexes anew for


def insert_rows(connection: Connection, table: Table, ids: Sequence[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows under these ids; all rows have the same columns, with or without `id`."""
    names = [name for name in rows[0] if name != "id"]
    if len(rows) < MANY or not _goes_as_it_is(connection, table, names):
        connection.execute(table.insert(), [{**row, "id": id_} for id_, row in zip(ids, rows, strict=True)])
        return
    statement = table.insert().compile(dialect=connection.dialect, column_keys=["id", *names])
    order = statement.positiontup or []
    listed = _as_tuples(ids, rows, order) if order else _as_mappings(ids, rows)
    with _indexed_afterwards(connection, table, len(rows)):
        connection.exec_driver_sql(str(statement), listed)


@contextmanager
def _indexed_afterwards(connection: Connection, table: Table, new: int) -> Iterator[None]:
    """Where most of a large table is new, its indexes are made of all rows at once: half the work of keeping them up.

    In SQLite alone, where whoever reads meanwhile reads on undisturbed; in PostgreSQL they would have to wait.
    """
    late: list[Index] = []
    if new >= LATE and connection.dialect.name == "sqlite":
        there = connection.scalar(select(func.count()).select_from(table)) or 0
        late = sorted(table.indexes, key=lambda index: str(index.name)) if there <= new else []
    for index in late:
        index.drop(connection)
    yield
    for index in late:
        index.create(connection)


def _goes_as_it_is(connection: Connection, table: Table, names: Sequence[str]) -> bool:
    """Whether every column gets a value, and the driver takes all of them as they are."""
    dialect = connection.dialect
    kinds = (column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns)
    return {"id", *names} == set(table.columns.keys()) and not any(kinds)


def _as_tuples(ids: Sequence[Any], rows: Sequence[Mapping[str, Any]], order: Sequence[str]) -> list[tuple[Any, ...]]:
    rest = itemgetter(*(name for name in order if name != "id"))
    at = order.index("id")
    return [(*values[:at], id_, *values[at:]) for id_, values in zip(ids, map(rest, rows), strict=True)]


def _as_mappings(ids: Sequence[Any], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "id": id_} for id_, row in zip(ids, rows, strict=True)]
