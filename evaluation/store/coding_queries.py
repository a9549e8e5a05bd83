"""What queries read: places of codings and turns as plain numbers, without the texts."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Select,
    Text,
    cast,
    false,
    func,
    not_,
    or_,
    select,
)

from evaluation.store import schema
from evaluation.store.act import portions

CodingColumn = Literal["coder", "round", "origin", "certainty", "version", "outdated"]
CodingSign = Literal["=", "!=", "<", "<=", ">", ">=", "in"]
CodingText = Literal["coder", "round", "origin", "note"]
Rows = NDArray[np.int64]
_ROOM = 1 << 32  # no place in a text is that far on
_BETWEEN = "\x1f"  # texts that leave the database as one
_COMPARE: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodingTest:
    """What a coding must be like to count; `denied`: must not. `outdated` takes no values."""

    column: CodingColumn
    sign: CodingSign = "="
    values: tuple[str | int, ...] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True)
class CodingFilter:
    """All of these tests; without any, every coding counts."""

    tests: tuple[CodingTest, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A source without its text."""

    id: int
    name: str
    kind: str
    session: str | None
    language: str | None


class TurnPlaces(NamedTuple):
    """Source (its id), start and end of turns, in no order; participant and question, empty for none."""

    rows: Rows
    participants: list[str]
    questions: list[str]


def read_source_places(connection: Connection) -> list[SourcePlace]:
    """All sources, in the order they were added."""
    source = schema.source
    columns = (source.c.id, source.c.name, source.c.kind, source.c.session, source.c.language)
    return [SourcePlace(*row) for row in connection.execute(select(*columns).order_by(source.c.id))]


def read_turn_places(connection: Connection) -> TurnPlaces:
    turn = schema.turn
    rows, told = _read(connection, (turn.c.source, turn.c.start, turn.c.end), (turn.c.participant, turn.c.question))
    return TurnPlaces(rows, *told)


def read_texts(connection: Connection, sources: Collection[int]) -> dict[int, str]:
    """The texts of these sources, by id."""
    source = schema.source
    query = select(source.c.id, source.c.text).where(source.c.id.in_(list(sources)))
    return {row.id: row.text for row in connection.execute(query)}


def find_codings(connection: Connection, codes: Collection[str] | None, wanted: CodingFilter | None = None) -> Rows:
    """Source (its id), start and end of every coding that passes the tests, in no order.

    codes: those with one of these codes; None, to go through the whole table, which for all codes is quicker.
    """
    coding, code = schema.coding, schema.code
    tests = (wanted or CodingFilter()).tests
    query = _packed(coding.c.source, coding.c.start, coding.c.end)
    if codes is not None:
        query = query.where(coding.c.code.in_(_ids(connection, codes)))
    if any(test.column == "outdated" for test in tests):
        query = query.join(code, coding.c.code == code.c.id)
    return _unpacked(connection, query.where(*(_condition(test) for test in tests)), 3)


def places_and_codes(connection: Connection, sources: Collection[int] | None = None) -> Rows:
    """Source (its id), start, end and code (its id) of every coding, in these sources or in all; in no order."""
    coding = schema.coding
    query = _packed(coding.c.source, coding.c.start, coding.c.end, coding.c.code)
    return _unpacked(connection, query if sources is None else query.where(coding.c.source.in_(list(sources))), 4)


def coding_rows(
    connection: Connection, texts: Sequence[CodingText], *, ids: bool = True
) -> tuple[Rows, dict[str, list[str]]]:
    """As `places_and_codes`, if wanted with the coding's id as a fifth number; and some of its columns of words."""
    coding = schema.coding
    numbers = [coding.c.source, coding.c.start, coding.c.end, coding.c.code, *([coding.c.id] if ids else [])]
    rows, told = _read(connection, numbers, [coding.c[each] for each in texts])
    return rows, dict(zip(texts, told, strict=True))


def codings_there(connection: Connection, ids: Iterable[int]) -> frozenset[int]:
    """Those of the ids that a coding has."""
    column = schema.coding.c.id
    return frozenset(
        found for some in portions(list(ids)) for found in connection.scalars(select(column).where(column.in_(some)))
    )


def code_names(connection: Connection) -> dict[int, str]:
    """Id → name, in the codebook's order."""
    code = schema.code
    return dict(connection.execute(select(code.c.id, code.c.name).order_by(code.c.position)).all())


