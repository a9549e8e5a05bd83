"""Krippendorff's α: any number of coders, missing ratings, four levels of measurement.

Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania. Units with one rating
do not count, and one with more of them counts more. By chance ratings meet as if all were drawn from one bag. Its
weights are the levels: nominal, ordinal (what lies between two values is how many ratings do), interval, ratio.
"""

from __future__ import annotations

import numpy as np

from coding.agreement.ratings import Matrix, Patterns
from coding.agreement.weights import Weights, table
from evaluation.errors import fail

NAME = "krippendorff-alpha"
SYMBOL = "α"
TAKES = "ratings"
WEIGHTS = ("nominal", "ordinal", "interval", "ratio")
BY_CODER = False
BY_CHANCE = True


def statistics(patterns: Patterns, weights: Weights) -> Matrix:
    """How far apart the ratings of a unit are, then the values in units with two ratings or more.

    For `ordinal`, where distances rest on all ratings, how often each value meets each instead.
    """
    raters = patterns.raters
    paired = patterns.tallies * (raters > 1)[:, None]
    each = np.divide(paired, (raters - 1)[:, None], out=np.zeros_like(paired), where=paired > 0)
    if isinstance(weights, str) and weights == "ordinal":
        met = (paired[:, :, None] * each[:, None, :]).reshape(len(paired), -1)
        return np.column_stack([met, paired])
    return np.column_stack([(paired @ _distances(weights, patterns) * each).sum(axis=1), paired])


def disagreements(sums: Matrix, patterns: Patterns, weights: Weights) -> tuple[Matrix, Matrix]:
    values = patterns.categories
    margins = sums[:, -values:]
    ratings = margins.sum(axis=1)
    if isinstance(weights, str) and weights == "ordinal":
        apart = _ordinal(margins)
        within = (sums[:, :-values].reshape(apart.shape) * apart).sum(axis=(1, 2))
        between = (margins[:, :, None] * margins[:, None, :] * apart).sum(axis=(1, 2))
    else:
        within, between = sums[:, 0], (margins @ _distances(weights, patterns) * margins).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return within / ratings, between / (ratings * (ratings - 1))


def _distances(level: Weights, patterns: Patterns) -> Matrix:
    """Values × values: how far apart two are."""
    values = patterns.values
    if not isinstance(level, str):
        return 1 - table(level, values)
    if level == "nominal":
        return 1 - np.eye(len(values))
    if not patterns.numeric:
        raise fail("AGREEMENT-008", value=level)
    apart = np.subtract.outer(values, values)
    if level == "interval":
        return np.square(apart)
    if (values < 0).any():
        raise fail("AGREEMENT-007", value=level, example=f"{values.min():g}")
    both = np.add.outer(values, values)
    return np.square(np.divide(apart, both, out=np.zeros_like(apart), where=both != 0))


def _ordinal(margins: Matrix) -> Matrix:
    """Replicates × values × values: the square of how many ratings lie between two values, half of theirs included."""
    middle = np.cumsum(margins, axis=1) - margins / 2
    return np.asarray(np.square(middle[:, :, None] - middle[:, None, :]))
