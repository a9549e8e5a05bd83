"""Fleiss' κ: by chance each coder uses the values as all of them together do.

Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76, 378–382; with
weights and missing ratings Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapters 2 and 4.
"""

from __future__ import annotations

import numpy as np

from coding.agreement import paired
from coding.agreement.ratings import Matrix, Patterns
from coding.agreement.weights import GWET, Weights, table

NAME = "fleiss-kappa"
SYMBOL = "κF"
TAKES = "ratings"
WEIGHTS = GWET
BY_CODER = False
BY_CHANCE = True


def statistics(patterns: Patterns, weights: Weights) -> Matrix:
    return np.column_stack([paired.disagreement(patterns, weights), paired.use(patterns)])


def disagreements(sums: Matrix, patterns: Patterns, weights: Weights) -> tuple[Matrix, Matrix]:
    shares = paired.shares(sums[:, 2:])
    return paired.mean(sums), 1 - (shares @ table(weights, patterns.values) * shares).sum(axis=1)
