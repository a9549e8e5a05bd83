"""Whether two columns of answers go together: chi-square tests without a design and Rao and Scott's with one."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal, get_args

import numpy as np
from scipy import stats

from evaluation.errors import fail
from instruments.statistics.design import Design, design_for
from instruments.statistics.exact import fisher_exact
from instruments.statistics.result import Base, Method
from instruments.statistics.values import Coded, Column, Floats, Integers, coded
from instruments.statistics.variance import covariance

Statistic = Literal["F", "chi-square", "wald", "adjusted-wald", "fisher"]
STATISTICS: tuple[Statistic, ...] = get_args(Statistic)


@dataclass(frozen=True, slots=True)
class Test:
    """A test's statistic, its degrees of freedom (the second infinite for chi-square) and its p value.

    effect: how strong the association is, by `effect_name` (Cramér's V, Cohen's h or d), and not only whether there
    is one.
    """

    statistic: float
    numerator: float
    denominator: float
    p: float
    base: Base
    method: Method
    effect: float = nan
    effect_name: str = ""

    __test__ = False  # not a test of pytest's

    @property
    def n(self) -> int:
        return self.base.n

    @property
    def n_weighted(self) -> float:
        return self.base.n_weighted


@dataclass(frozen=True, slots=True, eq=False)
class _Crossed:
    cell: Integers
    shape: tuple[int, int]
    share: Floats
    domain: Design
    asked: Design

    @property
    def base(self) -> Base:
        lacking = self.asked.n - self.domain.n
        return Base(self.domain.n, self.domain.size, self.asked.n, missing={"": lacking} if lacking else {})

    @property
    def expected(self) -> Floats:
        return np.outer(self.share.sum(axis=1), self.share.sum(axis=0))

    @property
    def pearson(self) -> float:
        return float(self.domain.n * ((self.share - self.expected) ** 2 / self.expected).sum())

    def covariance(self) -> Floats:
        """Of the cells' shares, in row order."""
        hits = self.cell[:, None] == np.arange(self.share.size)
        scores = (hits - self.share.ravel()) * (self.domain.weights / self.domain.size)[:, None]
        return covariance(self.domain, scores)


def association(
    rows: Column, columns: Column, design: Design | None = None, *, statistic: Statistic | None = None
) -> Test:
    """Whether two columns of answers are independent, over those who answered both.

    Without a design: Pearson's chi-square, uncorrected. With one: `F` (the default), Rao and Scott's second-order
    correction as an F test (Thomas and Rao 1987); `chi-square`, their first-order correction; `wald` and
    `adjusted-wald` of Koch, Freeman and Freeman (1975). `fisher`, where there is no design, is exact, for tables with
    few in the cells. The corrections use the observed shares of the cells, as R's
    survey does. The effect is Cramér's V of the weighted table. Raises STATISTICS-018 where one of the columns has a
    single answer, STATISTICS-043 for Fisher's test under a design.
    """
    if statistic is not None and statistic not in STATISTICS:
        raise fail("STATISTICS-014", value=statistic, known=", ".join(STATISTICS))
    table = _cross(coded(rows), coded(columns), rows, design)
    if table.domain.simple and statistic is None:
        return _told(table, table.pearson, _free(table.shape), np.inf, "pearson")
    if statistic == "fisher":
        return _fisher(table)
    if statistic in ("wald", "adjusted-wald"):
        return _wald(table, adjusted=statistic == "adjusted-wald")
    return _rao_scott(table, first_order=statistic == "chi-square")


def cramers_v(rows: Column, columns: Column, design: Design | None = None) -> float:
    """From 0, no association, to 1 (Cramér 1946); weighted under a design."""
    return _cramer(_cross(coded(rows), coded(columns), rows, design))


def _cross(rows: Coded, columns: Coded, values: Column, design: Design | None) -> _Crossed:
    asked = design_for(values, design)
    asked.held(columns.codes)
    domain = asked.within((rows.codes >= 0) & (columns.codes >= 0))
    if domain.n == 0:
        raise fail("STATISTICS-007", name=f"{rows.name} × {columns.name}")
    used = [np.unique(each.codes[domain.inside]) for each in (rows, columns)]
    for each, found in zip((rows, columns), used, strict=True):
        if found.size < 2:
            raise fail("STATISTICS-018", name=each.name or "?")
    across = [np.searchsorted(found, each.codes) for each, found in zip((rows, columns), used, strict=True)]
    shape = (used[0].size, used[1].size)
    cell = np.where(domain.inside, across[0] * shape[1] + across[1], 0)
    share = np.bincount(cell, domain.weights, shape[0] * shape[1]).reshape(shape) / domain.size
    return _Crossed(cell, shape, share, domain, asked)


