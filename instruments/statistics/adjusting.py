"""What weighting to known totals takes away from the uncertainty: residuals from what the totals explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from instruments.statistics.values import Floats, Integers

ROUNDS, STILL = 200, 1e-13


@dataclass(frozen=True, slots=True, eq=False)
class Adjustment:
    """Weights made to fit totals: what linearised values lose to the groups (or the columns) that were fitted.

    weights: those after fitting. means: those that group means and the regression are taken with – the weights before
    for post-stratification and GREG; 1 for raking, as R's survey does. groups: one numbering of the rows for each
    margin. columns: what GREG was fitted on.
    """

    weights: Floats
    means: Floats
    groups: tuple[Integers, ...] = ()
    columns: Floats | None = None

    def residuals(self, scores: Floats) -> Floats:
        """rows × figures, weighted, less what the totals explain of them."""
        values = scores / self.weights[:, None]
        left = self._beside_columns(values) if self.columns is not None else self._beside_groups(values)
        return left * self.weights[:, None]

    def _beside_columns(self, values: Floats) -> Floats:
        columns = np.zeros((len(values), 0)) if self.columns is None else self.columns
        root = np.sqrt(self.means)[:, None]
        explained = np.linalg.lstsq(columns * root, values * root, rcond=None)[0]
        return np.asarray(values - columns @ explained)

    def _beside_groups(self, values: Floats) -> Floats:
        totals = [np.bincount(group, self.means) for group in self.groups]
        for _ in range(ROUNDS if len(self.groups) > 1 else 1):
            before = values
            for group, total in zip(self.groups, totals, strict=True):
                values = values - _means(values, group, self.means, total)[group]
            if np.abs(values - before).max() <= STILL * np.abs(before).max():
                break
        return values


def _means(values: Floats, group: Integers, weights: Floats, total: Any) -> Floats:
    summed = [np.bincount(group, column * weights) for column in values.T]
    return np.asarray(np.stack(summed, axis=1) / total[:, None], dtype=np.float64)
