"""The numbers of a figure by their names, so that they can be compared and told."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from evaluation.language import Language
from evaluation.numbers import write_number, write_percent

LONGEST = 600  # rows and cells; a figure of more is no figure that anybody reads number by number
MEASURES = ("share", "value", "count", "words", "n")
NAMELESS = ("code", "low", "high", "hidden", "n")  # columns that name nothing


def values_of(frame: pd.DataFrame, language: Language) -> dict[str, str]:
    """`row · column` → the number as it is written; nothing of what is hidden, and nothing of a long table."""
    if frame.size > LONGEST * 8 or len(frame) > LONGEST:
        return {}
    if "hidden" in frame.columns:
        frame = frame[~frame["hidden"].astype(bool)]
    named = [name for name in frame.columns if not is_numeric_dtype(frame[name]) and name not in NAMELESS]
    measure = next((name for name in MEASURES if name in frame.columns), None)
    if named and measure:
        listed = _long(frame, named, measure, language)
    elif named or isinstance(frame.index, pd.RangeIndex):
        return {}
    else:
        listed = _crossed(frame, language)
    found: dict[str, str] = {}
    for name, value in listed:
        found.setdefault(name, value)
    return found


def _long(frame: pd.DataFrame, named: list[str], measure: str, language: Language) -> Iterator[tuple[str, str]]:
    for row in frame.to_dict("records"):
        name = " · ".join(dict.fromkeys(str(row[each]) for each in named if str(row[each]).strip()))
        yield name, _written(row[measure], language, share=measure == "share")


def _crossed(frame: pd.DataFrame, language: Language) -> Iterator[tuple[str, str]]:
    for row, values in zip(frame.index, frame.itertuples(index=False), strict=True):
        for column, value in zip(frame.columns, values, strict=True):
            if is_numeric_dtype(frame[column]) and not is_bool_dtype(frame[column]):
                yield f"{row or '–'} · {column or '–'}", _written(value, language, share=False)


def _written(value: float, language: Language, *, share: bool) -> str:
    """A count whole, a share in per cent, anything else with two decimals."""
    if value is None or math.isnan(value):
        return "–"
    if share or 0 < value < 1:
        return write_percent(value, 1, language)
    return write_number(value, 0 if float(value).is_integer() else 2, language)