def _free(shape: tuple[int, int]) -> int:
    return (shape[0] - 1) * (shape[1] - 1)


def _rao_scott(table: _Crossed, *, first_order: bool) -> Test:
    """Rao and Scott (1984): the eigenvalues of the generalised design effects, by their sums."""
    contrasts = _interaction(table.shape)
    share = table.share.ravel()
    inverse = np.where(share > 0, 1 / np.where(share > 0, share, 1), 0.0)[:, None]
    scaled = contrasts * inverse
    effects = np.linalg.solve(contrasts.T @ scaled, scaled.T @ table.covariance() @ scaled) * table.domain.n
    mean = np.trace(effects) / len(effects)
    if first_order:
        return _told(table, table.pearson, len(effects), np.inf, "rao-scott-chi-square", table.pearson / mean)
    numerator = np.trace(effects) ** 2 / np.trace(effects @ effects)
    statistic = table.pearson / np.trace(effects)
    return _told(table, statistic, numerator, numerator * table.domain.degrees, "rao-scott-f")


def _interaction(shape: tuple[int, int]) -> Floats:
    """Contrasts of the cells that no model of rows and columns alone can make."""
    row = np.repeat(np.eye(shape[0]), shape[1], axis=0)
    column = np.tile(np.eye(shape[1]), (shape[0], 1))
    both = np.stack([row[:, i] * column[:, j] for i in range(1, shape[0]) for j in range(1, shape[1])], axis=1)
    main = np.hstack([np.ones((len(row), 1)), row[:, 1:], column[:, 1:]])
    basis = np.linalg.qr(main)[0]
    return np.asarray(both - basis @ (basis.T @ both))


def _fisher(table: _Crossed) -> Test:
    if not table.domain.simple:
        raise fail("STATISTICS-043")
    inside = table.domain.inside
    counts = np.bincount(table.cell[inside], minlength=table.share.size).reshape(table.shape)
    method = Method("fisher", "simple", design=table.domain.kind)
    return Test(nan, nan, nan, fisher_exact(counts.tolist()), table.base, method, _cramer(table), "cramers-v")


def _wald(table: _Crossed, *, adjusted: bool) -> Test:
    """Observed less expected totals of all cells but the last row and column, held against their own covariance."""
    rows, columns = table.shape
    free, degrees = _free(table.shape), table.domain.degrees
    difference = (table.share - table.expected)[:-1, :-1].ravel()
    row, column = np.divmod(table.cell, columns)
    hit_row = (row[:, None] == np.arange(rows - 1)) - table.share.sum(axis=1)[:-1]
    hit_column = (column[:, None] == np.arange(columns - 1)) - table.share.sum(axis=0)[:-1]
    product = (hit_row[:, :, None] * hit_column[:, None, :]).reshape(len(row), -1)
    scores = product * (table.domain.weights / table.domain.size)[:, None]
    squared = float(difference @ np.linalg.solve(covariance(table.domain, scores), difference))
    if not adjusted:
        return _told(table, squared / free, free, degrees, "wald")
    left = degrees - free + 1
    return _told(table, squared * left / (degrees * free), free, left, "adjusted-wald")


def _told(
    table: _Crossed, statistic: float, numerator: float, denominator: float, name: str, judged: float | None = None
) -> Test:
    value = statistic if judged is None else judged
    p = stats.chi2.sf(value, numerator) if np.isinf(denominator) else stats.f.sf(value, numerator, denominator)
    variance = "simple" if table.domain.simple else "taylor"
    method = Method(name, variance, design=table.domain.kind)
    return Test(
        float(statistic),
        float(numerator),
        float(denominator),
        float(p),
        table.base,
        method,
        _cramer(table),
        "cramers-v",
    )


def _cramer(table: _Crossed) -> float:
    return sqrt(table.pearson / (table.domain.n * (min(table.shape) - 1)))
