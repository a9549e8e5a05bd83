"""What weights cost and who carries them."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from evaluation.errors import Problem
from instruments.statistics.values import Floats


@dataclass(frozen=True, slots=True)
class WeightReport:
    """Weights at a glance.

    design_effect: Kish's, 1 + the squared variation of the weights; effective: n divided by it. lowest, highest: as
    multiples of the mean. factor_low, factor_high: how much the weights before were changed. rounds, error: how the
    fitting ended – the largest relative distance of a group from its size.
    """

    n: int
    total: float
    mean: float
    lowest: float
    highest: float
    median: float
    design_effect: float
    effective: float
    top_share: float
    factor_low: float = nan
    factor_high: float = nan
    rounds: int = 0
    error: float = 0.0
    notices: tuple[Problem, ...] = ()

    @property
    def converged(self) -> bool:
        return not any(each.code == "STATISTICS-022" for each in self.notices)


def kish_effect(weights: Floats) -> float:
    """n · Σw² / (Σw)² (Kish 1965, 11.7)."""
    return float(len(weights) * (weights**2).sum() / weights.sum() ** 2)


def report_weights(weights: Floats, before: Floats | None = None) -> WeightReport:
    """The report of a set of weights; `top_share` is what the hundredth of the respondents with the largest carry."""
    effect, mean, n = kish_effect(weights), float(weights.mean()), len(weights)
    top = np.sort(weights)[-max(1, n // 100) :].sum() / weights.sum()
    factors = (nan, nan) if before is None else (float(np.min(weights / before)), float(np.max(weights / before)))
    extremes = float(weights.min()) / mean, float(weights.max()) / mean, float(np.median(weights)) / mean
    return WeightReport(n, float(weights.sum()), mean, *extremes, effect, n / effect, float(top), *factors)
