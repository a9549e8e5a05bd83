"""The distinct rows of a table of small whole numbers, and how often each occurs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
Small = npt.NDArray[np.int8]
FEW = 1 << 20  # keys that are counted one by one; more of them are sorted


def distinct_rows(rows: Places, values: int, counts: Places | None = None) -> tuple[Places, Places]:
    """The distinct rows and the number of times each stands there; rows hold numbers from -1 to below `values`.

    counts: how often each of the rows given stands for one.
    """
    first, which = numbered_rows(rows, values)
    found = np.bincount(which, counts, len(first)).astype(np.int64) if len(rows) else np.empty(0, np.int64)
    return rows[first], found


def numbered_rows(rows: Places | Small, values: int) -> tuple[Places, Places]:
    """Where each distinct row stands first, and for each row the number of the distinct one it is."""
    key = np.zeros(len(rows), np.int64)
    reach = 1
    for column in rows.T:
        if reach > (1 << 62) // (values + 1):
            key, reach = _renumbered(key)
        key *= values + 1
        key += column
        key += 1
        reach *= values + 1
    if reach > FEW:
        key, reach = _renumbered(key)
    return _first_of(key, reach)


def _renumbered(key: Places) -> tuple[Places, int]:
    import pandas as pd

    numbers, names = pd.factorize(key)
    return numbers.astype(np.int64), max(len(names), 1)


def _first_of(key: Places, reach: int) -> tuple[Places, Places]:
    first = np.full(reach, len(key), np.int64)
    first[key[::-1]] = np.arange(len(key) - 1, -1, -1)
    there = np.flatnonzero(first < len(key))
    numbers = np.zeros(reach, np.int64)
    numbers[there] = np.arange(len(there))
    return first[there], numbers[key]
