"""Ratings of units by coders, kept as their distinct patterns and how many units have each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from coding.agreement.distinct import distinct_rows

if TYPE_CHECKING:
    import pandas as pd

Places = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float64]
NO_RATING = -1


@dataclass(frozen=True)
class Patterns:
    """The distinct patterns of ratings: patterns × coders, each the place of a value in `values`, -1 where missing.

    values: the values as numbers, or 1, 2, 3 … in their order where they are none.
    """

    given: Places
    values: Matrix
    numeric: bool = True

    @property
    def categories(self) -> int:
        return len(self.values)

    @cached_property
    def tallies(self) -> Matrix:
        """Patterns × values: how many coders gave the value."""
        counts = np.zeros((len(self.given), self.categories + 1))
        rows = np.arange(len(self.given))
        for each in self.given.T:
            counts[rows, each] += 1  # a missing rating is counted in the last column
        return np.asarray(counts[:, : self.categories])

    @cached_property
    def raters(self) -> Matrix:
        """How many ratings each pattern has."""
        return np.asarray(self.tallies.sum(axis=1))


@dataclass(frozen=True)
class Ratings:
    """What coders said of units, in one or several layers (codes): patterns × layers × coders.

    counts: how many units have each pattern. blocks: where units stand together in larger ones that the bootstrap
    draws as a whole, rows of block (numbered from 0), pattern, units; else None. layers: their names; (None,) for a
    plain table.
    """

    given: npt.NDArray[np.integer]
    counts: Places
    categories: tuple[Hashable, ...]
    coders: tuple[str, ...]
    layers: tuple[str | None, ...] = (None,)
    blocks: Places | None = None

    @staticmethod
    def of(table: pd.DataFrame | npt.ArrayLike, categories: Sequence[Hashable] | None = None) -> Ratings:
        """The ratings in a table of units × coders; None and NaN stand for a missing one.

        categories: the values there are, in their order, used or not; without it those that occur, in ascending order.
        Raises AGREEMENT-006 for a value that is not among them.
        """
        from coding.agreement.reading import read_table

        return read_table(table, categories)

    @property
    def units(self) -> int:
        return int(self.counts.sum())

    def layer(self, number: int) -> Patterns:
        """The patterns of one layer, which may hold the same one several times."""
        return Patterns(self.given[:, number].astype(np.int64), *self._values)

    @cached_property
    def _values(self) -> tuple[Matrix, bool]:
        numeric = all(isinstance(each, (int, float, np.number)) for each in self.categories)
        numbers: Any = self.categories if numeric else range(1, len(self.categories) + 1)
        return np.array(list(numbers), np.float64), numeric

    def unordered(self) -> Ratings:
        """The same without who gave which rating: fewer patterns, for measures that do not ask."""
        if len(self.layers) != 1 or self.blocks is not None:
            return self
        patterns, counts = distinct_rows(np.sort(self.given[:, 0], axis=1), len(self.categories), self.counts)
        return replace(self, given=patterns[:, None], counts=counts)
