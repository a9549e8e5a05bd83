"""Whose codings a reader sees: in an open blind round nobody's but their own, whatever is read and however.

`Store.reading` asks `limited` for a connection, and every SELECT sent over that connection is narrowed here: it reads
what is left of the codings, of the memos on them, and of the evidence taken from them. Acts see everything, for what is
moved or merged must be whole; an act that tells of codings leaves out those `unseen`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, Select, Text, and_, cast, event, not_, select
from sqlalchemy.sql.util import ClauseAdapter

from evaluation.model.round import Round
from evaluation.store import schema
from evaluation.store.rounds import read_rounds

_OPTION = "adapters"  # of a connection: what narrows its statements


def limited(connection: Connection, reader: str | None) -> Connection:
    """The connection, from here on without what is hidden from this reader; None sees everything."""
    hidden = _hiding(connection, reader)
    return connection.execution_options(**{_OPTION: tuple(_adapters(hidden, reader or ""))}) if hidden else connection


def listen(engine: Engine) -> None:
    """Let the engine's connections narrow what they read, where `limited` says so."""
    event.listen(engine, "before_execute", _narrowed, retval=True)


def unseen(connection: Connection, reader: str) -> frozenset[int]:
    """Ids of the codings that are hidden from this reader now."""
    coding = schema.coding
    hidden = _hiding(connection, reader)
    if not hidden:
        return frozenset()
    return frozenset(connection.scalars(select(coding.c.id).where(_others(hidden, reader))))


def is_any_blind(connection: Connection) -> bool:
    """Whether anything is hidden from anybody now."""
    table = schema.coding_round
    query = select(table.c.id).where(table.c.blind, table.c.closed_at.is_(None)).limit(1)
    return connection.scalar(query) is not None


def hides(connection: Connection, reader: str, round_: str, coder: str) -> bool:
    """Whether a coding of this round by this coder is hidden from the reader now."""
    return coder != reader and round_ in [each.name for each in _hiding(connection, reader)]


def _hiding(connection: Connection, reader: str | None) -> list[Round]:
    if reader is None:
        return []
    return [each for each in read_rounds(connection) if each.hides_from(reader)]


def _others(hidden: Iterable[Round], reader: str) -> Any:
    coding = schema.coding
    return and_(coding.c.round.in_([each.name for each in hidden]), coding.c.coder != reader)


def _adapters(hidden: list[Round], reader: str) -> Iterable[ClauseAdapter]:
    coding, memo, evidence = schema.coding, schema.memo, schema.evidence
    yield ClauseAdapter(select(coding).where(not_(_others(hidden, reader))).subquery("coding"))
    theirs = select(cast(coding.c.id, Text)).where(_others(hidden, reader))
    on_theirs = and_(memo.c.on_kind == "coding", memo.c.on_id.in_(theirs))
    yield ClauseAdapter(select(memo).where(not_(on_theirs)).subquery("memo"))
    # By its own words on whose coding it was taken from, since that coding may be gone.
    rounds = [each.name for each in hidden]
    from_theirs = and_(evidence.c.coding.is_not(None), evidence.c.round.in_(rounds), evidence.c.coder != reader)
    yield ClauseAdapter(select(evidence).where(not_(from_theirs)).subquery("evidence"))


def _narrowed(
    _connection: Connection, statement: Any, multiparams: Any, params: Any, execution_options: Any
) -> tuple[Any, Any, Any]:
    if isinstance(statement, Select):
        for adapter in execution_options.get(_OPTION, ()):
            statement = adapter.traverse(statement)
    return statement, multiparams, params
