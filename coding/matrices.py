"""Counting codings by two of their attributes at once; plain tables in, plain tables out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from evaluation.errors import Problem, fail, problem

ATTRIBUTES = (
    "theme", "code", "question", "organisation", "sector", "session", "source", "speaker", "role", "kind", "coder",
    "participant", "round", "origin", "size", "date", "language",
)  # fmt: skip
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
    _refuse_unknown(rows, columns, of)
    table = _counted(_crossing(codings, rows, columns, of), of)
    given = order or {}
    counts = table.reindex(
        index=_ordered(table.index, given.get(rows, ())),
        columns=_ordered(table.columns, given.get(columns, ())),
        fill_value=0,
    ).astype(int)
    if shares is None:
        return counts
    below = bases(codings, rows, columns, of=of, shares=shares)
    axis = counts.index if shares == "row" else counts.columns
    return counts.div(below.reindex(axis).astype(float), axis=0 if shares == "row" else 1)


def bases(codings: pd.DataFrame, rows: str, columns: str, *, of: str = "codings", shares: Along) -> pd.Series[int]:
    """What the shares of each row or column are shares of: all that is measured there.

    Speakers, cases and sources count once in a base too, so that shares of them may add up to more than 1.
    """
    measure = _crossing(codings, rows, columns, of).groupby(shares)["measure"]
    return (measure.nunique() if of in DIFFERENT else measure.sum()).astype(int).rename("base")


def small_bases(below: pd.Series[int], *, under: int = SMALL) -> tuple[Problem, ...]:
    """A note for each base that is too small to bear a share."""
    few = below[below < under]
    return tuple(
        problem("ANALYSIS-001", name=name, n=int(base), under=under, severity="note") for name, base in few.items()
    )


def cell(codings: pd.DataFrame, *, rows: str, row: str, columns: str, column: str) -> pd.DataFrame:
    """The codings behind one cell of `crossed`, with all their columns: ids, places and quotes."""
    return codings[(codings[rows] == row) & (_filled(codings[columns]) == column)].reset_index(drop=True)


def share_of_talk(codings: pd.DataFrame, turns: pd.DataFrame, rows: str, columns: str) -> pd.DataFrame:
    """How much of what is said in each column is coded with each row: shares of characters, 0 to 1.

    turns: `source`, `start`, `end` and the attribute `columns` names, as `coding.spoken.turns_table` gives them; leave
    out moderators' turns to count informants' talk alone. What several codings cover together counts once. NaN where
    nothing is said. Raises CLI-003 for columns that are none of OF_TALK.
    """
    _refuse_unknown(rows, columns, "codings")
    if columns not in OF_TALK:
        raise fail("CLI-003", option="cols", value=columns, known=", ".join(OF_TALK))
    said = (turns["end"] - turns["start"]).groupby(_filled(turns[columns])).sum()
    known = codings[codings[rows].fillna("") != ""]
    covered = [
        (row, column, sum(_covered(own) for _, own in group.groupby("source")))
        for (row, column), group in known.groupby([known[rows], _filled(known[columns])])
    ]
    listed = pd.DataFrame(covered, columns=["row", "column", "characters"])
    coded = listed.pivot(index="row", columns="column", values="characters").astype(float)
    return coded.reindex(columns=list(said.index)).fillna(0.0).div(said.where(said > 0), axis=1)


def _covered(codings: pd.DataFrame) -> int:
    """Characters under at least one of the codings of a source."""
    total = reach = 0
    for start, end in codings[["start", "end"]].sort_values("start").to_numpy().tolist():
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return int(total)


def _crossing(codings: pd.DataFrame, rows: str, columns: str, of: str) -> pd.DataFrame:
    known = codings[codings[rows].fillna("") != ""]
    field = MEASURES[of]
    return pd.DataFrame(
        {"row": known[rows], "column": _filled(known[columns]), "measure": known[field] if field else 1}
    )


def _filled(values: pd.Series) -> pd.Series:
    return values.fillna("").replace("", UNKNOWN)


def _counted(crossing: pd.DataFrame, of: str) -> pd.DataFrame:
    measure = crossing.groupby(["row", "column"])["measure"]
    return (measure.nunique() if of in DIFFERENT else measure.sum()).unstack(fill_value=0)


def _ordered(found: pd.Index, given: Sequence[str]) -> list[str]:
    return [*given, *(each for each in found if each not in given)]


def _refuse_unknown(rows: str, columns: str, of: str) -> None:
    for option, value, known in (
        ("rows", rows, ATTRIBUTES),
        ("cols", columns, ATTRIBUTES),
        ("of", of, tuple(MEASURES)),
    ):
        if value not in known:
            raise fail("CLI-003", option=option, value=value, known=", ".join(known))
