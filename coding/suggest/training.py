"""A model learned from lessons: the words first, then how far to trust them beside the indicators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coding.suggest.examples import Lessons
from coding.suggest.features import Numbers, Seen
from coding.suggest.fusion import Fusion, Sigmoid, calibrate, fuse, opinions_of
from coding.suggest.linear import Linear
from coding.suggest.unseen import folds_of, learn_words, words_unseen

FOLDS = 5  # in which the words are tried on texts they were not learned from


@dataclass(frozen=True, eq=False)
class Trained:
    """`sigmoid` is None where there was too little to fit it to; so is `alone`, the one for the words by themselves."""

    words: Linear
    fusion: Fusion
    sigmoid: Sigmoid | None
    alone: Sigmoid | None

    def opinions(self, seen: Seen) -> Numbers:
        return opinions_of(seen.shares, self.words.decide(seen.pieces))

    def scores(self, seen: Seen) -> Numbers:
        """Texts × codes, from 0 to 1."""
        return (self.sigmoid or Sigmoid()).scores(self.fusion.decide(self.opinions(seen)))

    def scores_of_words(self, seen: Seen) -> Numbers:
        """The same by the words alone."""
        return (self.alone or Sigmoid()).scores(self.words.decide(seen.pieces))


def train(lessons: Lessons) -> Trained:
    """Learn all there is to learn. How far the words are trusted is learned where they had not seen the text."""
    coded = lessons.coded
    unseen = words_unseen(lessons, folds_of(coded.places, FOLDS))
    opinions = opinions_of(coded.seen.shares, unseen)
    fusion = fuse(opinions, coded.truth)
    tried = np.isfinite(unseen).any(axis=1, keepdims=True)
    sigmoid = calibrate(np.where(tried, fusion.decide(opinions), np.nan), coded.truth, coded.known)
    return Trained(learn_words(lessons), fusion, sigmoid, calibrate(unseen, coded.truth, coded.known))
