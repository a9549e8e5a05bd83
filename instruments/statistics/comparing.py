"""Differences between groups, their size, and p values when there are many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, nan, sqrt
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from scipy import stats

from evaluation.errors import fail
from instruments.statistics.association import Test
from instruments.statistics.design import Design, design_for
from instruments.statistics.estimates import Linear, linear_mean, method_of
from instruments.statistics.intervals import mean_interval
from instruments.statistics.result import CONFIDENCE, Base, Estimate
from instruments.statistics.values import Column, Floats, name_of, numbers
from instruments.statistics.variance import covariance

Adjusting = Literal["holm", "bh", "bonferroni", "none"]
ADJUSTINGS: tuple[Adjusting, ...] = get_args(Adjusting)


@dataclass(frozen=True, slots=True)
class Difference:
    """The second group's mean (or share) less the first's, with its t test; `adjusted` is p among its fellows."""

    first: str
    second: str
    estimate: Estimate
    test: Test
    adjusted: float = nan


def difference(
    values: Column, groups: Column, design: Design | None = None, *, confidence: float = CONFIDENCE
) -> Difference:
    """The difference between two groups' means, with a t test on the design's degrees less one (as R's svyttest).

    The effect is Cohen's h where the values are 0 and 1, else Cohen's d. Raises STATISTICS-019 unless there are two
    groups.
    """
    found = pairwise(values, groups, design, adjusting="none", confidence=confidence)
    if len(found) != 1:
        levels = pd.Series(groups).dropna().unique()
        raise fail("STATISTICS-019", name=name_of(groups, "?"), n=len(levels))
    return found[0]


def pairwise(
    values: Column,
    groups: Column,
    design: Design | None = None,
    *,
    adjusting: Adjusting = "holm",
    confidence: float = CONFIDENCE,
) -> tuple[Difference, ...]:
    """Every pair of groups, with p values adjusted for how many there are."""
    held = design_for(values, design)
    held.held(groups)
    column = pd.Series(groups).reset_index(drop=True)
    answered = held.within(pd.Series(values).notna().to_numpy())
    there = column[answered.inside].dropna()
    levels = [each for each in _levels(column) if (there == each).any()]
    pairs = [_pair(values, column, held, pair, confidence) for pair in combinations(levels, 2)]
    adjusted = adjust_p([each.test.p for each in pairs], adjusting)
    return tuple(
        Difference(each.first, each.second, each.estimate, each.test, float(p))
        for each, p in zip(pairs, adjusted, strict=True)
    )


def adjust_p(p: Sequence[float], adjusting: Adjusting = "holm") -> Floats:
    """p values among many: Holm (1979), Benjamini and Hochberg (1995) as `bh`, Bonferroni; in the order given.

    NaN, a test that could not be made, stays NaN and does not count.
    """
    given = np.asarray(p, dtype=float)
    known = ~np.isnan(given)
    order = np.argsort(given[known], kind="stable")
    ranked, m = given[known][order], int(known.sum())
    if adjusting == "holm":
        ranked = np.maximum.accumulate(ranked * (m - np.arange(m)))
    elif adjusting == "bh":
        ranked = np.minimum.accumulate((ranked * m / np.arange(1, m + 1))[::-1])[::-1]
    elif adjusting == "bonferroni":
        ranked = ranked * m
    elif adjusting != "none":
        raise fail("STATISTICS-014", value=adjusting, known="holm, bh, bonferroni, none")
    found, back = np.full(len(given), nan), np.empty(m)
    back[order] = np.minimum(ranked, 1.0)
    found[known] = back
    return found


def cohens_h(first: float, second: float) -> float:
    """The distance from the first share to the second on a scale where it means alike everywhere (Cohen 1988, 6.2)."""
    return 2 * asin(sqrt(second)) - 2 * asin(sqrt(first))


def cohens_d(first: Column, second: Column) -> float:
    """The second mean less the first, in pooled standard deviations (Cohen 1988, 2.5); NaN without spread."""
    columns = [numbers(each)[~np.isnan(numbers(each))] for each in (first, second)]
    return _pooled(*columns, *(np.ones(len(each)) for each in columns))


def _pair(
    values: Column, groups: pd.Series[Any], held: Design, pair: tuple[object, object], confidence: float
) -> Difference:
    one, other = (linear_mean(values, held.within(groups == level)) for level in pair)
    domain = held.within(one.domain.inside | other.domain.inside)
    found = Linear(other.value - one.value, other.scores - one.scores, domain, held.within(groups.isin(pair)))
    se = sqrt(float(covariance(domain, found.scores[:, None])[0, 0]))
    degrees = domain.degrees - 1
    low, high = mean_interval(np.array([found.value]), np.array([se]), np.array([degrees]), confidence)
    method = method_of(domain, "difference", "t", confidence)
    label = f"{pair[1]} − {pair[0]}"
    estimate = Estimate(found.value, se, float(low[0]), float(high[0]), found.base, method, label, degrees=degrees)
    return Difference(str(pair[0]), str(pair[1]), estimate, _t_test(estimate, found.base, _effect(values, one, other)))


def _t_test(estimate: Estimate, base: Base, effect: tuple[float, str]) -> Test:
    t = estimate.value / estimate.se if estimate.se > 0 else nan
    p = 2 * stats.t.sf(abs(t), estimate.degrees) if estimate.degrees > 0 else nan
    return Test(t, 1, estimate.degrees, float(p), base, estimate.method, *effect)


def _effect(values: Column, one: Linear, other: Linear) -> tuple[float, str]:
    found = numbers(values)
    inside = one.domain.inside, other.domain.inside
    if np.isin(found[inside[0] | inside[1]], (0, 1)).all():
        return cohens_h(one.value, other.value), "cohens-h"
    weights = [each.domain.weights[rows] for each, rows in zip((one, other), inside, strict=True)]
    return _pooled(found[inside[0]], found[inside[1]], *weights), "cohens-d"


def _pooled(first: Floats, second: Floats, first_weights: Floats, second_weights: Floats) -> float:
    parts = [_spread(first, first_weights), _spread(second, second_weights)]
    (one, square, n), (other, other_square, m) = parts
    if n + m <= 2 or square + other_square <= 0:
        return nan
    return float((other - one) / sqrt((square + other_square) / (n + m - 2)))


def _spread(values: Floats, weights: Floats) -> tuple[float, float, int]:
    """The mean, the sum of squares as of the unweighted number, and that number."""
    if not len(values):
        return nan, nan, 0
    mean = float(np.average(values, weights=weights))
    n = len(values)
    variance = float(np.average((values - mean) ** 2, weights=weights))
    return mean, variance * n / max(n - 1, 1) * (n - 1), n


def _levels(column: pd.Series[Any]) -> list[object]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return list(column.cat.categories)
    return sorted(column.dropna().unique().tolist(), key=lambda each: (isinstance(each, str), each))
