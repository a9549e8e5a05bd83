"""How much two different values agree: the weights of Gwet (2014), Handbook of Inter-Rater Reliability, chapter 3.

Each set is a table of values × values with 1 for the same value. `identity` is no weight at all; the others want an
order: `ordinal` and `linear`, `quadratic`, `radical`, `ratio`, `circular`, `bipolar` take the distance between the
values themselves, or between their places where they are no numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from coding.agreement.ratings import Matrix
from evaluation.errors import fail


def _ordinal(values: Matrix) -> Matrix:
    """Of the pairs of values that lie between two, themselves included."""
    apart = np.abs(np.subtract.outer(np.arange(len(values)), np.arange(len(values))))
    return np.asarray(apart * (apart + 1) / 2)


def _ratio(values: Matrix) -> Matrix:
    if (values <= 0).any():
        raise fail("AGREEMENT-007", value="ratio", example=f"{values.min():g}")
    return np.asarray(np.square(np.subtract.outer(values, values) / np.add.outer(values, values)))


def _circular(values: Matrix) -> Matrix:
    around = values.max() - values.min() + 1
    return np.asarray(np.square(np.sin(np.pi * np.subtract.outer(values, values) / around)))


def _bipolar(values: Matrix) -> Matrix:
    apart, both = np.subtract.outer(values, values), np.add.outer(values, values)
    from_ends = (both - 2 * values.min()) * (2 * values.max() - both)
    return np.asarray(np.divide(np.square(apart), from_ends, out=np.zeros_like(apart), where=apart != 0))


DISTANCES: Mapping[str, Callable[[Matrix], Matrix]] = {
    "identity": lambda values: 1 - np.eye(len(values)),
    "linear": lambda values: np.abs(np.subtract.outer(values, values)),
    "quadratic": lambda values: np.square(np.subtract.outer(values, values)),
    "ordinal": _ordinal,
    "radical": lambda values: np.sqrt(np.abs(np.subtract.outer(values, values))),
    "ratio": _ratio,
    "circular": _circular,
    "bipolar": _bipolar,
}
GWET = tuple(DISTANCES)
OWN = "own"  # what a table somebody gives is called
Weights = str | Matrix


def table(name: Weights, values: Matrix) -> Matrix:
    """Values × values: 1 where two are the same, 0 where they are as far apart as can be.

    name: one of GWET, or such a table itself. Raises AGREEMENT-005 for a table of another shape.
    """
    if not isinstance(name, str):
        return _own(name, len(values))
    distance = DISTANCES[name](values)
    farthest = distance.max(initial=0)
    return np.asarray(1 - distance / farthest) if farthest else np.ones_like(distance)


def called(weights: Weights) -> str:
    return weights if isinstance(weights, str) else OWN


def _own(weights: Matrix, values: int) -> Matrix:
    found = np.asarray(weights, np.float64)
    if found.shape != (values, values) or not np.array_equal(np.diag(found), np.ones(values)):
        raise fail("AGREEMENT-005", values=values, shape=" × ".join(map(str, found.shape)))
    return found
