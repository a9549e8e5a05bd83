"""Rows of rounds, and the values they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from evaluation.errors import fail
from evaluation.model import Coding
from evaluation.model.round import Reveal, Round
from evaluation.store import schema
from evaluation.store.act import Act, from_ranges, portions


def read_rounds(connection: Connection) -> list[Round]:
    """All rounds, the oldest first."""
    table = schema.coding_round
    return [_round(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]


def count_codings(connection: Connection, rounds: Collection[str]) -> dict[tuple[str, str], int]:
    """(round, coder) → how many codings; needs a connection that sees everything."""
    coding = schema.coding
    query = select(coding.c.round, coding.c.coder, func.count()).where(coding.c.round.in_(list(rounds)))
    return {(name, coder): n for name, coder, n in connection.execute(query.group_by(coding.c.round, coding.c.coder))}


def write_round(act: Act, found: Round) -> Round:
    """Add a round, or bring the one with its id in line."""
    row = {key: value for key, value in asdict(found).items() if key != "id"}
    row |= {"coders": list(found.coders), "revealed": [asdict(each) for each in found.revealed]}
    if found.id is not None:
        act.update(schema.coding_round, found.id, row)
    else:
        act.insert(schema.coding_round, [row])
    return next(each for each in read_rounds(act.connection) if each.name == found.name)


def refuse_writing(
    connection: Connection, who: str, codings: Iterable[Coding], *, known: Collection[Coding] = ()
) -> None:
    """Raise where a coding may not be written: in a closed round (ROUND-005), in one the coder has no part in
    (ROUND-006), or for somebody else in an open blind round (ROUND-007).

    known: codings that are there already, and may be written again in a closed round.
    """
    rounds = {each.name: each for each in read_rounds(connection)}
    concerned = [each for each in codings if each.round in rounds] if rounds else []
    # In an open round also those that are there already are refused: not to tell who guesses that they are.
    refused = (each for each in concerned if rounds[each.round].is_open or each not in known)
    for name, coder in dict.fromkeys((each.round, each.coder) for each in refused):
        _refuse(rounds[name], coder, who)


def coded_in(connection: Connection, change: RowMapping) -> set[tuple[str, str]]:
    """The codings of the rounds that a change opened, as (table, id): to take it back would show them to all."""
    table, coding = schema.coding_round, schema.coding
    found: set[tuple[str, str]] = set()
    for some in portions(from_ranges(change["after"]["inserted"].get(table.name, []))):
        names = select(table.c.name).where(table.c.id.in_(some))
        found |= {
            ("coding", str(id_)) for id_ in connection.scalars(select(coding.c.id).where(coding.c.round.in_(names)))
        }
    return found


def _refuse(found: Round, coder: str, who: str) -> None:
    if not found.is_open:
        raise fail("ROUND-005", name=found.name)
    if found.coders and coder not in found.coders:
        raise fail("ROUND-006", name=found.name, coder=coder, known=", ".join(found.coders))
    if found.blind and coder != who:
        raise fail("ROUND-007", name=found.name, coder=coder, who=who)


def _round(row: RowMapping) -> Round:
    own: dict[str, Any] = dict(row)
    revealed = tuple(Reveal(**each) for each in own.pop("revealed"))
    return Round(**{**own, "coders": tuple(own["coders"])}, revealed=revealed)
