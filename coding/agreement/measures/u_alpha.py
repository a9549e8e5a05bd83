"""Krippendorff's uα for text that coders cut into units themselves: where the units lie and what they are called.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50, 2347–2364, section 5.1. Over all codes it is not defined where a coder has
two units in one place; for one code it always is.
"""

from __future__ import annotations

import numpy as np

from coding.agreement import unitizing
from coding.agreement.ratings import Matrix
from coding.agreement.runs import Runs
from coding.agreement.weights import Weights

NAME = "u-alpha"
SYMBOL = "uα"
TAKES = "continuum"
WEIGHTS = ("nominal",)
BY_CODER = False
BY_CHANCE = True
CUT = ("code", "whole")
MEETING = False


def statistics(runs: Runs, weights: Weights) -> Matrix:
    return unitizing.whole(runs)


def disagreements(sums: Matrix, runs: Runs, weights: Weights) -> tuple[Matrix, Matrix]:
    margins = sums[:, 2 : 3 + runs.values]
    different = margins.sum(axis=1) ** 2 - np.square(margins).sum(axis=1)
    return sums[:, 0], unitizing.expected(sums, runs, different)
