"""The coefficient of Brennan and Prediger: by chance every value is as likely as any other.

Brennan, R. L. & Prediger, D. J. (1981), Coefficient kappa: some uses, misuses, and alternatives, Educational and
Psychological Measurement 41, 687–699. For several coders, missing ratings and weights as in Gwet (2014), Handbook of
Inter-Rater Reliability, 4th edition, chapters 2 and 4.
"""

from __future__ import annotations

import numpy as np

from coding.agreement import paired
from coding.agreement.ratings import Matrix, Patterns
from coding.agreement.weights import GWET, Weights, table

NAME = "brennan-prediger"
SYMBOL = "BP"
TAKES = "ratings"
WEIGHTS = GWET
BY_CODER = False
BY_CHANCE = True


def statistics(patterns: Patterns, weights: Weights) -> Matrix:
    return paired.disagreement(patterns, weights)


def disagreements(sums: Matrix, patterns: Patterns, weights: Weights) -> tuple[Matrix, Matrix]:
    observed = paired.mean(sums)
    return observed, np.full_like(observed, 1 - table(weights, patterns.values).mean())
