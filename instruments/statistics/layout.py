"""A design laid out by group once, so that the figures of hundreds of questions cost one pass over the rows each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from instruments.statistics.design import Design
from instruments.statistics.values import Flags, Floats, Integers
from instruments.statistics.variance import factors, variances


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Of one question, groups × levels: counts, weighted counts and variances of the shares; degrees by group."""

    n: Floats
    weighted: Floats
    variance: Floats
    degrees: Floats

    @property
    def share(self) -> Floats:
        with np.errstate(invalid="ignore"):
            return np.asarray(self.weighted / self.weighted.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Rows put into parts – the same unit, the same group – in order of stratum and group.

    part: the part of each row, −1 outside every group. group, stratum: of each part. starts: where each stratum's group
    begins among the parts.
    """

    design: Design
    groups: tuple[str, ...]
    group_of_row: Integers
    part: Integers
    group: Integers
    stratum: Integers
    starts: Integers

    def count(self, codes: Integers, levels: int) -> Counted:
        """Shares of each group that gave each answer. codes: −1 where there is no valid answer."""
        valid = (codes >= 0) & (self.part >= 0) & self.design.inside
        cell = self.group_of_row[valid] * levels + codes[valid]
        shape, cells = (len(self.groups), levels), len(self.groups) * levels
        n = np.asarray(np.bincount(cell, minlength=cells).reshape(shape), dtype=np.float64)
        if self.design.simple:
            return plain_counted(n)
        weights = self.design.weights[valid]
        weighted: Floats = np.asarray(np.bincount(cell, weights, cells), dtype=np.float64).reshape(shape)
        if len(self.design.stages) > 1 or self.design.adjustments or self.design.lonely == "adjust":
            return self._by_scores(codes, valid, n, weighted)
        within = np.bincount(self.part[valid] * levels + codes[valid], weights, len(self.group) * levels)
        return self._by_parts(np.asarray(within, dtype=np.float64).reshape(-1, levels), n, weighted)

    def _by_parts(self, within: Floats, n: Floats, weighted: Floats) -> Counted:
        """Each part's weighted answers, less what its group's shares would give: the linearised totals of its unit."""
        stage = self.design.stages[0]
        size = weighted.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            share, inverse = weighted / size[:, None], 1 / size
        there = within.sum(axis=1)
        scores = (within - share[self.group] * there[:, None]) * inverse[self.group, None]
        drawn = stage.drawn[self.stratum[self.starts]]
        means = np.add.reduceat(scores, self.starts) / drawn[:, None]
        run = np.diff(np.append(self.starts, len(self.group)))
        squares = np.add.reduceat((scores - np.repeat(means, run, axis=0)) ** 2, self.starts)
        squares += (drawn - run)[:, None] * means**2
        weighed = squares * factors(stage, self.design.lonely)[self.stratum[self.starts], None]
        variance = np.full_like(weighted, 0.0)
        np.add.at(variance, self.group[self.starts], weighed)
        return Counted(
            n, weighted, np.where(n.sum(axis=1, keepdims=True) > 1, variance, np.nan), self._degrees(there > 0)
        )

    def _degrees(self, there: Flags) -> Floats:
        units = np.bincount(self.group[there], minlength=len(self.groups))
        some = np.logical_or.reduceat(there, self.starts)
        strata = np.bincount(self.group[self.starts][some], minlength=len(self.groups))
        return np.asarray(units - strata, dtype=float)

    def _by_scores(self, codes: Integers, valid: Flags, n: Floats, weighted: Floats) -> Counted:
        """The same with linearised values of every row: several stages, fitted weights, lonely strata adjusted."""
        variance, degrees = np.full_like(weighted, np.nan), np.zeros(len(self.groups))
        for group in range(len(self.groups)):
            domain = self.design.within(valid & (self.group_of_row == group))
            degrees[group] = domain.degrees
            if domain.n > 1:
                hits = codes[:, None] == np.arange(n.shape[1])
                scores = (hits - weighted[group] / domain.size) * domain.weights[:, None] / domain.size
                variance[group] = variances(domain, scores)
        return Counted(n, weighted, variance, degrees)


def plain_counted(n: Floats) -> Counted:
    """Without a design: p (1 − p) / (n − 1) within each group."""
    base = n.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = n / base
        variance = np.where(base > 1, share * (1 - share) / (base - 1), np.nan)
    return Counted(n, n, variance, np.maximum(base.ravel() - 1, 0))


def lay_out(design: Design, groups: tuple[str, ...], group_of_row: Integers) -> Layout:
    """groups: what they are called; group_of_row: −1 for rows in none."""
    stage = design.stages[0]
    rows = np.flatnonzero(group_of_row >= 0)
    order = rows[np.lexsort((stage.unit[rows], group_of_row[rows], stage.stratum[rows]))]
    keys = np.stack([stage.stratum[order], group_of_row[order], stage.unit[order]])
    new = np.concatenate([[True], (np.diff(keys) != 0).any(axis=0)]) if len(order) else np.zeros(0, bool)
    part = np.full(len(group_of_row), -1)
    part[order] = np.cumsum(new) - 1
    stratum, group = keys[0][new], keys[1][new]
    turns = (np.diff(stratum) != 0) | (np.diff(group) != 0)
    starts = np.concatenate([[0], np.flatnonzero(turns) + 1]) if len(stratum) else np.zeros(0, int)
    return Layout(design, groups, group_of_row, part, group, stratum, starts)
