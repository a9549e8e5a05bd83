"""Which words one group uses more, or less, than the others."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd

from coding.retrieval import select
from coding.words.corpus import Corpus
from coding.words.frequency import PER, group_counts, is_shown

COLUMNS = ("word", "count", "reference", "per_10k", "reference_per_10k", "g2", "log_ratio", "expected")
Values = npt.NDArray[np.float64]


def keyness(corpus: Corpus, by: str, group: str, *, stopwords: Collection[str] = (), least: int = 3) -> pd.DataFrame:
    """One group beside all others (the reference), the most telling words first: COLUMNS.

    by: the column of the passages that tells the groups. `g2`: log-likelihood (see `log_likelihood`), 3.84 at p = 0.05,
    15.13 at p = 0.0001, and many words are looked at: so read `log_ratio` too, how many times as common doubles and
    halves. `expected`: how often the group would use the word if it used it as all do; below 5, g2 is rough. Words used
    fewer than `least` times in all are left out. Raises FIND-001 for a group that there is not.
    """
    select(corpus.passages, **{by: group})
    counts, groups = group_counts(corpus, by)
    own = counts[:, groups.index(group)].astype(np.float64)
    rest = counts.sum(axis=1) - own
    size, reference = float(own.sum()), float(rest.sum())
    table = pd.DataFrame(
        {
            "word": corpus.types,
            "count": own.astype(int),
            "reference": rest.astype(int),
            "per_10k": PER * own / max(size, 1),
            "reference_per_10k": PER * rest / max(reference, 1),
            "g2": log_likelihood(own, rest, size, reference),
            "log_ratio": log_ratio(own, rest, size, reference),
            "expected": size * (own + rest) / max(size + reference, 1),
        }
    )
    shown: pd.DataFrame = table.loc[is_shown(corpus, stopwords) & (own + rest >= max(least, 1))]
    return shown.sort_values(["g2", "word"], ascending=[False, True]).reset_index(drop=True)


def log_likelihood(own: Values, rest: Values, size: float, reference: float) -> Values:
    """G² of a word's two counts beside the sizes of the two groups: 2 (a ln a/E₁ + b ln b/E₂).

    Rayson & Garside (2000), Comparing corpora using frequency profiling.
    """
    share = (own + rest) / max(size + reference, 1)
    found = np.zeros(len(own))
    for seen, expected in ((own, size * share), (rest, reference * share)):
        there = seen > 0
        found[there] += 2 * seen[there] * np.log(seen[there] / expected[there])
    return np.maximum(found, 0)


def log_ratio(own: Values, rest: Values, size: float, reference: float) -> Values:
    """log₂ of the relative frequencies' ratio, an absent word counted as half a one. Hardie (2014), Log Ratio."""
    here, there = (np.where(each > 0, each, 0.5) / max(total, 1) for each, total in ((own, size), (rest, reference)))
    found: Values = np.log2(here / there)
    return found
