"""Intervals around shares and means."""

from __future__ import annotations

from math import nan
from typing import Literal, get_args

import numpy as np
from scipy import special

from evaluation.errors import fail
from instruments.statistics.result import CONFIDENCE
from instruments.statistics.values import Floats

Interval = Literal[
    "beta", "korn-graubard", "logit", "asin", "likelihood", "t", "wilson", "wilson-cc", "clopper-pearson"
]  # fmt: skip
INTERVALS: tuple[Interval, ...] = get_args(Interval)
COUNTED = ("wilson", "wilson-cc", "clopper-pearson")
NOTHING = 1e-15  # a variance below this, beside that of one respondent, is rounding


def wilson(
    successes: float, n: float, confidence: float = CONFIDENCE, *, corrected: bool = False
) -> tuple[float, float]:
    """Wilson (1927); `corrected` with the continuity correction of Newcombe (1998), method 4. NaN for n = 0."""
    if n <= 0:
        return nan, nan
    z, p = special.ndtri((1 + confidence) / 2), successes / n
    if not corrected:
        half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((p + z * z / (2 * n) + sign * half) / (1 + z * z / n) for sign in (-1, 1))
        return (0.0 if p == 0 else float(low)), (1.0 if p == 1 else float(high))
    low, high = (_corrected(p, n, z, sign) for sign in (-1, 1))
    return (0.0 if p == 0 else low), (1.0 if p == 1 else high)


def _corrected(p: float, n: float, z: float, sign: int) -> float:
    root = np.sqrt(max(z * z + sign * 2 - 1 / n + 4 * p * (n * (1 - p) - sign), 0.0))
    return float((2 * n * p + z * z + sign * (1 + z * root)) / (2 * (n + z * z)))


