"""What the words say of texts whose codes the model has not seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coding.suggest.examples import Lessons
from coding.suggest.features import Numbers, joined
from coding.suggest.linear import Linear, learn


def folds_of(places: NDArray[np.object_], most: int) -> NDArray[np.int64]:
    """A fold for each text: those of one place are in the same, and there are at most so many."""
    _, numbers = np.unique(places.astype(str), return_inverse=True)
    return np.asarray(numbers % most, dtype=np.int64)


def learn_words(lessons: Lessons) -> Linear:
    """What the words say, learned from what is coded and what the codebook says together."""
    coded, told = lessons.coded, lessons.told
    truth, known = np.vstack([coded.truth, told.truth]), np.vstack([coded.known, told.known])
    return learn(joined(coded.seen.pieces, told.seen.pieces), truth, known)


def words_unseen(lessons: Lessons, folds: NDArray[np.int64]) -> Numbers:
    """Texts × codes: log-odds by a model that has seen neither the text's fold nor anything that says nearly the same.

    NaN where no model could be learned.
    """
    decided = np.full(lessons.coded.truth.shape, np.nan)
    for fold in np.unique(folds):
        out = folds == fold
        rest = lessons.without(out)
        if len(rest.coded.places):
            decided[out] = learn_words(rest).decide(lessons.coded.seen.pieces[out])
    return decided
