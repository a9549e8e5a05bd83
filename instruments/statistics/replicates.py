"""Standard errors of any statistic of weights by replication: the jackknife, and replicate weights that are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import nan, sqrt
from typing import Literal, get_args

import numpy as np
import pandas as pd

from evaluation.errors import fail
from instruments.statistics.design import Design
from instruments.statistics.intervals import mean_interval
from instruments.statistics.result import CONFIDENCE, Base, Estimate, Method
from instruments.statistics.values import Floats

Statistic = Callable[[Floats], float]
Replication = Literal["brr", "fay", "jk1", "jkn", "bootstrap"]
REPLICATIONS: tuple[Replication, ...] = get_args(Replication)


def jackknife(statistic: Statistic, design: Design, name: str = "", *, confidence: float = CONFIDENCE) -> Estimate:
    """An estimate whose variance comes from leaving out one first-stage unit at a time (JKn; JK1 without strata).

    statistic: of weights, one for each row (0 outside the domain), as `lambda w: float((w * y).sum() / w.sum())`. The
    others of the stratum take over the weight of the unit left out; squares are taken from the mean of all
    replicates, times (n − 1) / n and the share not drawn. Rust and Rao (1996). Weights that were fitted to totals are
    not fitted anew: STATISTICS-040. Not for medians, whose jackknife does not settle.
    """
    if design.adjustments:
        raise fail("STATISTICS-040")
    value, found = statistic(design.weights), replicates(statistic, design)
    stage = design.stages[0]
    factor = ((stage.drawn - 1) / np.maximum(stage.drawn, 1) * stage.left)[stage.stratum_of_unit]
    counted = factor > 0
    spread = (factor * (found - found[counted].mean()) ** 2)[counted].sum() if counted.any() else nan
    se, degrees = sqrt(spread), design.degrees
    low, high = mean_interval(np.array([value]), np.array([se]), np.array([degrees]), confidence)
    base = Base(design.n, design.size, design.n, "respondents")
    method = Method(name or "statistic", "jackknife", "t", confidence, design.kind)
    return Estimate(value, se, float(low[0]), float(high[0]), base, method, degrees=degrees)


def replicated(  # noqa: PLR0913 – what is estimated, and how its replicates were made
    statistic: Statistic,
    weights: pd.Series[float] | Floats,
    columns: pd.DataFrame | Floats,
    kind: Replication,
    name: str = "",
    *,
    fay: float = 0.0,
    scales: Sequence[float] | None = None,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """An estimate whose variance comes from replicate weights that somebody else has made, one column each.

    Squares are taken from the mean of the replicates and multiplied: `brr` (balanced repeated replication) by 1 / R;
    `fay` by 1 / (R (1 − fay)²); `jk1` by (R − 1) / R; `jkn` each by its own of `scales`, as (n − 1) / n of the stratum
    that lacks a unit; `bootstrap` by 1 / R. `scales` take the place of these where given. Degrees of freedom are the
    rank of the columns less one, as in R. Raises STATISTICS-014 for an unknown kind, STATISTICS-044 for columns that do
    not fit.
    """
    if kind not in REPLICATIONS:
        raise fail("STATISTICS-014", value=kind, known=", ".join(REPLICATIONS))
    whole, several = np.asarray(weights, dtype=float), np.asarray(columns, dtype=float)
    factors = _factors(kind, several, fay, scales)
    if several.ndim != 2 or len(several) != len(whole) or len(factors) != several.shape[1] or len(factors) < 2:
        raise fail("STATISTICS-044", rows=len(whole), there=len(several), scales=len(factors))
    if not (np.isfinite(several).all() and np.isfinite(whole).all()):
        raise fail("STATISTICS-045")
    value, found = statistic(whole), np.array([statistic(each) for each in several.T])
    se = sqrt(float((factors * (found - found.mean()) ** 2).sum()))
    degrees = float(np.linalg.matrix_rank(np.unique(several, axis=0), tol=None) - 1)
    low, high = mean_interval(np.array([value]), np.array([se]), np.array([degrees]), confidence)
    used = int((whole > 0).sum())
    base = Base(used, float(whole.sum()), used, "respondents")
    method = Method(name or "statistic", "replicates", "t", confidence, kind)
    return Estimate(value, se, float(low[0]), float(high[0]), base, method, degrees=degrees)


def _factors(kind: Replication, columns: Floats, fay: float, scales: Sequence[float] | None) -> Floats:
    number = columns.shape[1] if columns.ndim == 2 else 0
    if scales is not None:
        return np.asarray(scales, dtype=float)
    if kind == "jkn" or not 0 <= fay < 1:
        raise fail("STATISTICS-046")
    of_each = {"jk1": (number - 1) / max(number, 1), "fay": 1 / (max(number, 1) * (1 - fay) ** 2)}
    return np.full(number, of_each.get(kind, 1 / max(number, 1)))


def replicates(statistic: Statistic, design: Design) -> Floats:
    """The statistic without each first-stage unit in turn; alone in its stratum, a unit stays."""
    stage = design.stages[0]
    found = np.empty(len(stage.stratum_of_unit))
    for unit, stratum in enumerate(stage.stratum_of_unit):
        drawn = stage.drawn[stratum]
        kept = np.where(stage.stratum == stratum, drawn / max(drawn - 1, 1), 1.0)
        found[unit] = statistic(design.weights * np.where((stage.unit == unit) & (drawn > 1), 0.0, kept))
    return found