def read_coding_values(connection: Connection, column: Literal["coder", "round", "origin"]) -> list[str]:
    """The different values a column of the codings has."""
    return sorted(connection.scalars(select(schema.coding.c[column]).distinct()))


def has_coding_value(connection: Connection, column: Literal["coder", "round", "origin"], value: str) -> bool:
    """Whether a coding has this value; quick where one of the first does."""
    coding = schema.coding
    return connection.scalar(select(coding.c.id).where(coding.c[column] == value).limit(1)) is not None


class CodingCount(NamedTuple):
    """How many codings a coder made with a code in a source in a round, and how far into the text they reach."""

    source: str
    code: str
    coder: str
    round: str
    codings: int
    reach: int


def count_codings_by(connection: Connection) -> list[CodingCount]:
    """The codings counted by source, code, coder and round, in no order."""
    coding, source, code = schema.coding, schema.source, schema.code
    by = (source.c.name, code.c.name, coding.c.coder, coding.c.round)
    query = select(*by, func.count(), func.max(coding.c.end))
    joined = query.join(source, coding.c.source == source.c.id).join(code, coding.c.code == code.c.id)
    return [CodingCount(*row) for row in connection.execute(joined.group_by(*by))]


def _read(
    connection: Connection, numbers: Sequence[ColumnElement[int]], texts: Sequence[Column[str]]
) -> tuple[Rows, list[list[str]]]:
    """Columns of numbers and of texts; no text is an empty one."""
    filled = [func.coalesce(text, "") if text.nullable else text for text in texts]
    together = (func.aggregate_strings(text, _BETWEEN) for text in filled)
    found = connection.execute(_packed(*numbers).add_columns(*together)).one()
    packed = (len(numbers) + 1) // 2
    rows = _numbers(found[:packed], len(numbers))
    told = [[] if text is None else text.split(_BETWEEN) for text in found[packed:]]
    if all(len(each) == len(rows) for each in told):
        return rows, told
    # Somebody wrote the sign that stands between, or this SQLite passes over empty texts.
    listed = connection.execute(select(*numbers, *filled)).all()
    rows = np.array([row[: len(numbers)] for row in map(tuple, listed)], np.int64)
    return rows, [[str(row[len(numbers) + at]) for row in listed] for at in range(len(texts))]


def _packed(*columns: ColumnElement[int]) -> Select[Any]:
    """A million rows as two or three long texts, in which they leave the database in a third of the time."""
    pairs = (columns[at : at + 2] for at in range(0, len(columns), 2))
    packed = (cast(pair[0], BigInteger) * _ROOM + pair[1] if len(pair) == 2 else pair[0] for pair in pairs)
    together: list[ColumnElement[Any]] = [func.aggregate_strings(cast(each, Text), ",") for each in packed]
    return select(*together)


def _unpacked(connection: Connection, query: Select[Any], columns: int) -> Rows:
    return _numbers(connection.execute(query).one(), columns)


def _numbers(texts: Sequence[str | None], columns: int) -> Rows:
    listed = [np.fromstring(text or "", np.int64, sep=",") for text in texts]
    found = np.empty((len(listed[0]), columns), np.int64, order="F")
    for at, numbers in enumerate(listed):
        if 2 * at + 1 < columns:
            found[:, 2 * at], found[:, 2 * at + 1] = numbers >> 32, numbers & (_ROOM - 1)
        else:
            found[:, 2 * at] = numbers
    return found


def _ids(connection: Connection, codes: Collection[str]) -> list[int]:
    wanted = set(codes)
    rows = connection.execute(select(schema.code.c.id, schema.code.c.name))
    return [id_ for id_, name in rows if name in wanted]


def _condition(test: CodingTest) -> ColumnElement[bool]:
    found = _positive(test)
    # What is not known is not so: a coding without certainty is not «less than 50», and it is «not less than 50».
    return not_(func.coalesce(found, false())) if test.denied != (test.sign == "!=") else found


def _positive(test: CodingTest) -> ColumnElement[bool]:
    if test.column == "outdated":
        return schema.coding.c.code_version != schema.code.c.version
    column = schema.coding.c["code_version" if test.column == "version" else test.column]
    if test.sign in _COMPARE:
        return or_(*(_COMPARE[test.sign](column, value) for value in test.values))
    return column.in_(test.values)
