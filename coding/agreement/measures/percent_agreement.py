"""Percent agreement: the share of pairs of coders that say the same, without a thought of chance.

Each unit with at least two ratings counts the same: Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th
edition, Gaithersburg: Advanced Analytics, chapter 2. It is defined where only one value occurs, and tells little there.
"""

from __future__ import annotations

import numpy as np

from coding.agreement import paired
from coding.agreement.ratings import Matrix, Patterns
from coding.agreement.weights import GWET, Weights

NAME = "percent-agreement"
SYMBOL = "%"
TAKES = "ratings"
WEIGHTS = GWET
BY_CODER = False
BY_CHANCE = False


def statistics(patterns: Patterns, weights: Weights) -> Matrix:
    return paired.disagreement(patterns, weights)


def disagreements(sums: Matrix, patterns: Patterns, weights: Weights) -> tuple[Matrix, Matrix]:
    observed = paired.mean(sums)
    return observed, np.ones_like(observed)
