"""One act: the rows it touches, kept as they were before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, select

from evaluation.store import schema
from evaluation.store.bulk import insert_rows

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]  # table → id as text → row
AT_ONCE = 500  # ids in one IN (…), well under every database's limit


@dataclass
class Act:
    """Writes rows and remembers them; `record` leaves the change row behind."""

    connection: Connection
    name: str
    who: str
    details: Row
    undoes: int | None = None
    before: Rows = field(default_factory=dict)
    after: Rows = field(default_factory=dict)
    inserted: dict[str, dict[Any, None]] = field(default_factory=dict)  # table → its new ids, in order
    change: int | None = None
    told: bool = False  # the log tells of the act, though not of what it changed

    def insert(self, table: Table, rows: Sequence[Row]) -> list[Any]:
        """Write new rows; those without an id get the next ones. Returns the ids."""
        if not rows:
            return []
        if "id" in rows[0]:
            ids = [row["id"] for row in rows]
        else:
            first = self.take_ids(table.name, len(rows))
            ids = list(range(first, first + len(rows)))
        insert_rows(self.connection, table, ids, rows)
        self.inserted.setdefault(table.name, {}).update(dict.fromkeys(ids))
        return ids

    def update(self, table: Table, id_: Any, values: Mapping[str, Any]) -> None:
        """Change one row; nothing is written or remembered where nothing changes."""
        old = self._rows(table, [id_])[0]
        new = {**old, **values}
        if new == old:
            return
        self.connection.execute(table.update().where(table.c.id == id_).values(**values))
        self._remember(self.before, table, [old])
        if id_ not in self.inserted.get(table.name, {}):
            self.after.setdefault(table.name, {})[str(id_)] = new

    def write_over(self, table: Table, rows: Sequence[Row]) -> None:
        """Change many rows at once: each of `rows` has an `id` and the values that row shall have."""
        for some in portions(rows):
            old = {row["id"]: row for row in self._rows(table, [row["id"] for row in some])}
            new = [{**old[row["id"]], **row} for row in some]
            self._write_over(table, old, [row for row in new if row != old[row["id"]]])

    def put(self, table: Table, row: Row) -> None:
        """Insert the row, or bring the one with its id in line with it."""
        if self._rows(table, [row["id"]]):
            self.update(table, row["id"], row)
        else:
            self.insert(table, [row])

    def delete(self, table: Table, ids: Sequence[Any]) -> None:
        for some in portions(ids):
            self._remember(self.before, table, self._rows(table, some))
            self.connection.execute(table.delete().where(table.c.id.in_(some)))
            for id_ in some:
                self.inserted.get(table.name, {}).pop(id_, None)
                self.after.get(table.name, {}).pop(str(id_), None)

    def delete_where(self, table: Table, condition: ColumnElement[bool]) -> None:
        self.delete(table, list(self.connection.scalars(select(table.c.id).where(condition))))

    def record(self) -> None:
        """Write the change row, once and in the same transaction; an act that changed nothing leaves none."""
        if self.change is not None or not (self._drop_unchanged() or self.told):
            return
        self.change = self.take_ids("change", 1)
        inserted = {table: _as_ranges(list(ids)) for table, ids in self.inserted.items() if ids}
        row = {
            "id": self.change,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "who": self.who,
            "act": self.name,
            "details": self.details,
            "before": self.before,
            "after": {"rows": self.after, "inserted": inserted},
            "undoes": self.undoes,
        }
        self.connection.execute(schema.change.insert().values(**row))

    def take_ids(self, name: str, count: int) -> int:
        """The first of `count` ids that nobody else gets."""
        counter = schema.counter
        move = counter.update().where(counter.c.name == name).values(last=counter.c.last + count)
        if self.connection.dialect.update_returning:
            last = self.connection.scalar(move.returning(counter.c.last))
        else:  # an SQLite from before 2021
            self.connection.execute(move)
            last = self.connection.scalar(select(counter.c.last).where(counter.c.name == name))
        if last is None:
            self.connection.execute(counter.insert().values(name=name, last=count))
            return 1
        return int(last) - count + 1

    def _drop_unchanged(self) -> bool:
        """Forget the rows that ended as they began; tells whether any other is left."""
        for name, rows in self.after.items():
            for id_ in [id_ for id_, row in rows.items() if self.before[name][id_] == row]:
                del rows[id_], self.before[name][id_]
        for side in (self.before, self.after, self.inserted):
            for name in [name for name, rows in side.items() if not rows]:
                del side[name]
        return bool(self.before or self.after or self.inserted)

    def _write_over(self, table: Table, old: Mapping[Any, Row], new: Sequence[Row]) -> None:
        if not new:
            return
        columns = [column for column in table.c if column.name != "id"]
        values = {column: bindparam(f"new_{column.name}", type_=column.type) for column in columns}
        statement = table.update().where(table.c.id == bindparam("new_id")).values(values)
        self.connection.execute(statement, [{f"new_{name}": value for name, value in row.items()} for row in new])
        self._remember(self.before, table, [old[row["id"]] for row in new])
        fresh = self.inserted.get(table.name, {})
        for row in (row for row in new if row["id"] not in fresh):
            self.after.setdefault(table.name, {})[str(row["id"])] = row

    def _rows(self, table: Table, ids: Sequence[Any]) -> list[Row]:
        found = self.connection.execute(select(table).where(table.c.id.in_(ids)))
        return [dict(row) for row in found.mappings()]

    def _remember(self, rows: Rows, table: Table, found: Iterable[Row]) -> None:
        kept = rows.setdefault(table.name, {})
        for row in found:
            if row["id"] not in self.inserted.get(table.name, {}):
                kept.setdefault(str(row["id"]), row)


@contextmanager
def within(connection: Connection, name: str, who: str, /, **details: Any) -> Iterator[Act]:
    """One act among several that are written together or not at all."""
    done = Act(connection, name, who, details)
    yield done
    done.record()


def portions(ids: Sequence[Any]) -> Iterable[list[Any]]:
    steps = iter(ids)
    while some := list(islice(steps, AT_ONCE)):
        yield some


def _as_ranges(ids: Sequence[Any]) -> list[Any]:
    """Whole numbers in a row become [first, last]; anything else stays as it is."""
    ranges: list[Any] = []
    first = last = None
    for id_ in ids:
        if last is not None and id_ == last + 1:
            last = id_
            continue
        if last is not None:
            ranges.append([first, last])
        first = last = id_ if isinstance(id_, int) else None
        if last is None:
            ranges.append(id_)
    return ranges if last is None else [*ranges, [first, last]]


def from_ranges(ranges: Iterable[Any]) -> list[Any]:
    """The ids that `_as_ranges` folded together."""
    return [id_ for each in ranges for id_ in (range(each[0], each[1] + 1) if isinstance(each, list) else [each])]
