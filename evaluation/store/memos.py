"""Rows of memos, and the values they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from evaluation.model import Memo
from evaluation.model.memo import MemoTarget
from evaluation.store import schema
from evaluation.store.act import Act, Row

Span = tuple[int, int]
GONE = "#"  # before the number of what a memo stood on, when that is no longer there
OWN_IDS: dict[str, Table] = {
    "coding": schema.coding,
    "participant": schema.participant,
    "organisation": schema.organisation,
    "session": schema.session,
}
NAMED: dict[str, Table] = {"source": schema.source, "code": schema.code}


def read_memos(connection: Connection) -> list[Memo]:
    """All memos, the oldest first."""
    rows = connection.execute(select(schema.memo).order_by(schema.memo.c.id)).mappings().all()
    names = {kind: {id_: name for name, id_ in targets(connection, kind).items()} for kind in _kinds(rows)}
    return [_memo(row, names[row["on_kind"]]) for row in rows]


def targets(connection: Connection, kind: MemoTarget) -> dict[str, str]:
    """What a memo of this kind of target may stand on: what a person calls it → what the memo's row says."""
    if kind == "study":
        return {"": ""}
    if kind == "turn":
        return _turns(connection)
    if kind in NAMED:
        table = NAMED[kind]
        found = connection.execute(select(table.c.name, table.c.id).order_by(table.c.id))
        return {name: str(id_) for name, id_ in found}
    table = OWN_IDS[kind]
    return {str(id_): str(id_) for id_ in connection.scalars(select(table.c.id).order_by(table.c.id))}


def add_memo(act: Act, memo: Memo) -> int:
    """Write a new memo; returns its id."""
    return add_memos(act, [memo])[0]


def add_memos(act: Act, memos: Sequence[Memo]) -> list[int]:
    """Write new memos; returns their ids."""
    known = {kind: targets(act.connection, kind) for kind in {memo.on for memo in memos}}
    return act.insert(schema.memo, [_row(memo, known[memo.on]) for memo in memos])


def edit_memo(act: Act, memo: Memo) -> None:
    """Bring the memo with this id in line; what it stands on stays when that is no longer there."""
    row = _row(memo, targets(act.connection, memo.on))
    gone = memo.on_id.startswith(GONE) and row["on_id"] == memo.on_id
    act.update(schema.memo, memo.id, {key: value for key, value in row.items() if not (gone and key == "on_id")})


def remove_memos(act: Act, ids: Iterable[int]) -> None:
    act.delete(schema.memo, list(ids))


def memo_spans(connection: Connection, source: int) -> dict[int, Span]:
    """Memo id → the words of this source that it stands on."""
    memo = schema.memo
    query = select(memo.c.id, memo.c.start, memo.c.end).where(
        memo.c.on_kind == "source", memo.c.on_id == str(source), memo.c.start.is_not(None)
    )
    return {id_: (start, end) for id_, start, end in connection.execute(query)}


def move_memos(act: Act, source: int, moved: Mapping[int, Span | None]) -> None:
    """Move memos along when their source's text changes; None: the words are gone, the memo stays on the source."""
    for id_ in memo_spans(act.connection, source).keys() & moved.keys():
        start, end = moved[id_] or (None, None)
        act.update(schema.memo, id_, {"start": start, "end": end})


def _kinds(rows: Iterable[RowMapping]) -> set[Any]:
    return {row["on_kind"] for row in rows}


def _turns(connection: Connection) -> dict[str, str]:
    """`interview:3` → the id of the third turn of the source."""
    turn, source = schema.turn, schema.source
    query = select(source.c.name, turn.c.id).join(source, turn.c.source == source.c.id)
    numbers: dict[str, count[int]] = {}
    found = connection.execute(query.order_by(turn.c.source, turn.c.start, turn.c.id))
    return {f"{name}:{next(numbers.setdefault(name, count(1)))}": str(id_) for name, id_ in found}


def _row(memo: Memo, known: Mapping[str, str]) -> Row:
    fields = ("kind", "title", "text", "author", "at", "start", "end")
    own = {name: getattr(memo, name) for name in fields}
    return {**own, "on_kind": memo.on, "on_id": known.get(memo.on_id, memo.on_id)}


def _memo(row: RowMapping, names: Mapping[str, str]) -> Memo:
    own = {key: value for key, value in row.items() if key not in ("on_kind", "on_id")}
    return Memo(**own, on=row["on_kind"], on_id=names.get(row["on_id"], f"{GONE}{row['on_id']}"))
