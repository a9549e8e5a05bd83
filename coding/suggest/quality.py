"""How good the suggestions are on texts the model has not seen, beside the indicators and the words alone."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coding.suggest.examples import Lessons, lessons
from coding.suggest.features import Numbers
from coding.suggest.linear import Truth
from coding.suggest.model import LEAST, MOST
from coding.suggest.training import train
from coding.suggest.unseen import folds_of
from evaluation.model import Codebook

LeftOut = Literal["source", "paragraph"]
Method = Literal["combined", "indicators", "characters"]
LEFT_OUT: tuple[LeftOut, ...] = ("source", "paragraph")
# Each with the score under which it suggests nothing; a share of the indicators is not a probability.
METHODS: dict[Method, float] = {"combined": LEAST, "indicators": 0.0, "characters": LEAST}
COLUMNS = ("left_out", "method", "macro_f1", "top2", "suggested", "units", "codes", "folds", "reason")
MOST_FOLDS = 20  # more paragraphs than this are left out several at a time


class Quality(NamedTuple):
    """How well suggestions fit what people coded.

    macro_f1: of the best suggestion where it reaches LEAST, the mean over the codes. top2: the share of texts of which
    a right code is among the two best. suggested: the share of texts for which anything would be suggested.
    """

    macro_f1: float
    top2: float
    suggested: float


NONE = Quality(float("nan"), float("nan"), float("nan"))


def measure(units: pd.DataFrame, codebook: Codebook, *, left_out: LeftOut) -> pd.DataFrame:
    """Leave one source, or one paragraph, out at a time, and suggest codes for it from all the others.

    units: columns text, code, source and paragraph, perhaps language and refused; one row for each code of each text.
    What says nearly the same as a text left out is left out with it, and how far the words are trusted is learned anew
    each time. One row for each method: combined (what is suggested), indicators (the codebook's alone), characters (the
    pieces of words alone). NaN, and a reason (one-source, one-paragraph or one-code), where there is nothing to
    measure. Raises as `fit` does.
    """
    learned = lessons(units.assign(place=_places(units, left_out)), codebook, "place")
    coded = learned.coded.truth.any(axis=1)
    places, truth = folds_of(learned.coded.places, MOST_FOLDS), learned.coded.truth[coded]
    folds = len(np.unique(places[coded]))
    counted = (*truth.shape, folds)
    reason = f"one-{left_out}" if folds < 2 else "one-code" if len(learned.codes) < 2 else ""
    scores = {} if reason else _scores(learned, places)
    rows = [
        (left_out, method, *(judge(scores[method][coded], truth, least) if scores else NONE), *counted, reason)
        for method, least in METHODS.items()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _scores(learned: Lessons, places: NDArray[np.int64]) -> dict[Method, Numbers]:
    """Texts × codes by each method, the text's own place left out."""
    seen = learned.coded.seen
    combined, characters = np.zeros(seen.shares.shape), np.zeros(seen.shares.shape)
    for place in np.unique(places):
        out = places == place
        trained = train(learned.without(out))
        combined[out], characters[out] = trained.scores(seen[out]), trained.scores_of_words(seen[out])
    return {"combined": combined, "indicators": seen.shares, "characters": characters}


def judge(scores: Numbers, truth: Truth, least: float = LEAST) -> Quality:
    """How well scores, texts × codes, fit the codes that texts have. A score of 0 is no suggestion."""
    from sklearn.metrics import f1_score

    best = np.argsort(-scores, axis=1, kind="stable")[:, :MOST]
    ordered = np.take_along_axis(scores, best, axis=1)
    right = np.take_along_axis(truth, best, axis=1) & (ordered > 0)
    # A text with two codes may have both of the best; one with one code only the very best.
    shown = (ordered >= max(least, 1e-9)) & (np.arange(best.shape[1]) < truth.sum(axis=1, keepdims=True))
    said = np.zeros_like(truth)
    np.put_along_axis(said, best, shown, axis=1)
    score = float(f1_score(truth, said, average="macro", zero_division=0.0))
    return Quality(score, float(right.any(axis=1).mean()), float((ordered[:, 0] >= max(least, 1e-9)).mean()))


def _places(units: pd.DataFrame, left_out: LeftOut) -> pd.Series[str]:
    sources = units["source"].astype(str)
    return sources if left_out == "source" else sources + "\0" + units["paragraph"].astype(str)
