"""Weights that fit known totals: post-stratification, raking and GREG, with trimming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import optimize

from evaluation.errors import Problem, fail, problem, raise_any
from instruments.statistics.adjusting import Adjustment
from instruments.statistics.design import Design
from instruments.statistics.values import Floats, Integers, numbers, written
from instruments.statistics.weights import WeightReport, report_weights

Targets = Mapping[object, float]
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """A design with new weights, and the report of them."""

    design: Design
    report: WeightReport

    @property
    def weights(self) -> Floats:
        return self.design.weights


@dataclass(frozen=True, slots=True)
class Trim:
    """The smallest and the largest weight allowed, as multiples of the mean weight; what is cut off is fitted again."""

    lowest: float = 0.3
    highest: float = 3.0


def post_stratify(frame: pd.DataFrame, design: Design, by: str | Sequence[str], totals: Targets) -> Weighted:
    """Weights that give each group (or cell of several columns) its known size.

    totals: size by value, or by tuple of values. Raises STATISTICS-020 where groups and totals do not match.
    """
    names = [by] if isinstance(by, str) else list(by)
    group, sizes = _margin(frame, design, names, totals)
    weights = design.weights * (sizes / np.bincount(group, design.weights))[group]
    adjustment = Adjustment(weights, design.weights, (group,))
    return _weighted(design, weights, adjustment, rounds=1, error=0.0)


def rake(
    frame: pd.DataFrame,
    design: Design,
    margins: Mapping[str, Targets],
    *,
    trim: Trim | None = None,
    most_rounds: int = 1000,
    tolerance: float = TOLERANCE,
) -> Weighted:
    """Weights that fit several margins at once, by iterative proportional fitting (Deming and Stephan 1940).

    margins: for each column the known size of each group; the sums must agree. It ends when no group is further from
    its size than `tolerance` of it, or with the notice STATISTICS-022. trim: bounds each round's weights; what that
    costs in fit is told by the report.
    """
    fitted = [_margin(frame, design, [name], totals) for name, totals in margins.items()]
    _same_sums(margins)
    weights, rounds, error = _fit(design.weights, fitted, trim, most_rounds, tolerance)
    adjustment = Adjustment(weights, np.ones(len(weights)), tuple(group for group, _ in fitted))
    return _weighted(design, weights, adjustment, rounds, error, tolerance)


def calibrate(frame: pd.DataFrame, design: Design, totals: Mapping[str, float | Targets]) -> Weighted:
    """Generalised regression weights (Deville and Särndal 1992, the linear case).

    totals: for a column of numbers its known total; for a column of groups the size of each. Groups that cover everyone
    give the intercept; where there are only numbers, "" names the size of the population. Weights may become negative:
    the report says so.
    """
    columns, wanted = _regressors(frame, design, totals)
    before = design.weights
    gap = wanted - columns.T @ before
    factors = 1 + columns @ np.linalg.lstsq(columns.T @ (columns * before[:, None]), gap, rcond=None)[0]
    weights = before * factors
    error = float(np.max(np.abs(columns.T @ weights - wanted) / np.maximum(np.abs(wanted), 1)))
    adjustment = Adjustment(weights, before, columns=columns)
    return _weighted(design, weights, adjustment, rounds=1, error=error, tolerance=1e-8)


def trimmed(design: Design, trim: Trim) -> Weighted:
    """Weights cut at the bounds, the rest scaled so that the sum stays."""
    weights = _cut(design.weights, trim)
    return _weighted(design, weights, None, rounds=1, error=0.0)


def _fit(
    weights: Floats, fitted: Sequence[tuple[Integers, Floats]], trim: Trim | None, most: int, tolerance: float
) -> tuple[Floats, int, float]:
    error = np.inf
    for rounds in range(1, most + 1):
        before = weights
        for group, sizes in fitted:
            weights = weights * (sizes / np.bincount(group, weights))[group]
        weights = _cut(weights, trim) if trim else weights
        error = max(float(np.max(np.abs(np.bincount(group, weights) / sizes - 1))) for group, sizes in fitted)
        if error <= tolerance or np.allclose(weights, before, rtol=1e-14, atol=0):
            return weights, rounds, error
    return weights, most, float(error)


def _cut(weights: Floats, trim: Trim) -> Floats:
    """Weights within the bounds, scaled by the one factor that keeps their sum."""
    if not 0 <= trim.lowest < 1 < trim.highest:
        raise fail("STATISTICS-023", low=trim.lowest, high=trim.highest)
    whole, mean = float(weights.sum()), float(weights.mean())
    low, high = trim.lowest * mean, trim.highest * mean

    def over(factor: float) -> float:
        return float(np.clip(weights * factor, low, high).sum()) - whole

    factor = optimize.brentq(over, 0.0, 2 * high / float(weights.min()), xtol=1e-15, rtol=1e-14)
    return np.asarray(np.clip(weights * factor, low, high))


def _weighted(
    design: Design, weights: Floats, adjustment: Adjustment | None, rounds: int, error: float, tolerance: float = 1e-8
) -> Weighted:
    kind = " ".join(dict.fromkeys([*("" if design.simple else design.kind).split(), "weights"]))
    adjustments = (*design.adjustments, *([adjustment] if adjustment else []))
    made = replace(design, weights=weights, kind=kind, adjustments=adjustments)
    notices: list[Problem] = []
    if error > tolerance:
        notices.append(problem("STATISTICS-022", severity="warning", rounds=rounds, error=f"{100 * error:.3g}"))
    negative = int((weights <= 0).sum())
    if negative:
        notices.append(problem("STATISTICS-024", severity="warning", n=negative))
    report = report_weights(weights, design.weights)
    return Weighted(made, replace(report, rounds=rounds, error=error, notices=tuple(notices)))


def _margin(frame: pd.DataFrame, design: Design, names: Sequence[str], totals: Targets) -> tuple[Integers, Floats]:
    """The group of each row, and the size of each group. Raises for every fault of the margin at once."""
    _whole_sample(design, frame)
    unknown = [name for name in names if name not in frame]
    if unknown:
        raise fail("STATISTICS-013", name=", ".join(unknown))
    keys = (
        [*zip(*(frame[name].tolist() for name in names), strict=True)] if len(names) > 1 else frame[names[0]].tolist()
    )
    empty = [name for name in names if frame[name].isna().any()]
    raise_any(problem("STATISTICS-006", name=name, n=int(frame[name].isna().sum())) for name in empty)
    called = " × ".join(names)
    found = list(dict.fromkeys(keys))
    faults = [problem("STATISTICS-020", name=called, value=_key(key)) for key in found if key not in totals]
    faults += [
        problem("STATISTICS-021", name=called, value=_key(key)) for key in totals if key not in found and totals[key]
    ]
    faults += [problem("STATISTICS-025", name=called, value=_key(key)) for key in found if totals.get(key, 1) <= 0]
    raise_any(faults)
    place = {key: number for number, key in enumerate(found)}
    return np.array([place[key] for key in keys]), np.array([float(totals[key]) for key in found])


def _key(key: object) -> str:
    return " × ".join(map(written, key)) if isinstance(key, tuple) else written(key)


def _whole_sample(design: Design, frame: pd.DataFrame) -> None:
    design.held(frame)
    if not design.inside.all():
        raise fail("STATISTICS-026")


def _same_sums(margins: Mapping[str, Targets]) -> None:
    sums = {name: sum(totals.values()) for name, totals in margins.items()}
    if sums and max(sums.values()) - min(sums.values()) > 1e-6 * max(sums.values()):
        raise fail("STATISTICS-027", sums=", ".join(f"{name}: {written(float(whole))}" for name, whole in sums.items()))


def _regressors(frame: pd.DataFrame, design: Design, totals: Mapping[str, float | Targets]) -> tuple[Floats, Floats]:
    _whole_sample(design, frame)
    columns: list[Floats] = []
    wanted: list[float] = []
    for name, known in totals.items():
        if isinstance(known, Mapping):
            group, sizes = _margin(frame, design, [name], known)
            columns.extend((group == each).astype(float) for each in range(len(sizes)))
            wanted.extend(sizes)
        else:
            columns.append(np.ones(len(frame)) if not name else _complete(frame, name))
            wanted.append(float(known))
    return np.stack(columns, axis=1), np.array(wanted)


def _complete(frame: pd.DataFrame, name: str) -> Floats:
    if name not in frame:
        raise fail("STATISTICS-013", name=name)
    found = numbers(frame[name], name)
    empty = int(np.isnan(found).sum())
    if empty:
        raise fail("STATISTICS-006", name=name, n=empty)
    return found
