"""Krippendorff's (k)uα: how reliably one code is told from the others, where coders both coded.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50, 2347–2364, section 5.4. Not defined where a coder has two units in one
place.
"""

from __future__ import annotations

import numpy as np

from coding.agreement import unitizing
from coding.agreement.ratings import Matrix
from coding.agreement.runs import Runs
from coding.agreement.weights import Weights

NAME = "ku-alpha"
SYMBOL = "(k)uα"
TAKES = "continuum"
WEIGHTS = ("nominal",)
BY_CODER = False
BY_CHANCE = True
CUT = ("value",)
MEETING = True


def statistics(runs: Runs, weights: Weights) -> Matrix:
    return unitizing.intersections(runs)


def disagreements(sums: Matrix, runs: Runs, weights: Weights) -> tuple[Matrix, Matrix]:
    meeting, alike, squares = (each[:, runs.focus] for each in unitizing.meetings(sums))
    total = unitizing.meetings(sums)[0].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 - alike / meeting, meeting * (total - meeting) / (meeting * total - squares)
