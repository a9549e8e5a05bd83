"""Which texts say nearly the same: a model tested on what it has learned by heart is not tested."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coding.suggest.features import words_of

RUN = 5  # words in a row that two texts must share …
ALIKE = 0.5  # … in this part of the shorter one's runs


def twins(texts: Sequence[str]) -> NDArray[np.int32]:
    """A number for each text, the same for those that share many of their runs of words or are linked by such ones."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components
    from sklearn.feature_extraction.text import CountVectorizer

    if not texts:
        return np.zeros(0, dtype=np.int32)
    runs = CountVectorizer(analyzer=_runs, binary=True).fit_transform(texts)
    common = (runs @ runs.T).tocoo()
    lengths = np.asarray(runs.sum(axis=1)).ravel()
    alike = common.data >= ALIKE * np.minimum(lengths[common.row], lengths[common.col])
    pairs = (np.ones(alike.sum()), (common.row[alike], common.col[alike]))
    _, numbers = connected_components(coo_matrix(pairs, shape=common.shape), directed=False)
    return np.asarray(numbers, dtype=np.int32)


def _runs(text: str) -> list[str]:
    words = [token.word for token in words_of(text)]
    return [" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))]
