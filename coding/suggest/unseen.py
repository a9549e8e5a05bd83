"""What is decided on texts by models that have not seen them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coding.suggest.examples import Lessons
from coding.suggest.features import Numbers
from coding.suggest.linear import joined, learn


def folds_of(places: NDArray[np.object_], most: int) -> NDArray[np.int64]:
    """A fold for each text: those of one place are in the same, and there are at most so many."""
    _, numbers = np.unique(places.astype(str), return_inverse=True)
    return np.asarray(numbers % most, dtype=np.int64)


def decide_unseen(lessons: Lessons, folds: NDArray[np.int64]) -> Numbers:
    """Texts × codes: log-odds by a model that has seen neither the text's fold nor anything that says nearly the same.

    NaN where no model could be learned.
    """
    decided = np.full(lessons.coded.truth.shape, np.nan)
    for fold in np.unique(folds):
        out = folds == fold
        rest = ~_among(lessons.coded.twins, lessons.coded.twins[out]) & ~out
        if rest.any():
            decided[out] = _decided(lessons, out, rest)
    return decided


def _decided(lessons: Lessons, out: NDArray[np.bool_], rest: NDArray[np.bool_]) -> Numbers:
    coded, told = lessons.coded, lessons.told
    # A codebook's example may be taken from the very text that is left out.
    also = ~_among(told.twins, coded.twins[out])
    seen = joined(coded.seen[rest], told.seen[also])
    return learn(seen, np.vstack([coded.truth[rest], told.truth[also]])).decide(coded.seen[out])


def _among(twins: NDArray[np.int32], those: NDArray[np.int32]) -> NDArray[Any]:
    return np.isin(twins, those)
