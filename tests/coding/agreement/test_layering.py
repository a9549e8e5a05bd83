"""How many units have each pattern of a layer, counted one by one and by a sparse matrix."""

from __future__ import annotations

import numpy as np
from pytest import MonkeyPatch

from coding.agreement import layering
from coding.agreement.distinct import numbered_rows
from coding.agreement.layering import layered
from coding.agreement.ratings import Ratings

LAYERS, CODERS = 7, 3


def ratings(units: int) -> Ratings:
    given = (np.random.default_rng(7).random((units, LAYERS * CODERS)) < 0.3).astype(np.int8)
    first, which = numbered_rows(given, 2)
    names = tuple(f"kode-{number}" for number in range(LAYERS))
    shaped = given[first].reshape(len(first), LAYERS, CODERS)
    return Ratings(shaped, np.bincount(which).astype(np.int64), (0, 1), ("ida", "jonas", "kari"), names)


def test_many_rows_are_counted_as_few_are(monkeypatch: MonkeyPatch) -> None:
    rated = ratings(400)
    split = layered(rated)
    samples = np.random.default_rng(8).integers(0, 4, (5, len(rated.counts))).astype(np.float64)
    one_by_one = list(split.counts(samples))
    monkeypatch.setattr(layering, "FEW", 0)
    at_once = list(split.counts(samples))
    assert len(one_by_one) == LAYERS
    assert all(np.array_equal(one, other) for one, other in zip(one_by_one, at_once, strict=True))
    assert all(np.array_equal(each.sum(axis=1), samples.sum(axis=1)) for each in at_once)
