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
    UNKNOWN; those without the rows' are left out. Returns whole numbers, 0 where there is nothing. Raises CLI-003 for
    an attribute or measure that there is not.
    """
    _refuse_unknown(rows, columns, of)
    known = codings[codings[rows].fillna("") != ""]
    field = MEASURES[of]
    crossing = pd.DataFrame(
        {
            "row": known[rows],
            "column": known[columns].fillna("").replace("", UNKNOWN),
            "measure": known[field] if field else 1,
        }
    )
    table = _counted(crossing, of)
    given = order or {}
    return table.reindex(
        index=_ordered(table.index, given.get(rows, ())),
        columns=_ordered(table.columns, given.get(columns, ())),
        fill_value=0,
    ).astype(int)


def _counted(crossing: pd.DataFrame, of: str) -> pd.DataFrame:
    measure = crossing.groupby(["row", "column"])["measure"]
    different = of in ("speakers", "sources")
    return (measure.nunique() if different else measure.sum()).unstack(fill_value=0)


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
