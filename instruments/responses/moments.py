"""Dates and times as statistics programs count them, and as pandas does; back again without a difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from instruments.responses.meaning import Kind

_YEAR_1, _YEAR_10000 = -62135596800.0, 253402300800.0  # seconds from 1970


@dataclass(frozen=True, slots=True)
class Clock:
    """How a program counts: what one unit is worth in seconds, and when it counts from (seconds from 1970)."""

    unit: float
    zero: float


SPSS = Clock(1.0, -12219379200.0)
STATA_DAYS = Clock(86400.0, -315619200.0)
STATA_MILLISECONDS = Clock(0.001, -315619200.0)


def from_numbers(numbers: pd.Series, kind: Kind, clock: Clock) -> pd.Series | None:
    """Dates, moments or times from a program's numbers; None where one of them cannot be said in pandas."""
    raw = numbers.to_numpy(dtype=float, na_value=np.nan)
    seconds = raw * clock.unit + (0.0 if kind == "time" else clock.zero)
    there = ~np.isnan(seconds)
    if kind != "time" and not np.all((seconds[there] >= _YEAR_1) & (seconds[there] < _YEAR_10000)):
        return None
    if kind == "time" and not np.all(np.abs(seconds[there]) < _YEAR_10000):
        return None
    whole = bool(np.all(seconds[there] == np.floor(seconds[there])))
    unit, factor = ("s", 1.0) if whole and kind != "time" else ("us", 1e6)
    counted = np.full(len(seconds), np.iinfo(np.int64).min, dtype=np.int64)
    counted[there] = np.rint(seconds[there] * factor).astype(np.int64)
    made = counted.view(f"{'m8' if kind == 'time' else 'M8'}[{unit}]")
    column = pd.Series(made, index=numbers.index, name=numbers.name)
    return column if np.array_equal(to_numbers(column, kind, clock), raw, equal_nan=True) else None


def to_numbers(column: pd.Series, kind: Kind, clock: Clock) -> np.ndarray:
    """The numbers a program would keep for these dates or times."""
    microseconds = column.to_numpy(dtype="m8[us]" if kind == "time" else "M8[us]")
    empty = np.isnat(microseconds)
    seconds = microseconds.astype(np.int64) / 1e6 - (0.0 if kind == "time" else clock.zero)
    numbers = np.rint(seconds / clock.unit) if clock.unit != 1.0 else seconds
    numbers = np.asarray(numbers, dtype=float)
    numbers[empty] = np.nan
    return numbers
