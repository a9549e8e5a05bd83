"""Means, totals, shares and ratios with their standard errors under a design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import nan, sqrt

import numpy as np
import pandas as pd

from evaluation.errors import fail
from instruments.statistics.design import Design, design_for
from instruments.statistics.intervals import Interval, mean_interval, share_interval
from instruments.statistics.result import CONFIDENCE, Base, Estimate, Method
from instruments.statistics.values import Column, Floats, name_of, numbers, written
from instruments.statistics.variance import covariance, variances


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A statistic with its linearised, weighted scores (one for each row), in the domain it is about."""

    value: float
    scores: Floats
    domain: Design
    asked: Design

    @property
    def base(self) -> Base:
        lacking = self.asked.n - self.domain.n
        return Base(self.domain.n, self.domain.size, self.asked.n, missing={"": lacking} if lacking else {})


def mean(values: Column, design: Design | None = None, *, confidence: float = CONFIDENCE, deff: str = "") -> Estimate:
    """The weighted mean with a t interval. deff: `wor` or `wr` adds the effect against simple random sampling."""
    found = linear_mean(values, design)
    effect = design_effect(values, design, replacement=deff == "wr") if deff else nan
    return replace(told(found, "mean", confidence), design_effect=effect)


def total(values: Column, design: Design | None = None, *, confidence: float = CONFIDENCE) -> Estimate:
    """The weighted total with a t interval."""
    asked, filled, domain = _answered(values, design)
    scores = filled * domain.weights
    return told(Linear(float(scores.sum()), scores, domain, asked), "total", confidence)


def ratio(
    numerator: Column, denominator: Column, design: Design | None = None, *, confidence: float = CONFIDENCE
) -> Estimate:
    """The total of one column for each of another's, over those that have both."""
    asked = design_for(numerator, design)
    asked.held(denominator)
    above, below = numbers(numerator), numbers(denominator)
    domain = _not_empty(asked.within(~np.isnan(above) & ~np.isnan(below)), name_of(numerator))
    above, below = np.nan_to_num(above), np.nan_to_num(below)
    whole = float((below * domain.weights).sum())
    if whole == 0:
        raise fail("STATISTICS-007", name=name_of(denominator, "?"))
    value = float((above * domain.weights).sum()) / whole
    scores = (above - value * below) * domain.weights / whole
    return told(Linear(value, scores, domain, asked), "ratio", confidence)


def proportion(
    values: Column, design: Design | None = None, *, interval: Interval | None = None, confidence: float = CONFIDENCE
) -> Estimate:
    """The share for whom a column of true and false (or 1 and 0) is true.

    Without a design the interval is Wilson's, with one R's `beta` (Korn and Graubard).
    """
    flags = numbers(values)
    if not np.isin(flags[~np.isnan(flags)], (0, 1)).all():
        raise fail("STATISTICS-016", name=name_of(values, "?"))
    found = linear_mean(values, design)
    chosen = interval or default_interval(found.asked)
    domain, se = found.domain, standard_error(found)
    low, high = share_interval(found.value, se**2, domain.n, domain.degrees, chosen, confidence)
    method = method_of(domain, "share", chosen, confidence)
    return Estimate(found.value, se, float(low[0]), float(high[0]), found.base, method, degrees=domain.degrees)


def linear_mean(values: Column, design: Design | None = None) -> Linear:
    """The mean ready for differences and tests. Raises STATISTICS-007 when nobody has a value."""
    asked, filled, domain = _answered(values, design)
    value = float((filled * domain.weights).sum()) / domain.size
    return Linear(value, (filled - value) * domain.weights / domain.size, domain, asked)


def told(found: Linear, statistic: str, confidence: float = CONFIDENCE) -> Estimate:
    """A linearised statistic with its standard error and t interval."""
    se = standard_error(found)
    degrees = found.domain.degrees
    low, high = mean_interval(np.array([found.value]), np.array([se]), np.array([degrees]), confidence)
    method = method_of(found.domain, statistic, "t", confidence)
    return Estimate(found.value, se, float(low[0]), float(high[0]), found.base, method, degrees=degrees)


def standard_error(found: Linear) -> float:
    """The root of the variance; NaN for a single respondent, who does not vary."""
    if found.domain.n < 2:
        return nan
    return sqrt(max(float(variances(found.domain, found.scores[:, None])[0]), 0.0))


def by_group(
    estimate: Callable[..., Estimate], values: Column, groups: Column, design: Design | None = None, **more: object
) -> tuple[Estimate, ...]:
    """An estimate for each group, each a domain of the design: `by_group(mean, answers, sector, design)`."""
    asked = design_for(values, design)
    asked.held(groups)
    column = pd.Series(groups).reset_index(drop=True)
    levels = (
        column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else sorted(column.dropna().unique())
    )
    found = (estimate(values, asked.within(column == level), **more) for level in levels)
    return tuple(replace(each, group=written(level)) for each, level in zip(found, levels, strict=True))


def design_effect(values: Column, design: Design | None = None, *, replacement: bool = False) -> float:
    """The variance of the mean for each of that of a simple random sample as large (Kish 1965).

    Without `replacement` the simple sample is drawn from the weighted number of the domain, and gains from that.
    """
    found = linear_mean(values, design)
    n, size = found.domain.n, found.domain.size
    deviations = np.nan_to_num(numbers(values)) - found.value
    spread = float((found.domain.weights * deviations**2).sum()) / size * n / (n - 1) if n > 1 else nan
    simple = spread / n if replacement else spread * (size - n) / (size * n)
    variance = float(covariance(found.domain, found.scores[:, None])[0, 0])
    return variance / simple if simple > 0 else nan


def default_interval(design: Design) -> Interval:
    return "wilson" if design.simple else "beta"


def method_of(design: Design, statistic: str, interval: str, confidence: float) -> Method:
    return Method(statistic, "simple" if design.simple else "taylor", interval, confidence, design.kind)


def _answered(values: Column, design: Design | None) -> tuple[Design, Floats, Design]:
    asked = design_for(values, design)
    found = numbers(values)
    return asked, np.nan_to_num(found), _not_empty(asked.within(~np.isnan(found)), name_of(values, "?"))


def _not_empty(domain: Design, name: str) -> Design:
    if domain.n == 0:
        raise fail("STATISTICS-007", name=name)
    return domain
