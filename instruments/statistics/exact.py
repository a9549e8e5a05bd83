"""Fisher's exact test of a table of counts, of any number of rows and columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy.special import gammaln

from evaluation.errors import fail

MOST = 200_000  # steps, some seconds; a table that takes more has answers enough for chi-square
ALIKE = 1e-7  # tables whose probabilities differ by less than this share are as likely, as in R
Margin = tuple[int, ...]


def fisher_exact(table: Sequence[Sequence[int]] | pd.DataFrame, *, most: int = MOST) -> float:
    """The p value of independence, given the margins: the share of tables no more likely than this one.

    Fisher (1935) for two by two, Freeman and Halton (1951) for larger. Columns are filled one at a time; tables that
    have the same rows left to fill and the same likelihood so far are counted as one. Raises STATISTICS-041 for what
    are no counts, STATISTICS-042 for a table that takes more than `most` steps.
    """
    counts = np.asarray(table, dtype=float)
    if counts.ndim != 2 or (counts < 0).any() or (counts != np.floor(counts)).any():
        raise fail("STATISTICS-041")
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0].astype(int)
    if min(counts.shape, default=0) < 2:
        return 1.0
    if counts.shape[0] > counts.shape[1]:
        counts = counts.T
    rows, columns = counts.sum(axis=1), np.sort(counts.sum(axis=0))[::-1]
    fixed = float(gammaln(rows + 1).sum() + gammaln(columns + 1).sum() - gammaln(counts.sum() + 1))
    found = _likelihoods(tuple(rows.tolist()), columns.tolist(), most)
    observed = -float(gammaln(counts + 1).sum())
    likely = [(value, number) for value, number in found.items() if value <= observed + ALIKE]
    return min(1.0, float(sum(number * np.exp(fixed + value) for value, number in likely)))


def _likelihoods(rows: Margin, columns: Sequence[int], most: int) -> dict[float, int]:
    """−Σ ln x! of every table with these margins, and how many tables have it."""
    factorials = gammaln(np.arange(max(rows) + 1) + 1).tolist()
    states: dict[Margin, dict[float, int]] = {rows: {0.0: 1}}
    steps = 0
    for size in columns:
        after: dict[Margin, dict[float, int]] = defaultdict(lambda: defaultdict(int))
        for left, past in states.items():
            for column in _fillings(left, size):
                steps += len(past)
                if steps > most:
                    raise fail("STATISTICS-042")
                now = after[tuple(row - cell for row, cell in zip(left, column, strict=True))]
                told = sum(factorials[cell] for cell in column)
                for value, number in past.items():
                    now[round(value - told, 10)] += number
        states = {left: dict(past) for left, past in after.items()}
    [last] = states.values()
    return last


def _fillings(left: Margin, size: int) -> Iterator[Margin]:
    """The ways to fill a column of this size, with no more in a row than it has left."""
    if len(left) == 1:
        if size <= left[0]:
            yield (size,)
        return
    rest = sum(left[1:])
    for cell in range(max(0, size - rest), min(left[0], size) + 1):
        for others in _fillings(left[1:], size - cell):
            yield (cell, *others)
