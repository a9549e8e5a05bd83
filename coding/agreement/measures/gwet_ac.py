"""Gwet's AC1, and AC2 where there are weights: by chance coders agree on what is hard to tell, not on what is rare.

Gwet, K. L. (2008), Computing inter-rater reliability and its variance in the presence of high agreement, British
Journal of Mathematical and Statistical Psychology 61, 29–48; with weights and missing ratings Gwet (2014), Handbook of
Inter-Rater Reliability, 4th edition, chapters 2 and 4.
"""

from __future__ import annotations

import numpy as np

from coding.agreement import paired
from coding.agreement.ratings import Matrix, Patterns
from coding.agreement.weights import GWET, Weights, table

NAME = "gwet-ac"
SYMBOL = "AC"
TAKES = "ratings"
WEIGHTS = GWET
BY_CODER = False
BY_CHANCE = True


def statistics(patterns: Patterns, weights: Weights) -> Matrix:
    return np.column_stack([paired.disagreement(patterns, weights), paired.use(patterns)])


def disagreements(sums: Matrix, patterns: Patterns, weights: Weights) -> tuple[Matrix, Matrix]:
    shares = paired.shares(sums[:, 2:])
    values = patterns.categories
    by_chance = (
        table(weights, patterns.values).sum() / max(values * (values - 1), 1) * (shares * (1 - shares)).sum(axis=1)
    )
    return paired.mean(sums), 1 - by_chance
