"""The log of changes as the live view has it: what each act touched, and whose codings those are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select

from evaluation.model.round import Round
from evaluation.store import schema
from evaluation.store.act import from_ranges, portions
from evaluation.store.undo import ACCOUNTS

Owner = tuple[str, str]  # round and coder
ANY_ROUND = ""  # of what is gone: it may have been of any


@dataclass(frozen=True, slots=True)
class Touched:
    """Rows of a table that an act added, changed or took away; `sources`: names of the texts they stand in.

    `owner`: the round and the coder whose codings they are, or are memos on; None for what is nobody's own.
    """

    table: str
    ids: tuple[Any, ...]
    sources: frozenset[str] = frozenset()
    owner: Owner | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One change, and what it touched. `touched` is of one reader once `seen_by` has been at it.

    previous: the change before it; None for a reader who may not know which that was.
    """

    id: int
    at: str
    who: str
    act: str
    touched: tuple[Touched, ...]
    previous: int | None = None


def last_change(connection: Connection) -> int:
    return connection.scalar(select(func.max(schema.change.c.id))) or 0


def read_happenings(connection: Connection, after: int, most: int) -> list[Happening]:
    """Changes after the one of this id, the oldest first. The connection must be one that sees everything."""
    table = schema.change
    columns = (table.c.id, table.c.at, table.c.who, table.c.act, table.c.before, table.c.after)
    of_study = table.c.act.not_like(f"{ACCOUNTS}%")
    query = select(*columns).where(table.c.id > after, of_study).order_by(table.c.id).limit(most)
    rows = connection.execute(query).all()
    names = _source_names(connection) if rows else {}
    before = [after, *(row.id for row in rows)]
    told = zip(rows, before, strict=False)
    return [Happening(*row[:4], tuple(_touched(connection, row, names)), previous) for row, previous in told]


def seen_by(happening: Happening, reader: str, rounds: Iterable[Round]) -> Happening | None:
    """What of it a reader may see; None where it is all about others' codings in an open blind round."""
    hidden = {each.name for each in rounds if each.hides_from(reader)}
    if not hidden:
        return happening
    seen = tuple(each for each in happening.touched if not _hides(each.owner, hidden, reader))
    if happening.touched and not seen:
        return None
    return replace(happening, touched=seen, previous=None)


def _hides(owner: Owner | None, hidden: set[str], reader: str) -> bool:
    return owner is not None and owner[1] != reader and (owner[0] in hidden or (owner[0] == ANY_ROUND and bool(hidden)))


def _touched(connection: Connection, change: Any, names: Mapping[int, str]) -> Iterator[Touched]:
    rows: dict[str, dict[Any, Any]] = defaultdict(dict)
    for side in (change.after["rows"], change.before):
        for table, found in side.items():
            rows[table].update({row["id"]: row for row in found.values()})
    inserted = {table: from_ranges(ids) for table, ids in change.after["inserted"].items()}
    for table in sorted({*rows, *inserted} - {"change"}):
        if table in _OWNED:
            found = {**rows[table], **_read(connection, table, inserted.get(table, ()))}
            yield from _of_somebody(connection, table, found, names) if found else [_gone(table, change.who)]
        else:
            yield _of_nobody(table, rows[table], inserted.get(table, []), names)


_OWNED = ("coding", "memo", "evidence")


def _gone(table: str, who: str) -> Touched:
    return Touched(table, (), owner=(ANY_ROUND, who))


def _of_nobody(table: str, rows: Mapping[Any, Any], inserted: list[Any], names: Mapping[int, str]) -> Touched:
    stand_in = [row["id"] if table == "source" else row.get("source") for row in rows.values()]
    found = {names.get(each, "") for each in [*stand_in, *(inserted if table == "source" else ())]}
    return Touched(table, tuple(dict.fromkeys([*rows, *inserted])), frozenset(found - {""}))


def _of_somebody(
    connection: Connection, table: str, rows: Mapping[Any, Any], names: Mapping[int, str]
) -> Iterator[Touched]:
    owners = _owners(connection, rows) if table == "memo" else {id_: _owner(row) for id_, row in rows.items()}
    for owner in dict.fromkeys(owners.values()):
        ids = [id_ for id_, its in owners.items() if its == owner]
        found = {names.get(rows[id_].get("source"), "") for id_ in ids}
        yield Touched(table, tuple(ids), frozenset(found - {""}), owner)


def _owner(row: Mapping[str, Any]) -> Owner | None:
    """Whose coding it is; of evidence whose it was taken from, nobody's where it was taken from none."""
    return None if row.get("coding", row) is None else (row["round"], row["coder"])


def _owners(connection: Connection, memos: Mapping[Any, Any]) -> dict[Any, Owner | None]:
    """Whose codings memos are on; nobody's where they stand on something else."""
    on = {id_: int(row["on_id"]) for id_, row in memos.items() if row["on_kind"] == "coding" and row["on_id"]}
    codings = _read(connection, "coding", sorted(set(on.values())))
    found: dict[Any, Owner | None] = dict.fromkeys(memos)
    for id_, coding in on.items():
        found[id_] = _owner(codings[coding]) if coding in codings else (ANY_ROUND, memos[id_]["author"])
    return found


def _read(connection: Connection, table: str, ids: Iterable[Any]) -> dict[Any, Any]:
    found = schema.metadata.tables[table]
    wanted = ("id", "round", "coder", "coding", "source", "author", "on_kind", "on_id")
    columns = [found.c[name] for name in wanted if name in found.c]
    return {
        row["id"]: row
        for some in portions(list(ids))
        for row in connection.execute(select(*columns).where(found.c.id.in_(some))).mappings()
    }


def _source_names(connection: Connection) -> dict[int, str]:
    return {row.id: row.name for row in connection.execute(select(schema.source.c.id, schema.source.c.name))}
