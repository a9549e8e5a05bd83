"""Change from one wave to the next: of new samples, or of the same people asked again."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from evaluation.errors import Problem, fail, problem
from instruments.statistics.design import Design, design_for
from instruments.statistics.estimates import linear_mean, told
from instruments.statistics.intervals import mean_interval
from instruments.statistics.result import CONFIDENCE, Estimate, Method
from instruments.statistics.values import Column, numbers
from instruments.statistics.variance import covariance

Changed = Literal["wording", "scale", "routing"]


@dataclass(frozen=True, slots=True)
class Trend:
    """Two waves and the change between them. statistic: the change over its error; footnotes: what differed."""

    before: Estimate
    after: Estimate
    change: Estimate
    statistic: float
    p: float
    panel: bool
    footnotes: tuple[Problem, ...] = ()

    @property
    def n(self) -> int:
        return self.change.base.n


def independent_trend(
    before: Column,
    after: Column,
    designs: tuple[Design | None, Design | None] = (None, None),
    *,
    changed: tuple[Changed, ...] = (),
    confidence: float = CONFIDENCE,
) -> Trend:
    """The change of a mean (or a share, of values 0 and 1) between two samples drawn apart: variances add, test is
    normal.

    changed: what is not as it was. A changed scale is refused (STATISTICS-033); changed wording and routing are
    footnoted.
    """
    footnotes = _footnotes(changed)
    waves = [linear_mean(values, design) for values, design in zip((before, after), designs, strict=True)]
    first, second = (told(each, "mean", confidence) for each in waves)
    se = sqrt(first.se**2 + second.se**2)
    degrees = min(first.degrees, second.degrees)
    return _trend(first, second, se, np.inf, degrees, panel=False, footnotes=footnotes)


def panel_trend(
    before: pd.Series[float],
    after: pd.Series[float],
    design: Design | None = None,
    *,
    changed: tuple[Changed, ...] = (),
    confidence: float = CONFIDENCE,
) -> Trend:
    """The change among those who answered both times, matched by index (the respondent's id); a paired t test.

    design: of the rows of `before`. Both waves are told for the same people. Raises STATISTICS-034 for ids that occur
    twice.
    """
    footnotes = _footnotes(changed)
    for wave in (before, after):
        if wave.index.has_duplicates:
            raise fail("STATISTICS-034", value=", ".join(map(str, wave.index[wave.index.duplicated()].unique()[:5])))
    held = design_for(before, design)
    then, now = numbers(before), numbers(after.reindex(before.index))
    domain = held.within(~np.isnan(then) & ~np.isnan(now))
    waves = [linear_mean(np.where(domain.inside, each, np.nan), held) for each in (then, now)]
    first, second = (told(each, "mean", confidence) for each in waves)
    scores = waves[1].scores - waves[0].scores
    se = sqrt(max(float(covariance(domain, scores[:, None])[0, 0]), 0.0))
    return _trend(first, second, se, domain.degrees, domain.degrees, panel=True, footnotes=footnotes)


def _footnotes(changed: tuple[Changed, ...]) -> tuple[Problem, ...]:
    if "scale" in changed:
        raise fail("STATISTICS-033")
    codes = {"wording": "STATISTICS-035", "routing": "STATISTICS-036"}
    return tuple(problem(codes[each], severity="note") for each in changed)


def _trend(  # noqa: PLR0913 – the parts of one result
    first: Estimate,
    second: Estimate,
    se: float,
    judged: float,
    degrees: float,
    *,
    panel: bool,
    footnotes: tuple[Problem, ...],
) -> Trend:
    value = second.value - first.value
    confidence = first.method.confidence
    low, high = mean_interval(np.array([value]), np.array([se]), np.array([judged]), confidence)
    method = Method("change", first.method.variance, "t" if panel else "normal", confidence, first.method.design)
    change = Estimate(value, se, float(low[0]), float(high[0]), second.base, method, degrees=degrees)
    statistic = value / se if se > 0 else nan
    p = 2 * (stats.t.sf(abs(statistic), judged) if np.isfinite(judged) else stats.norm.sf(abs(statistic)))
    return Trend(first, second, change, statistic, float(p), panel, footnotes)
