"""Counting codings by two of their attributes at once; plain tables in, plain tables out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluation.errors import Problem, fail, problem

ATTRIBUTES = (
    "theme", "code", "question", "organisation", "sector", "session", "source", "speaker", "role", "kind", "coder",
    "participant", "round", "origin", "size", "date", "language",
)  # fmt: skip
NO_ATTRIBUTES = ("id", "start", "end", "text", "path", "note", "words")  # columns of codings that group nothing
# What is known of talk too, coded or not, so that shares of it can be told.
OF_TALK = ("organisation", "sector", "session", "source", "speaker", "role", "kind", "participant", "question")
UNKNOWN = "–"
MEASURES: Mapping[str, str | None] = {
    "codings": None,
    "speakers": "participant",
    "sources": "source",
    "words": "words",
    "cases": "participant",
}
DIFFERENT = ("speakers", "sources", "cases")  # each is counted once, however many codings it has
SMALL = 5  # a share of fewer says little
Along = Literal["row", "column"]
Numbers = npt.NDArray[np.int64]


def crossed(
    codings: pd.DataFrame,
    rows: str,
    columns: str,
    *,
    of: str = "codings",
    order: Mapping[str, Sequence[str]] | None = None,
    shares: Along | None = None,
) -> pd.DataFrame:
    """Codings × two attributes.

    codings: one row a coding, with a column for each attribute (see ATTRIBUTES). of: what is counted: codings, the
    different speakers or sources behind them, or the words coded. order: attribute → its values in order; all of them
    are shown, also those without codings, and any others follow. Codings without the columns' attribute stand under
    UNKNOWN; those without the rows' are left out. Returns whole numbers, 0 where there is nothing. With `shares` each
    cell is instead a share, 0 to 1, of the base of its row or column (see `bases`), NaN where that is 0. Raises CLI-003
    for an attribute or measure that there is not.
    """
    _refuse_unknown(rows, columns, of, codings)
    table = _counted(codings, rows, columns, of)
    given = order or {}
    counts = table.reindex(
        index=_ordered(table.index, given.get(rows, ())),
        columns=_ordered(table.columns, given.get(columns, ())),
        fill_value=0,
    )
    if shares is None:
        return counts
    below = bases(codings, rows, columns, of=of, shares=shares)
    axis = counts.index if shares == "row" else counts.columns
    return counts.div(below.reindex(axis).astype(float), axis=0 if shares == "row" else 1)


def bases(codings: pd.DataFrame, rows: str, columns: str, *, of: str = "codings", shares: Along) -> pd.Series[int]:
    """What the shares of each row or column are shares of: all that is measured there.

    Speakers, cases and sources count once in a base too, so that shares of them may add up to more than 1.
    """
    known, row, column = _crossing(codings, rows, columns)
    numbers, values = row if shares == "row" else column
    return pd.Series(_measured(known, of, numbers, len(values)), values, name="base")


def small_bases(below: pd.Series[int], *, under: int = SMALL) -> tuple[Problem, ...]:
    """A note for each base that is too small to bear a share."""
    few = below[below < under]
    return tuple(
        problem("ANALYSIS-001", name=name, n=int(base), under=under, severity="note") for name, base in few.items()
    )


def cell(codings: pd.DataFrame, *, rows: str, row: str, columns: str, column: str) -> pd.DataFrame:
    """The codings behind one cell of `crossed`, with all their columns: ids, places and quotes."""
    return codings[(codings[rows] == row) & (_named(codings[columns]) == column)].reset_index(drop=True)


def share_of_talk(codings: pd.DataFrame, turns: pd.DataFrame, rows: str, columns: str) -> pd.DataFrame:
    """How much of what is said in each column is coded with each row: shares of characters, 0 to 1.

    turns: `source`, `start`, `end` and the attribute `columns` names, as `coding.spoken.turns_table` gives them; leave
    out moderators' turns to count informants' talk alone. What several codings cover together counts once. NaN where
    nothing is said. Raises CLI-003 for columns that are none of OF_TALK.
    """
    _refuse_unknown(rows, columns, "codings", codings)
    if columns not in OF_TALK:
        raise fail("CLI-003", option="cols", value=columns, known=", ".join(OF_TALK))
    said = (turns["end"] - turns["start"]).groupby(_named(turns[columns])).sum()
    known, row, column = _crossing(codings, rows, columns)
    cells, size = _cells(row, column)
    source = _numbered(known["source"])
    covered = _covered(known, cells * len(source.values) + source.numbers)
    coded = _table(row, column, np.bincount(cells, covered, size))
    return coded.reindex(columns=list(said.index)).fillna(0.0).div(said.where(said > 0), axis=1)


def _covered(codings: pd.DataFrame, groups: Numbers) -> Numbers:
    """How many characters each coding covers that no coding of its group that begins before it does."""
    start, end = codings["start"].to_numpy(), codings["end"].to_numpy()
    order = np.lexsort((start, groups))
    # Each group stands behind the one before it, so that none reaches into the next.
    room = groups[order] * (int(end.max(initial=0)) + 1)
    begin, finish = start[order] + room, end[order] + room
    before = np.maximum.accumulate(np.append(0, finish))[:-1]
    covered = np.empty(len(order), np.int64)
    covered[order] = np.maximum(finish - np.maximum(begin, before), 0)
    return covered


class _Numbered(NamedTuple):
    """For each coding the number of its value among `values`, which are in order; -1 for none."""

    numbers: Numbers
    values: npt.NDArray[Any]


def _numbered(told: pd.Series) -> _Numbered:
    numbers, values = pd.factorize(told.to_numpy(object), sort=True)
    if len(values) and values[0] == "":
        return _Numbered(np.maximum(numbers - 1, -1), values[1:])
    return _Numbered(numbers, values)


def _filled(told: pd.Series) -> _Numbered:
    """With UNKNOWN for those that have no value."""
    found = _numbered(told)
    if (found.numbers >= 0).all():
        return found
    return _numbered(pd.Series(np.append(found.values, UNKNOWN)[found.numbers]))


def _named(values: pd.Series) -> pd.Series:
    return values.fillna("").replace("", UNKNOWN)


def _crossing(codings: pd.DataFrame, rows: str, columns: str) -> tuple[pd.DataFrame, _Numbered, _Numbered]:
    """The codings that have a row, and the rows and columns they stand in."""
    numbers, values = _numbered(codings[rows])
    there = numbers >= 0
    known = codings if there.all() else codings[there]
    return known, _Numbered(numbers[there], values), _filled(known[columns])


def _cells(row: _Numbered, column: _Numbered) -> tuple[Numbers, int]:
    """The cell each coding stands in, counted row by row, and how many cells there are."""
    width = len(column.values)
    return row.numbers * width + column.numbers, len(row.values) * width


def _counted(codings: pd.DataFrame, rows: str, columns: str, of: str) -> pd.DataFrame:
    known, row, column = _crossing(codings, rows, columns)
    return _table(row, column, _measured(known, of, *_cells(row, column)))


def _table(row: _Numbered, column: _Numbered, cells: npt.NDArray[Any]) -> pd.DataFrame:
    counts = cells.reshape(len(row.values), len(column.values))
    return pd.DataFrame(counts, pd.Index(row.values, name="row"), pd.Index(column.values, name="column"))


def _measured(codings: pd.DataFrame, of: str, places: Numbers, size: int) -> Numbers:
    """What is measured in each of so many places."""
    field = MEASURES[of]
    if field is None:
        return np.bincount(places, minlength=size)
    if of not in DIFFERENT:
        return np.bincount(places, codings[field].to_numpy(), size).astype(int)
    numbers, values = _numbered(codings[field])
    pairs = pd.unique((places * len(values) + numbers)[numbers >= 0])
    return np.bincount(pairs // max(len(values), 1), minlength=size)


def _ordered(found: pd.Index, given: Sequence[str]) -> list[str]:
    return [*given, *(each for each in found if each not in given)]


def _refuse_unknown(rows: str, columns: str, of: str, codings: pd.DataFrame) -> None:
    """Attributes are those of every study, and whatever variables the codings have beside."""
    beside = [name for name in codings.columns if name not in (*ATTRIBUTES, *NO_ATTRIBUTES)]
    for option, value, known in (
        ("rows", rows, (*ATTRIBUTES, *beside)),
        ("cols", columns, (*ATTRIBUTES, *beside)),
        ("of", of, tuple(MEASURES)),
    ):
        if value not in known:
            raise fail("CLI-003", option=option, value=value, known=", ".join(known))
