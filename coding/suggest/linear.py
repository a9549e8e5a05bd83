"""The linear part of the model: one logistic regression for each code against all the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coding.suggest.features import Matrix, Numbers, Seen

STRENGTH = 1.0  # how far the weights may go; C of scikit-learn
SEED = 20140304
RAREST = 2  # a piece in fewer texts than this says nothing
Truth = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Linear:
    """Weights for each code: first the pieces that are `kept`, then the codes' shares of the indicators."""

    kept: NDArray[np.int64]
    weighting: Any
    weights: Numbers
    biases: Numbers

    def decide(self, seen: Seen) -> Numbers:
        """Texts × codes: how much speaks for a code, as log-odds; NaN for a code that was never seen."""
        decided: Numbers = _features(self.kept, self.weighting, seen) @ self.weights.T + self.biases
        return decided


@dataclass(frozen=True, slots=True)
class Sigmoid:
    """Turns what speaks for a code into the share of such suggestions that was right when it could be checked."""

    slope: float = 1.0
    shift: float = 0.0

    def scores(self, decided: Numbers) -> Numbers:
        spread: Numbers = 1 / (1 + np.exp(-np.clip(self.slope * decided + self.shift, -30, 30)))
        return np.nan_to_num(spread, nan=0.0)


def learn(seen: Seen, truth: Truth) -> Linear:
    """Learn from texts whose codes are known: `truth` is texts × codes."""
    kept, weighting = _weighting(seen.pieces)
    features = _features(kept, weighting, seen)
    rows = [_one(features, truth[:, code]) for code in range(truth.shape[1])]
    return Linear(kept, weighting, np.array([weights for weights, _ in rows]), np.array([bias for _, bias in rows]))


def _weighting(pieces: Matrix) -> tuple[NDArray[np.int64], Any]:
    from sklearn.feature_extraction.text import TfidfTransformer

    kept = np.flatnonzero(np.asarray((pieces > 0).sum(axis=0)).ravel() >= RAREST)
    return kept, TfidfTransformer(sublinear_tf=True).fit(pieces[:, kept]) if kept.size else None


def _features(kept: NDArray[np.int64], weighting: Any, seen: Seen) -> Matrix:
    from scipy.sparse import csr_matrix, hstack

    weighed = [weighting.transform(seen.pieces[:, kept])] if kept.size else []
    return hstack([*weighed, csr_matrix(seen.shares)]).tocsr()


def _one(features: Matrix, truth: NDArray[np.bool_]) -> tuple[Numbers, float]:
    from sklearn.linear_model import LogisticRegression

    if truth.all() or not truth.any():
        return np.zeros(features.shape[1]), float("nan")
    # Balanced, for a code with few examples is as important as one with many.
    regression = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", random_state=SEED)
    regression.fit(features, truth)
    return regression.coef_[0], float(regression.intercept_[0])


def joined(first: Seen, second: Seen) -> Seen:
    from scipy.sparse import vstack

    return Seen(vstack([first.pieces, second.pieces]).tocsr(), np.vstack([first.shares, second.shares]))


def calibrate(decided: Numbers, truth: Truth) -> Sigmoid | None:
    """The sigmoid that fits what was decided on unseen texts; None where that cannot be told.

    One for all codes together, since most codes have too few examples for one of their own (Platt 1999).
    """
    from sklearn.linear_model import LogisticRegression

    known = np.isfinite(decided)
    values, right = decided[known].reshape(-1, 1), truth[known]
    if right.size == 0 or right.all() or not right.any():
        return None
    fitted = LogisticRegression(C=1.0, random_state=SEED).fit(values, right)
    slope, shift = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return Sigmoid(slope, shift) if slope > 0 else None
