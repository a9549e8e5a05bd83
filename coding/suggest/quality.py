"""How good the suggestions are on texts the model has not seen, beside the indicators and the words alone."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coding.suggest.examples import Lessons, lessons
from coding.suggest.features import Numbers
from coding.suggest.linear import Sigmoid, Truth, calibrate
from coding.suggest.model import LEAST, MOST
from coding.suggest.unseen import decide_unseen, folds_of
from evaluation.model import Codebook

LeftOut = Literal["source", "paragraph"]
Method = Literal["combined", "indicators", "characters"]
LEFT_OUT: tuple[LeftOut, ...] = ("source", "paragraph")
METHODS: tuple[Method, ...] = ("combined", "indicators", "characters")
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

    units: columns text, code, source and paragraph, perhaps language; one row for each code of each text. What says
    nearly the same as a text left out is left out with it. One row for each method: combined (what is suggested),
    indicators (the codebook's alone), characters (the pieces of words alone). NaN, and a reason (one-source,
    one-paragraph or one-code), where there is nothing to measure. Raises as `fit` does.
    """
    learned = lessons(units.assign(place=_places(units, left_out)), codebook, "place")
    places = folds_of(learned.coded.places, MOST_FOLDS)
    folds = len(np.unique(places))
    counted = (*learned.coded.truth.shape, folds)
    reason = f"one-{left_out}" if folds < 2 else "one-code" if len(learned.codes) < 2 else ""
    rows = [
        (left_out, method, *(NONE if reason else _quality(learned, codebook, places, method)), *counted, reason)
        for method in METHODS
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


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


def _quality(learned: Lessons, codebook: Codebook, places: NDArray[np.int64], method: Method) -> Quality:
    coded = learned.coded
    if method == "indicators":
        columns = [number for number, code in enumerate(codebook) if code.name in learned.codes]
        return judge(coded.seen.shares[:, columns], coded.truth, least=0.0)
    decided = decide_unseen(learned if method == "combined" else learned.without_told(), places)
    return judge(_scores(decided, coded.truth, places), coded.truth)


def _scores(decided: Numbers, truth: Truth, places: NDArray[np.int64]) -> Numbers:
    """Scores by a sigmoid that was fitted to all places but the text's own."""
    scores = np.zeros_like(decided)
    for place in np.unique(places):
        out = places == place
        scores[out] = (calibrate(decided[~out], truth[~out]) or Sigmoid()).scores(decided[out])
    return scores
