"""Counting codings by two of their attributes at once; plain tables in, plain tables out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evaluation.errors import fail

ATTRIBUTES = (
    "theme", "code", "question", "organisation", "sector", "session", "source", "speaker", "role", "kind", "coder",
)  # fmt: skip
UNKNOWN = "–"
MEASURES: Mapping[str, str | None] = {"codings": None, "speakers": "participant", "sources": "source", "words": "words"}


def crossed(
    codings: pd.DataFrame,
    rows: str,
    columns: str,
    *,
    of: str = "codings",
    order: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Codings × two attributes.

    codings: one row a coding, with a column for each attribute (see ATTRIBUTES). of: what is counted: codings, the
    different speakers or sources behind them, or the words coded. order: attribute → its values in order; all of them
    are shown, also those without codings, and any others follow. Codings without the columns' attribute stand under
    UNKNOWN; those without the rows' are left out. Returns whole numbers, 0 where there is nothing.
    """
    _refuse_unknown(rows, columns, of)
    known = codings.dropna(subset=[rows])
    table = _counted(known.assign(**{columns: known[columns].fillna(UNKNOWN)}), rows, columns, of)
    given = order or {}
    return table.reindex(
        index=_ordered(table.index, given.get(rows, ())),
        columns=_ordered(table.columns, given.get(columns, ())),
        fill_value=0,
    ).astype(int)


def _counted(codings: pd.DataFrame, rows: str, columns: str, of: str) -> pd.DataFrame:
    field = MEASURES[of]
    if field is None:
        return pd.crosstab(codings[rows], codings[columns])
    grouped = codings.groupby([rows, columns])[field]
    counted = grouped.sum() if of == "words" else grouped.nunique()
    return counted.unstack(fill_value=0)


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
