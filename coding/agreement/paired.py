"""What most measures rest on: how often the coders of a unit disagree, and what they use the values for."""

from __future__ import annotations

import numpy as np

from coding.agreement.ratings import Matrix, Patterns
from coding.agreement.weights import Weights, table


def disagreement(patterns: Patterns, weights: Weights) -> Matrix:
    """Patterns × 2: the share of its pairs of coders that disagree, and 1; 0 and 0 for one without a pair.

    Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapter 2: each unit with two ratings or more counts
    the same, however many it has.
    """
    tallies, raters = patterns.tallies, patterns.raters
    agreeing = (tallies * (tallies @ table(weights, patterns.values) - 1)).sum(axis=1)
    pairs = raters * (raters - 1)
    paired = pairs > 0
    share = np.divide(agreeing, pairs, out=np.ones_like(pairs), where=paired)
    return np.column_stack([1 - share, paired])


def use(patterns: Patterns) -> Matrix:
    """Patterns × (values + 1): the share of its ratings that are each value, and whether it has any at all."""
    raters = patterns.raters[:, None]
    shares = np.divide(patterns.tallies, raters, out=np.zeros_like(patterns.tallies), where=raters > 0)
    return np.column_stack([shares, raters > 0])


def shares(sums: Matrix) -> Matrix:
    """How the values are used over all units, from the sums of `use`."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[:, :-1] / sums[:, -1:])


def mean(sums: Matrix) -> Matrix:
    """The mean disagreement, from the sums of `disagreement`."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[:, 0] / sums[:, 1])
