"""What the words alone say of each code: one logistic regression for each code over the pieces of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coding.suggest.features import Matrix, Numbers

STRENGTH = 1.0  # how far the weights may go; C of scikit-learn
TOLERANCE = 0.01  # how near the best weights are sought; a tenth of it changes no log-odds by more than 0.005
SEED = 20140304
RAREST = 2  # a piece in fewer texts than this says nothing
Truth = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Linear:
    """For each code the weights of the pieces that are `kept`."""

    kept: NDArray[np.int64]
    weighting: Any
    weights: Numbers
    biases: Numbers

    def decide(self, pieces: Matrix) -> Numbers:
        """Texts × codes: how much the words speak for a code, as log-odds; NaN for a code that was never seen."""
        decided: Numbers = _features(self.kept, self.weighting, pieces) @ self.weights.T + self.biases
        return decided


def learn(pieces: Matrix, truth: Truth, known: Truth) -> Linear:
    """Learn from texts × pieces; `truth` is texts × codes, `known` tells where it is known."""
    kept, weighting = _weighting(pieces)
    features = _features(kept, weighting, pieces)
    rows = [_one(features, truth[:, code], known[:, code]) for code in range(truth.shape[1])]
    return Linear(kept, weighting, np.array([weights for weights, _ in rows]), np.array([bias for _, bias in rows]))


def _weighting(pieces: Matrix) -> tuple[NDArray[np.int64], Any]:
    from sklearn.feature_extraction.text import TfidfTransformer

    kept = np.flatnonzero(np.asarray((pieces > 0).sum(axis=0)).ravel() >= RAREST)
    return kept, TfidfTransformer(sublinear_tf=True).fit(pieces[:, kept]) if kept.size else None


def _features(kept: NDArray[np.int64], weighting: Any, pieces: Matrix) -> Matrix:
    from scipy.sparse import csr_matrix

    return weighting.transform(pieces[:, kept]) if kept.size else csr_matrix((pieces.shape[0], 0))


def _one(features: Matrix, truth: NDArray[np.bool_], known: NDArray[np.bool_]) -> tuple[Numbers, float]:
    from sklearn.linear_model import LogisticRegression

    told = truth[known]
    if told.all() or not told.any():
        return np.zeros(features.shape[1]), float("nan")
    if not features.shape[1]:
        return np.zeros(0), 0.0
    # Balanced, so that what is learned is how the words of a code differ and not how often it is used.
    regression = LogisticRegression(
        C=STRENGTH, tol=TOLERANCE, class_weight="balanced", solver="liblinear", dual=True, random_state=SEED
    )
    regression.fit(features[known], told)
    return regression.coef_[0], float(regression.intercept_[0])