def clopper_pearson(successes: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Clopper and Pearson (1934), from the beta distribution; also for counts that are not whole."""
    low, high = _from_beta(np.array([successes]), np.array([n - successes]), (1 - confidence) / 2)
    return float(low[0]), float(high[0])


def share_interval(
    value: Floats | float,
    variance: Floats | float,
    n: Floats | float,
    degrees: Floats | float,
    interval: Interval,
    confidence: float = CONFIDENCE,
) -> tuple[Floats, Floats]:
    """The interval around shares estimated under a design.

    n: respondents, unweighted; degrees: of freedom. `beta` is R's: Korn and Graubard (1998) with the effective sample
    size corrected by the degrees of freedom, not cut off at n; `korn-graubard` is that, cut off at n, as the authors
    wrote it. `logit`, `asin` and `t` are the usual transformations; `likelihood` holds the shares whose likelihood, by
    the design effect, is not too far below that of the estimate. A share that does not vary under its design (it
    is known, or nobody differs) is its own interval where it is strictly between 0 and 1; at 0 and 1 `beta` takes the
    respondents there are.
    """
    if interval not in INTERVALS:
        raise fail("STATISTICS-014", value=interval, known=", ".join(INTERVALS))
    p, spread, counted, free = (np.atleast_1d(np.asarray(each, dtype=float)) for each in (value, variance, n, degrees))
    with np.errstate(all="ignore"):
        return _bounds(p, spread, counted, free, interval, (1 - confidence) / 2)


def _bounds(
    p: Floats, variance: Floats, n: Floats, degrees: Floats, interval: Interval, tail: float
) -> tuple[Floats, Floats]:
    still = variance <= NOTHING * np.maximum(p * (1 - p), 1e-300) / np.maximum(n, 1)
    if interval in COUNTED:
        return _counted(p, n, interval, 1 - 2 * tail)
    if interval in ("beta", "korn-graubard"):
        low, high = _beta(p, variance, n, degrees, tail, capped=interval == "korn-graubard")
        low, high = np.where(still & (p > 0) & (p < 1), p, low), np.where(still & (p > 0) & (p < 1), p, high)
    elif interval == "likelihood":
        low, high = _likelihood(p, variance, n, degrees, tail)
    else:
        low, high = _transformed(p, np.sqrt(variance), degrees, interval, tail)
    nobody = (n <= 0) | np.isnan(p) | (degrees <= 0)
    return np.where(nobody, nan, low), np.where(nobody, nan, high)


def _counted(p: Floats, n: Floats, interval: Interval, confidence: float) -> tuple[Floats, Floats]:
    if interval == "clopper-pearson":
        return _from_beta(p * n, n - p * n, (1 - confidence) / 2)
    corrected = interval == "wilson-cc"
    found = [wilson(x, m, confidence, corrected=corrected) for x, m in zip(p * n, n, strict=True)]
    return np.array([low for low, _ in found]), np.array([high for _, high in found])


def _beta(
    p: Floats, variance: Floats, n: Floats, degrees: Floats, tail: float, *, capped: bool
) -> tuple[Floats, Floats]:
    varies = (p > 0) & (p < 1) & (variance > 0)
    effective = np.where(varies, p * (1 - p) / variance, n)
    ratio = (special.stdtrit(n - 1, tail) / special.stdtrit(degrees, tail)) ** 2
    effective = effective * np.where(np.isfinite(ratio), ratio, 1.0)
    if capped:
        effective = np.minimum(effective, n)
    return _from_beta(effective * p, effective * (1 - p), tail)


def _from_beta(hits: Floats, others: Floats, tail: float) -> tuple[Floats, Floats]:
    low = np.where(hits <= 0, 0.0, special.betaincinv(hits, others + 1, tail))
    high = np.where(others <= 0, 1.0, special.betaincinv(hits + 1, others, 1 - tail))
    return np.where(np.isnan(hits), nan, low), np.where(np.isnan(hits), nan, high)


def _transformed(p: Floats, se: Floats, degrees: Floats, interval: Interval, tail: float) -> tuple[Floats, Floats]:
    t = special.stdtrit(degrees, 1 - tail)
    if interval == "logit":
        middle, half = special.logit(p), t * se / (p * (1 - p))
        edge = (p == 0) | (p == 1)
        return np.where(edge, p, special.expit(middle - half)), np.where(edge, p, special.expit(middle + half))
    if interval == "asin":
        middle, half = np.arcsin(np.sqrt(p)), t * se / (2 * np.sqrt(p * (1 - p)))
        half = np.where(se == 0, 0.0, half)
        low, high = np.maximum(middle - half, 0), np.minimum(middle + half, np.pi / 2)
        return np.sin(low) ** 2, np.sin(high) ** 2
    return p - np.where(se == 0, 0, t * se), p + np.where(se == 0, 0, t * se)


def _likelihood(p: Floats, variance: Floats, n: Floats, degrees: Floats, tail: float) -> tuple[Floats, Floats]:
    """Where 2 n (p ln(p/q) + (1 − p) ln((1 − p)/(1 − q))) = t² · design effect, above and below.

    As R's: profile likelihood of a quasi-binomial model with an intercept alone, the dispersion n / (n − 1). At 0 and 1
    the design effect is taken to be 1.
    """
    varies = (p > 0) & (p < 1)
    effect = np.where(varies, variance * n / np.where(varies, p * (1 - p), 1), 1.0)
    reach = special.stdtrit(degrees, 1 - tail) ** 2 * effect / (2 * (n - 1))
    low, high = (_farthest(p, reach, end) for end in (0.0, 1.0))
    return np.where(p == 0, 0.0, low), np.where(p == 1, 1.0, high)


def _farthest(p: Floats, reach: Floats, end: float) -> Floats:
    """The share between p and an end whose divergence from p is `reach`, by halving."""
    near, far = p.astype(float), np.full_like(p, end)
    for _ in range(60):
        middle = (near + far) / 2
        divergence = special.rel_entr(p, middle) + special.rel_entr(1 - p, 1 - middle)
        beyond = divergence > reach
        near, far = np.where(beyond, near, middle), np.where(beyond, middle, far)
    return np.where(np.isnan(reach), nan, (near + far) / 2)


def mean_interval(value: Floats, se: Floats, degrees: Floats, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Value ± t · se; NaN without degrees of freedom."""
    with np.errstate(all="ignore"):
        t = np.where(
            np.isinf(degrees), special.ndtri((1 + confidence) / 2), special.stdtrit(degrees, (1 + confidence) / 2)
        )
        half = np.where(se == 0, 0.0, t * se)
    half = np.where(degrees <= 0, nan, half)
    return value - half, value + half
