"""How far the items of a scale measure one thing: Cronbach's α with Feldt's interval, and ω."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd
from scipy import optimize, stats

from evaluation.errors import Problem, fail, problem
from instruments.statistics.intervals import NOTHING
from instruments.statistics.result import CONFIDENCE, Base, Method
from instruments.statistics.values import Flags, Floats, numbers


@dataclass(frozen=True, slots=True)
class ItemReliability:
    """One item: α without it, and its correlation with the sum of the others."""

    name: str
    alpha_without: float
    correlation: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """A scale's α, raw and of standardised items, with Feldt's interval around the raw one; ω of one factor."""

    alpha: float
    low: float
    high: float
    standardised: float
    mean_correlation: float
    omega: float
    loadings: tuple[float, ...]
    each: tuple[ItemReliability, ...]
    base: Base
    method: Method
    notices: tuple[Problem, ...] = ()

    @property
    def n(self) -> int:
        return self.base.n

    @property
    def n_weighted(self) -> float:
        return self.base.n_weighted

    def to_frame(self) -> pd.DataFrame:
        """One line for each item."""
        rows = [(each.name, each.alpha_without, each.correlation) for each in self.each]
        frame = pd.DataFrame(rows, columns=["item", "alpha_without", "correlation"])
        return frame.assign(loading=self.loadings)


def reliability(
    frame: pd.DataFrame, items: Sequence[str] | None = None, *, confidence: float = CONFIDENCE
) -> Reliability:
    """α and ω over those who answered every item, unweighted.

    Cronbach (1951); Feldt, Woodruff and Salih (1987) for the interval; ω total of McDonald (1999) from the
    uniquenesses of one factor, fitted to the correlations by least squares (minres), against their observed sum.
    Items must point the same way: one that does not is told in a notice. Raises STATISTICS-028 for fewer than two
    items or three respondents, STATISTICS-029 for items that do not vary.
    """
    names = list(frame.columns if items is None else items)
    unknown = [name for name in names if name not in frame]
    if unknown:
        raise fail("STATISTICS-013", name=", ".join(map(str, unknown)))
    answers = np.stack([numbers(frame[name], str(name)) for name in names], axis=1) if names else np.zeros((0, 0))
    complete = np.asarray(~np.isnan(answers).any(axis=1))
    _enough(names, int(complete.sum()))
    return _reliability([str(name) for name in names], answers, complete, confidence)


def alpha_of(covariance: Floats) -> float:
    """Cronbach's α of a covariance (or correlation) matrix; NaN where the items cancel each other out."""
    k, spread = len(covariance), covariance.sum()
    if spread <= NOTHING * np.trace(covariance):
        return nan
    return float(k / (k - 1) * (1 - np.trace(covariance) / spread))


def feldt_interval(alpha: float, n: int, items: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Feldt's interval, from the F distribution with n − 1 and (n − 1)(items − 1) degrees of freedom."""
    tail, degrees = (1 - confidence) / 2, (n - 1, (n - 1) * (items - 1))
    low, high = (1 - (1 - alpha) * stats.f.ppf(quantile, *degrees) for quantile in (1 - tail, tail))
    return float(low), float(high)


def one_factor(correlation: Floats) -> Floats:
    """Loadings of one factor that leave the smallest squared correlations unexplained (Harman and Jones 1966)."""
    outside = ~np.eye(len(correlation), dtype=bool)

    def left(loadings: Floats) -> Floats:
        return np.asarray((correlation - np.outer(loadings, loadings))[outside])

    values, vectors = np.linalg.eigh(correlation)
    first = vectors[:, -1] * np.sqrt(max(values[-1] - 0.5, 0.1))
    begun = first * (1 if first.sum() >= 0 else -1)
    bounds = (-0.9975, 0.9975)
    begun = np.clip(begun, -0.99, 0.99)
    found = optimize.least_squares(left, begun, bounds=bounds, xtol=1e-14, ftol=1e-14, gtol=1e-14)
    return np.asarray(found.x)


def _reliability(names: list[str], answers: Floats, complete: Flags, confidence: float) -> Reliability:
    filled = answers[complete]
    still = [name for name, spread in zip(names, np.ptp(filled, axis=0), strict=True) if spread == 0]
    if still:
        raise fail("STATISTICS-029", names=", ".join(f"«{name}»" for name in still))
    covariance, correlation = np.asarray(np.cov(filled.T)), np.asarray(np.corrcoef(filled.T))
    alpha, k, n = alpha_of(covariance), len(names), len(filled)
    low, high = feldt_interval(alpha, n, k, confidence)
    loadings = one_factor(correlation) if k > 2 else np.full(k, nan)
    whole = correlation.sum()
    omega = float(1 - (1 - loadings**2).sum() / whole) if whole > NOTHING * k else nan
    each = tuple(_item(name, place, covariance) for place, name in enumerate(names))
    turned = _turned(names, correlation)
    mean_r = float((correlation.sum() - k) / (k * (k - 1)))
    told = tuple(problem("STATISTICS-030", severity="warning", name=one.name) for one in each if one.name in turned)
    base = Base(n, float(n), len(answers), missing={"": len(answers) - n} if n < len(answers) else {})
    method = Method("alpha", "simple", "feldt", confidence)
    return Reliability(
        alpha, low, high, alpha_of(correlation), mean_r, omega, tuple(loadings.tolist()), each, base, method, told
    )


def _turned(names: Sequence[str], correlation: Floats) -> list[str]:
    """The lesser part of the items, where they load on the first component with different signs."""
    first = np.linalg.eigh(correlation)[1][:, -1]
    main = 1 if (first > 0).sum() * 2 > len(first) or ((first > 0).sum() * 2 == len(first) and first[0] > 0) else -1
    return [name for name, loading in zip(names, first, strict=True) if loading * main < 0]


def _item(name: str, place: int, covariance: Floats) -> ItemReliability:
    others = np.arange(len(covariance)) != place
    rest = covariance[np.ix_(others, others)]
    spread = rest.sum()
    if spread <= NOTHING * np.trace(rest):  # the others cancel each other out: their sum says nothing
        return ItemReliability(name, nan, nan)
    together = covariance[place, others].sum() / np.sqrt(covariance[place, place] * spread)
    return ItemReliability(name, alpha_of(rest) if len(rest) > 1 else nan, float(together))


def _enough(names: Sequence[object], complete: int) -> None:
    if len(names) < 2 or complete < 3:
        raise fail("STATISTICS-028", items=len(names), n=complete)
