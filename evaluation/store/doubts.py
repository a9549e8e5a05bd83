"""Rows of what was read without certainty, and the values they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from evaluation.model.meetings import Doubt
from evaluation.store import schema
from evaluation.store.act import Act

_OWN = ("code", "part", "line", "values", "state", "at", "who")


def add_doubts(act: Act, meeting: int, doubts: Sequence[Doubt]) -> list[int]:
    rows = [
        {"meeting": meeting, "on_kind": each.on, "on_id": each.on_id, **{name: getattr(each, name) for name in _OWN}}
        | {"values": dict(each.values)}
        for each in doubts
    ]
    return act.insert(schema.doubt, rows)


def read_doubts(connection: Connection, meeting: str | None = None, *, open_only: bool = True) -> list[Doubt]:
    """What waits for somebody to confirm it, of one meeting or of all; with those answered unless `open_only`."""
    table, of = schema.doubt, schema.meeting
    query = select(table, of.c.name.label("of")).join(of, table.c.meeting == of.c.id).order_by(table.c.id)
    if meeting is not None:
        query = query.where(of.c.name == meeting)
    if open_only:
        query = query.where(table.c.state == "open")
    return [
        Doubt(**{name: row[name] for name in (*_OWN, "id", "on_id")}, on=row["on_kind"], meeting=row["of"])
        for row in connection.execute(query).mappings()
    ]


def answer_doubt(act: Act, doubt: Doubt) -> None:
    """Bring the state of the doubt with this id in line, and who answered it when."""
    act.update(schema.doubt, doubt.id, {name: getattr(doubt, name) for name in ("state", "at", "who")})


def close_doubts_on(act: Act, kind: str, rows: Iterable[int], *, at: str, who: str) -> None:
    """Answer all that is asked of rows that are no longer there."""
    table = schema.doubt
    for id_ in list(rows):
        found = act.connection.scalars(
            select(table.c.id).where(table.c.on_kind == kind, table.c.on_id == id_, table.c.state == "open")
        )
        for doubt in list(found):
            act.update(table, doubt, {"state": "refused", "at": at, "who": who})
