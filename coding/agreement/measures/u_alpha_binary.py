"""Krippendorff's |uα: whether coders find the same matter worth coding, whatever they call it.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50, 2347–2364, section 5.2. A coder's units that overlap are one.
"""

from __future__ import annotations

from coding.agreement import unitizing
from coding.agreement.ratings import Matrix
from coding.agreement.runs import Runs
from coding.agreement.weights import Weights

NAME = "u-alpha-binary"
SYMBOL = "|uα"
TAKES = "continuum"
WEIGHTS = ("nominal",)
BY_CODER = False
BY_CHANCE = True
CUT = ("relevant",)
MEETING = False


def statistics(runs: Runs, weights: Weights) -> Matrix:
    return unitizing.whole(runs)


def disagreements(sums: Matrix, runs: Runs, weights: Weights) -> tuple[Matrix, Matrix]:
    margins = sums[:, 2 : 3 + runs.values]
    gap = margins[:, -1]
    return sums[:, 1], unitizing.expected(sums, runs, 2 * gap * (margins.sum(axis=1) - gap))
