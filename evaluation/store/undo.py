"""Taking an act back: its rows become what they were, as a new act that can itself be taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    Select,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from evaluation.errors import fail
from evaluation.store import schema
from evaluation.store.act import Act, from_ranges, portions
from evaluation.store.rests import blocking

# What people outside of the study did: it is theirs, and the log does not hold what it would take to bring it back.
THEIRS = "response."
# What stands for good: an address that was lost must not open anything again.
FOR_GOOD = ("form.renew", "response.withdraw")
# Who may come in is settled anew, never taken back: no undo shall bring back a password or a role.
ACCOUNTS = "account."


def latest(connection: Connection, *, undone: bool = False) -> int:
    """The act that `undo` takes back when none is named; with `undone`, the one that redo brings back."""
    change = schema.change
    wanted = change.c.act == "undo" if undone else change.c.undoes.is_(None)
    own = or_(change.c.act.not_like(f"{THEIRS}%"), and_(change.c.act.in_(FOR_GOOD), change.c.who != ""))
    own = and_(own, change.c.act.not_like(f"{ACCOUNTS}%"))
    query = select(change.c.id).where(change.c.undone_by.is_(None), wanted, own).order_by(change.c.id.desc())
    found = connection.scalar(query)
    if found is None:
        raise fail("STORE-010" if undone else "STORE-008")
    return int(found)


def own_latest(connection: Connection, who: str, kinds: Collection[str]) -> tuple[int | None, int | None]:
    """One person's own last act of these kinds that stands, and the one they may bring back, where there are such.

    `kinds`: names of acts, or what these begin with where it ends with a point. What was taken back may be brought
    back until its author does something new.
    """
    standing, taken_back = _own_latest(tuple(kinds))
    last = connection.scalar(standing, {"asking": who})
    row = connection.execute(taken_back, {"asking": who}).first()
    return last, (int(row.undoes) if row else None)


@cache
def _own_latest(kinds: tuple[str, ...]) -> tuple[Select[Any], Select[Any]]:
    """The two questions, of whoever is `asking`; made once, for to make them takes longer than to ask them."""
    change = schema.change
    who: BindParameter[str] = bindparam("asking")
    own = select(change.c.id).where(change.c.who == who, change.c.undone_by.is_(None)).order_by(change.c.id.desc())
    newer = change.alias()
    newest = select(func.max(newer.c.id)).where(newer.c.who == who, newer.c.undoes.is_(None)).scalar_subquery()
    taken = change.alias()
    back = own.add_columns(change.c.undoes).where(change.c.act == "undo", change.c.id > func.coalesce(newest, 0))
    of_kind = back.join(taken, taken.c.id == change.c.undoes).where(_of_kind(taken, kinds))
    return own.where(change.c.undoes.is_(None), _of_kind(change, kinds)).limit(1), of_kind.limit(1)


def is_own(connection: Connection, change_id: int, who: str, kinds: Collection[str]) -> bool:
    """Whether an act is one person's own, of one of these kinds."""
    change = schema.change
    query = select(change.c.id).where(change.c.id == change_id, change.c.who == who, _of_kind(change, kinds))
    return connection.scalar(query) is not None


def _of_kind(change: FromClause, kinds: Collection[str]) -> ColumnElement[bool]:
    begun = [change.c.act.startswith(kind, autoescape=True) for kind in kinds if kind.endswith(".")]
    return or_(change.c.act.in_([kind for kind in kinds if not kind.endswith(".")]), *begun)


def wanted(connection: Connection, change_id: int | None, *, redo: bool) -> int:
    """The act to take back: the one named or the latest; to redo a change is to take back what took it back."""
    if change_id is None:
        return latest(connection, undone=redo)
    if not redo:
        return change_id
    found = _change(connection, change_id)
    if found is None:
        raise fail("STORE-009", change=change_id)
    if found["undone_by"] is None:
        raise fail("STORE-010")
    return int(found["undone_by"])


def undo(act: Act, change_id: int) -> RowMapping:
    """Take the change back within `act`. Raises when it is undone already, or when later acts rest on it."""
    change = _standing(act.connection, change_id)
    later = blocking(act.connection, change)
    if later:
        raise fail("STORE-012", change=change_id, later=", ".join(map(str, later)))
    act.undoes = change_id
    for table in reversed(schema.metadata.sorted_tables):
        act.delete(table, from_ranges(change["after"]["inserted"].get(table.name, [])))
    for table in schema.metadata.sorted_tables:
        _restore(act, table, change["before"].get(table.name, {}))
    return change


def mark(act: Act, change: RowMapping) -> None:
    """Note on the change which act took it back. What that change had itself taken back stands again, and so down."""
    table = schema.change
    by, turned = act.change, _change(act.connection, change["id"])
    while turned is not None:
        act.connection.execute(table.update().where(table.c.id == turned["id"]).values(undone_by=by))
        by = turned["id"] if by is None else None
        turned = _change(act.connection, turned["undoes"])


def _standing(connection: Connection, change_id: int) -> RowMapping:
    found = _change(connection, change_id)
    if found is None:
        raise fail("STORE-009", change=change_id)
    if found["undone_by"] is not None:
        raise fail("STORE-011", change=change_id, undone_by=found["undone_by"])
    if (found["act"] in FOR_GOOD and found["who"]) or found["act"].startswith(ACCOUNTS):
        raise fail("STORE-017", change=change_id)
    if found["details"].get("sealed"):
        raise fail("STORE-018", change=change_id)
    if found["act"].startswith(THEIRS):
        raise fail("STORE-016", change=change_id)
    return found


def _change(connection: Connection, change_id: int | None) -> RowMapping | None:
    return connection.execute(select(schema.change).where(schema.change.c.id == change_id)).mappings().first()


def _restore(act: Act, table: Table, rows: dict[str, dict[str, Any]]) -> None:
    there = {str(id_) for id_ in _existing(act.connection, table, [row["id"] for row in rows.values()])}
    act.insert(table, [row for key, row in rows.items() if key not in there])
    act.write_over(table, [row for key, row in rows.items() if key in there])


def _existing(connection: Connection, table: Table, ids: list[Any]) -> Iterator[Any]:
    for some in portions(ids):
        yield from connection.scalars(select(table.c.id).where(table.c.id.in_(some)))
