"""Rows of what people said of the report, and the values they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, select

from evaluation.model.report import Comment, Confirmation, Reply
from evaluation.store import schema
from evaluation.store.act import Act, Row


def read_confirmations(connection: Connection) -> list[Confirmation]:
    """The last one of each paragraph."""
    rows = connection.execute(select(schema.confirmation).order_by(schema.confirmation.c.id)).mappings()
    return [Confirmation(**{**row, "rests": {key: tuple(each) for key, each in row["rests"].items()}}) for row in rows]


def put_confirmations(act: Act, confirmations: Iterable[Confirmation]) -> None:
    """Write them, each in the place of an earlier one of the same paragraph."""
    rows = [{**_row(each), "rests": {key: list(said) for key, said in each.rests.items()}} for each in confirmations]
    _put(act, schema.confirmation, "paragraph", rows)


def read_comments(connection: Connection) -> list[Comment]:
    """In the order they came."""
    rows = connection.execute(select(schema.comment).order_by(schema.comment.c.id)).mappings()
    return [Comment(**{**row, "replies": tuple(Reply(**each) for each in row["replies"])}) for row in rows]


def put_comments(act: Act, comments: Sequence[Comment]) -> None:
    """Write them, each in the place of an earlier one with the same key."""
    rows = [{**_row(each), "replies": [asdict(reply) for reply in each.replies]} for each in comments]
    _put(act, schema.comment, "key", rows)


def _row(value: Confirmation | Comment) -> Row:
    return {key: each for key, each in asdict(value).items() if key != "id"}


def _put(act: Act, table: Table, key: str, rows: Sequence[dict[str, Any]]) -> None:
    there = dict(act.connection.execute(select(table.c[key], table.c.id)).all())
    for row in rows:
        if row[key] in there:
            act.update(table, there[row[key]], row)
    act.insert(table, [row for row in rows if row[key] not in there])
