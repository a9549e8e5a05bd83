"""The jackknife: the standard error of any statistic of weights, by leaving one unit out at a time."""

from __future__ import annotations

from collections.abc import Callable
from math import nan, sqrt

import numpy as np

from evaluation.errors import fail
from instruments.statistics.design import Design
from instruments.statistics.intervals import mean_interval
from instruments.statistics.result import CONFIDENCE, Base, Estimate, Method
from instruments.statistics.values import Floats

Statistic = Callable[[Floats], float]


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


def replicates(statistic: Statistic, design: Design) -> Floats:
    """The statistic without each first-stage unit in turn; alone in its stratum, a unit stays."""
    stage = design.stages[0]
    found = np.empty(len(stage.stratum_of_unit))
    for unit, stratum in enumerate(stage.stratum_of_unit):
        drawn = stage.drawn[stratum]
        kept = np.where(stage.stratum == stratum, drawn / max(drawn - 1, 1), 1.0)
        found[unit] = statistic(design.weights * np.where((stage.unit == unit) & (drawn > 1), 0.0, kept))
    return found
