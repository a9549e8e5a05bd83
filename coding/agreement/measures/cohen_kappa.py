"""Cohen's κ: by chance each coder uses the values as that coder does.

Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 37–46;
with weights Cohen, J. (1968), Weighted kappa, Psychological Bulletin 70, 213–220. For more than two coders it is
Conger's: the mean disagreement of all pairs held against the mean they would have by chance. Conger, A. J. (1980),
Integration and generalization of kappas for multiple raters, Psychological Bulletin 88, 322–328. Missing ratings as in
Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapter 2: how a coder uses the values is counted over
all that the coder rated.
"""

from __future__ import annotations

import numpy as np

from coding.agreement import paired
from coding.agreement.ratings import NO_RATING, Matrix, Patterns
from coding.agreement.weights import GWET, Weights, table

NAME = "cohen-kappa"
SYMBOL = "κ"
TAKES = "ratings"
WEIGHTS = GWET
BY_CODER = True
BY_CHANCE = True


def statistics(patterns: Patterns, weights: Weights) -> Matrix:
    """Disagreement, then for each coder how many units have each value."""
    given = patterns.given
    used = (given[:, :, None] == np.arange(patterns.categories)).reshape(
        len(given), given.shape[1] * patterns.categories
    )
    return np.column_stack([paired.disagreement(patterns, weights), used])


def disagreements(sums: Matrix, patterns: Patterns, weights: Weights) -> tuple[Matrix, Matrix]:
    coders = (patterns.given != NO_RATING).any(axis=0)  # one who rated nothing is none
    weight = table(weights, patterns.values)
    used = sums[:, 2:].reshape(len(sums), len(coders), patterns.categories)[:, coders]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = used / used.sum(axis=2, keepdims=True)
        together = shares.sum(axis=1)
        with_all = (together @ weight * together).sum(axis=1)
        with_self = (shares @ weight * shares).sum(axis=(1, 2))
        pairs = coders.sum() * (coders.sum() - 1)
        return paired.mean(sums), 1 - (with_all - with_self) / pairs
