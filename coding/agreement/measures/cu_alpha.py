"""Krippendorff's cuα: what coders call the matter that they both coded, wherever else they cut.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50, 2347–2364, section 5.3. Only places where units of two coders meet count.
Not defined where a coder has two units in one place.
"""

from __future__ import annotations

import numpy as np

from coding.agreement import unitizing
from coding.agreement.ratings import Matrix
from coding.agreement.runs import Runs
from coding.agreement.weights import Weights

NAME = "cu-alpha"
SYMBOL = "cuα"
TAKES = "continuum"
WEIGHTS = ("nominal",)
BY_CODER = False
BY_CHANCE = True
CUT = ("whole",)
MEETING = True


def statistics(runs: Runs, weights: Weights) -> Matrix:
    return unitizing.intersections(runs)


def disagreements(sums: Matrix, runs: Runs, weights: Weights) -> tuple[Matrix, Matrix]:
    meeting, _, squares = unitizing.meetings(sums)
    total = meeting.sum(axis=1)
    different = total**2 - np.square(meeting).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return sums[:, 0], different * total / (total**2 - squares.sum(axis=1))
