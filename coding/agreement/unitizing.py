"""What the coefficients for unitised text rest on: coincidences of units and gaps, run by run.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50, 2347–2364. A unit is one thing: by chance it may meet any other, but never
itself; a gap is nothing but the characters in it. So of the pairs that chance could make, the square of each unit's
length is taken off, and of a gap its length; where units meet, the square of how far each meets those of another coder,
averaged over the others (equation 10).
"""

from __future__ import annotations

import numpy as np

from coding.agreement.ratings import Matrix
from coding.agreement.runs import Runs


def whole(runs: Runs) -> Matrix:
    """Blocks × numbers: disagreement (1), disagreement between unit and gap (1), the characters that each value and the
    gap have (values + 1), and the squares of the lengths of the units of each value (values).
    """
    tallies, others = runs.tallies, max(runs.coders - 1, 1)
    gap = tallies[:, -1]
    disagreeing = (runs.coders**2 - np.square(tallies).sum(axis=1)) / others
    unit_or_gap = 2 * gap * (runs.coders - gap) / others
    of_runs = runs.in_blocks(np.column_stack([disagreeing, unit_or_gap, tallies]))
    return np.column_stack([of_runs, runs.units_in_blocks(np.square(runs.unit_length).astype(np.float64))])


def expected(sums: Matrix, runs: Runs, disagreeing: Matrix) -> Matrix:
    """The disagreement by chance, from the sums of `whole`; `disagreeing`: the products of lengths that disagree."""
    margins, squares = sums[:, 2 : 3 + runs.values], sums[:, 3 + runs.values :]
    total = margins.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(total * disagreeing / (total**2 - squares.sum(axis=1) - margins[:, -1]))


def intersections(runs: Runs) -> Matrix:
    """Blocks × numbers, of places where coders' units meet: disagreement (1), and for each value where it meets any
    (values), where it meets itself (values), and the squares of how far its units meet another coder's (values).
    """
    tallies, others = runs.tallies[:, :-1], max(runs.coders - 1, 1)
    units = tallies.sum(axis=1)
    disagreeing = (units**2 - np.square(tallies).sum(axis=1)) / others
    meeting = tallies * (units - 1)[:, None] / others
    alike = tallies * (tallies - 1) / others
    squares = np.square(runs.covered()).sum(axis=1) / others
    of_runs = runs.in_blocks(np.column_stack([disagreeing, meeting, alike]))
    return np.column_stack([of_runs, runs.units_in_blocks(squares)])


def meetings(sums: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Meeting any, meeting itself and squares, each samples × values, from the sums of `intersections`."""
    first, second, third = np.split(sums[:, 1:], 3, axis=1)
    return first, second, third
