"""Rows of refused suggestions, and the values they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from evaluation.model import Refusal
from evaluation.store import schema
from evaluation.store.act import Act

Span = tuple[int, int]
_KEPT = ("start", "end", "code_version", "words", "reason", "model", "score", "who", "at")


def read_refusals(connection: Connection) -> list[Refusal]:
    """All refusals, by source and place."""
    table, source, code = schema.refusal, schema.source, schema.code
    query = (
        select(source.c.name, code.c.name, table.c.id, *(table.c[name] for name in _KEPT))
        .join(source, table.c.source == source.c.id)
        .join(code, table.c.code == code.c.id)
        .order_by(table.c.source, table.c.start, table.c.end, code.c.position, table.c.id)
    )
    return [
        Refusal(source=source_name, code=code_name, id=id_, **dict(zip(_KEPT, kept, strict=True)))
        for source_name, code_name, id_, *kept in connection.execute(query)
    ]


def add_refusals(act: Act, refusals: Sequence[Refusal]) -> None:
    """Write new ones, of sources and codes that are there."""
    source, code = (
        dict(act.connection.execute(select(table.c.name, table.c.id)).all()) for table in (schema.source, schema.code)
    )
    rows = [
        {"source": source[each.source], "code": code[each.code], **{name: getattr(each, name) for name in _KEPT}}
        for each in refusals
    ]
    act.insert(schema.refusal, rows)


def remove_refusals(act: Act, ids: Iterable[int]) -> None:
    act.delete(schema.refusal, list(ids))


def refusal_spans(connection: Connection, source: int) -> dict[int, Span]:
    """Refusal id → the words of this source it is about."""
    table = schema.refusal
    query = select(table.c.id, table.c.start, table.c.end).where(table.c.source == source).order_by(table.c.id)
    return {id_: (start, end) for id_, start, end in connection.execute(query)}


def move_refusals(act: Act, moved: Mapping[int, Span | None]) -> None:
    """Move refusals along when their source's text changes; those whose words are gone have nothing to refuse."""
    act.delete(schema.refusal, [id_ for id_, span in moved.items() if span is None])
    act.write_over(
        schema.refusal, [{"id": id_, "start": span[0], "end": span[1]} for id_, span in moved.items() if span]
    )
    _keep_one_of_each(act)


def hand_over_refusals(act: Act, codes: Collection[int], to: int) -> None:
    """Let refusals of some codes be of another, as it is now; one that is refused there already goes."""
    table = schema.refusal
    version = act.connection.scalar(select(schema.code.c.version).where(schema.code.c.id == to))
    ids = act.connection.scalars(select(table.c.id).where(table.c.code.in_(list(codes)))).all()
    act.write_over(table, [{"id": id_, "code": to, "code_version": version} for id_ in ids])
    _keep_one_of_each(act)


def _keep_one_of_each(act: Act) -> None:
    """Of refusals of the same code for the same words, keep the first."""
    table = schema.refusal
    place = [table.c[name] for name in table.info["alike"]]
    first: set[tuple[int, ...]] = set()
    doubled = []
    for id_, *values in act.connection.execute(select(table.c.id, *place).order_by(table.c.id)):
        if tuple(values) in first:
            doubled.append(id_)
        first.add(tuple(values))
    act.delete(table, doubled)
