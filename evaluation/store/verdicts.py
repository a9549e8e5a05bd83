"""Rows of what was said of places that may tell who somebody is, and the values they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from evaluation.model.verdict import Verdict
from evaluation.store import schema
from evaluation.store.act import Act


def read_verdicts(connection: Connection) -> list[Verdict]:
    """All of them, the oldest first."""
    table, source = schema.verdict, schema.source
    query = (
        select(source.c.name, table.c.kind, table.c.words, table.c.accepted, table.c.who, table.c.at, table.c.id)
        .select_from(table.outerjoin(source, table.c.source == source.c.id))
        .order_by(table.c.id)
    )
    return [Verdict(*row) for row in connection.execute(query)]


def put_verdicts(act: Act, verdicts: Sequence[Verdict]) -> None:
    """Write them, each in the place of an earlier one of the same words."""
    table, source = schema.verdict, schema.source
    ids = {row.name: row.id for row in act.connection.execute(select(source.c.name, source.c.id))}
    there = {(each.source, each.kind, each.words): each.id for each in read_verdicts(act.connection)}
    new = []
    for each in verdicts:
        said = {"accepted": each.accepted, "who": each.who, "at": each.at}
        known = there.get((each.source, each.kind, each.words))
        if known is not None:
            act.update(table, known, said)
        else:
            place = ids[each.source] if each.source is not None else None
            new.append({"source": place, "kind": each.kind, "words": each.words, **said})
    act.insert(table, new)


def remove_verdicts(act: Act, ids: Iterable[int]) -> None:
    act.delete(schema.verdict, list(ids))
