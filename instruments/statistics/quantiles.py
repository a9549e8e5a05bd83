"""Medians and other quantiles with Woodruff's intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np
from scipy import special

from evaluation.errors import fail
from instruments.statistics.design import Design, design_for
from instruments.statistics.estimates import linear_mean, method_of
from instruments.statistics.intervals import Interval, mean_interval, share_interval
from instruments.statistics.result import CONFIDENCE, Base, Estimate
from instruments.statistics.values import Column, Floats, name_of, numbers
from instruments.statistics.variance import variances

QUARTILES = (0.25, 0.5, 0.75)
CLOSE = 1e-12  # a cumulated weight this near a probability has reached it


def median(
    values: Column, design: Design | None = None, *, interval: Interval = "t", confidence: float = CONFIDENCE
) -> Estimate:
    """The median: the smallest value that half the weight lies at or below."""
    return quantiles(values, design, (0.5,), interval=interval, confidence=confidence)[0]


def quantiles(
    values: Column,
    design: Design | None = None,
    probabilities: Sequence[float] = QUARTILES,
    *,
    interval: Interval = "t",
    confidence: float = CONFIDENCE,
) -> tuple[Estimate, ...]:
    """Quantiles, each the smallest value with at least that share of the weight at or below it.

    Woodruff (1952): the interval of that share, by `interval`, is read back on the scale of the values; the standard
    error is its width over twice the t quantile. An end beyond the values there are is infinite, as in R's survey.
    """
    wrong = [each for each in probabilities if not 0 < each < 1]
    if wrong:
        raise fail("STATISTICS-017", value=", ".join(map(str, wrong)))
    asked = design_for(values, design)
    found = numbers(values)
    domain = asked.within(~np.isnan(found))
    if domain.n == 0:
        raise fail("STATISTICS-007", name=name_of(values, "?"))
    return tuple(_quantile(found, domain, asked, p, interval, confidence) for p in probabilities)


def _quantile(
    values: Floats, domain: Design, asked: Design, p: float, interval: Interval, confidence: float, /
) -> Estimate:
    scale, reached = _cumulated(values, domain)
    value = _read(scale, reached, p)
    low, high = (_read(scale, reached, share) for share in _share_below(values, value, domain, interval, confidence))
    se = (high - low) / (2 * special.stdtrit(domain.degrees, (1 + confidence) / 2)) if domain.degrees > 0 else nan
    lacking = asked.n - domain.n
    base = Base(domain.n, domain.size, asked.n, missing={"": lacking} if lacking else {})
    method = method_of(domain, "quantile", "woodruff", confidence)
    return Estimate(value, float(se), low, high, base, method, label=f"{p:g}", degrees=domain.degrees)


def _cumulated(values: Floats, domain: Design) -> tuple[Floats, Floats]:
    scale, where = np.unique(values[domain.inside], return_inverse=True)
    weights = np.bincount(where, domain.weights[domain.inside])
    return scale, np.cumsum(weights) / weights.sum()


def _read(scale: Floats, reached: Floats, share: float) -> float:
    if np.isnan(share):
        return nan
    if share > 1 + CLOSE:
        return float("inf")
    if share < 0:
        return float("-inf")
    return float(scale[min(int(np.searchsorted(reached, share - CLOSE)), len(scale) - 1)])


def _share_below(
    values: Floats, value: float, domain: Design, interval: Interval, confidence: float
) -> tuple[float, float]:
    below = linear_mean(np.where(np.isnan(values), np.nan, values <= value), domain)
    variance = variances(domain, below.scores[:, None])
    share, degrees = np.array([below.value]), np.array([domain.degrees])
    if interval == "t":
        low, high = mean_interval(share, np.sqrt(variance), degrees, confidence)
    else:
        low, high = share_interval(share, variance, np.array([domain.n]), degrees, interval, confidence)
    return float(low[0]), float(high[0])
