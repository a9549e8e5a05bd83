"""Columns as statistics want them: numbers, or codes with their levels; with a fault for what they cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluation.errors import fail

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Column = Any  # a Series, an array or a list; what it holds is checked here
Labels = Mapping[Any, str]
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of answers: `codes` point into `levels`, −1 where there is no valid answer; `missing` counts why."""

    name: str
    codes: Integers
    levels: tuple[str, ...]
    missing: Mapping[str, int]


def name_of(values: Column, fallback: str = "") -> str:
    found = getattr(values, "name", None)
    return fallback if found is None else str(found)


def numbers(values: Column, name: str = "", *, finite: bool = True) -> Floats:
    """The column as floats, NaN where empty. Text, also of digits, is a fault: it was read as text for a reason."""
    column = _plain(pd.Series(values))
    called = name or name_of(values, "?")
    if isinstance(column.dtype, pd.CategoricalDtype) or not _numeric(column):
        raise fail("STATISTICS-001", name=called, examples=_examples(column))
    found = column.to_numpy(dtype="float64", na_value=np.nan)
    if finite and np.isinf(found).any():
        raise fail("STATISTICS-039", name=called, n=int(np.isinf(found).sum()))
    return found


def flags(values: Column) -> Flags:
    """The column as true and false; what is empty is false."""
    column = pd.Series(values)
    return np.asarray(column.where(column.notna(), other=False).astype(bool))


def coded(values: Column, labels: Labels | None = None, missing: Iterable[Any] = (), name: str = "") -> Coded:
    """Answers as codes.

    labels: what the codes are called, in the order they are shown; levels that nobody chose are kept. Codes beside them
    come after, in their own order. missing: codes that are no answer, told apart in `missing` by their label.
    """
    column = pd.Series(values)
    out = list(missing)
    names = dict(labels or {})
    spared = column.isin(out) if out else pd.Series(data=False, index=column.index)
    valid = column.mask(spared) if out else column
    order = _order(valid, [code for code in names if code not in out])
    codes = pd.Index(order).get_indexer(pd.Index(valid)) if order else np.full(len(column), -1)
    levels = _told_apart(order, [names.get(code, written(code)) for code in order])
    return Coded(name or name_of(values), codes.astype(np.int64), levels, _missing(column, spared, names))


def written(code: object) -> str:
    """A code as text: 4.0 is `4`."""
    if isinstance(code, float) and code.is_integer():
        return str(int(code))
    return str(code)


def _plain(column: pd.Series[Any]) -> pd.Series[Any]:
    """Numbers and truth values that were kept as objects, as what they are."""
    if column.dtype != object or not column.dropna().map(lambda each: isinstance(each, (int, float, np.number))).all():
        return column
    return column.map(float, na_action="ignore").astype(float)


def _order(valid: pd.Series[Any], labelled: list[Any]) -> list[Any]:
    if isinstance(valid.dtype, pd.CategoricalDtype):
        known = list(valid.cat.categories)
    else:
        known = sorted(valid.dropna().unique().tolist(), key=lambda code: (isinstance(code, str), code))
    return labelled + [code for code in known if code not in labelled]


def _told_apart(order: list[Any], labels: list[str]) -> tuple[str, ...]:
    """Labels, with the code where two codes have the same."""
    pairs = zip(order, labels, strict=True)
    return tuple(f"{label} ({written(code)})" if labels.count(label) > 1 else label for code, label in pairs)


def _missing(column: pd.Series[Any], spared: pd.Series[bool], names: Mapping[Any, str]) -> dict[str, int]:
    counted = column[spared].value_counts().sort_index()
    found = {names.get(code, written(code)): int(count) for code, count in counted.items() if count}
    empty = int(column.isna().sum())
    return found | ({"": empty} if empty else {})


def _numeric(column: pd.Series[Any]) -> bool:
    if pd.api.types.is_numeric_dtype(column.dtype):
        return not pd.api.types.is_complex_dtype(column.dtype)
    return bool(column.isna().all())


def _examples(column: pd.Series[Any]) -> str:
    texts = column.dropna().astype(str).unique()[:EXAMPLES]
    return ", ".join(f"«{text}»" for text in texts)
