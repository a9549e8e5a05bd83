"""Tables that were printed, with the figures printed beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coding.agreement import Ratings

_ = np.nan

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units.
KRIPPENDORFF_2011 = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        "C": [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    }
)

# Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition: four raters, twelve subjects, five categories.
GWET_FOUR_RATERS = pd.DataFrame(
    {
        "Rater1": [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        "Rater2": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, _],
        "Rater3": [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
        "Rater4": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    }
)

# Gwet (2014): two abstractors, a hundred pregnancies.
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]

# Cohen (1968), Weighted kappa: two psychologists, two hundred patients; how grave each disagreement is.
COHEN_1968 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
COHEN_1968_GRAVITY = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])

# Fleiss (1971): thirty patients, six psychiatrists, five diagnoses.
FLEISS_1971 = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
]  # fmt: skip

# The example of ten subjects and fourteen raters that encyclopedias explain Fleiss' κ with.
FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


def crossed(table: list[list[int]]) -> Ratings:
    """What two coders said of units, from how often each pair of values was."""
    rows = [(one, other) for one, row in enumerate(table) for other, count in enumerate(row) for _ in range(count)]
    return Ratings.of(np.array(rows), categories=range(len(table)))


def counted(table: list[list[int]]) -> Ratings:
    """What coders said of units, from how many chose each value: who did is not known, and does not matter."""
    rows = [np.repeat(range(len(row)), row) for row in table]
    return Ratings.of(np.array(rows), categories=range(len(table[0])))
