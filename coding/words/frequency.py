"""How often each word occurs, in all and in each group."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from coding.words.corpus import Corpus

PER = 10_000


def frequency(corpus: Corpus, *, stopwords: Collection[str] = (), least: int = 1) -> pd.DataFrame:
    """Words, the commonest first: `word`, `count`, `per_10k` (of all words, stop words too), `sources` (in how many).

    Figures, hidden words and stop words are not listed; equals stand in the alphabet's order.
    """
    counts = np.bincount(corpus.words, minlength=len(corpus.types))
    table = pd.DataFrame(
        {
            "word": corpus.types,
            "count": counts,
            "per_10k": PER * counts / max(len(corpus), 1),
            "sources": _spread(corpus),
        }
    )
    shown = table[is_shown(corpus, stopwords) & (table["count"] >= max(least, 1))]
    return shown.sort_values(["count", "word"], ascending=[False, True]).reset_index(drop=True)


def by_group(corpus: Corpus, by: str, *, stopwords: Collection[str] = (), least: int = 1) -> pd.DataFrame:
    """Words × groups: how often each occurs in each; the commonest first. `by` is a column of the passages."""
    counts, groups = group_counts(corpus, by)
    table = pd.DataFrame(counts, index=pd.Index(corpus.types, name="word"), columns=groups)
    total = table.sum(axis=1)
    shown = table[is_shown(corpus, stopwords) & (total.to_numpy() >= max(least, 1))]
    order = pd.DataFrame({"count": shown.sum(axis=1), "name": shown.index}).sort_values(
        ["count", "name"], ascending=[False, True]
    )
    return shown.loc[order.index]


def group_counts(corpus: Corpus, by: str) -> tuple[npt.NDArray[np.int64], list[Any]]:
    """Types × groups, all words; the passages without a group are left out."""
    number, groups = corpus.group_of(by)
    counts = [np.bincount(corpus.words[number == each], minlength=len(corpus.types)) for each in range(len(groups))]
    shape = (len(corpus.types), len(groups))
    return np.stack(counts, axis=1) if groups else np.zeros(shape, dtype=np.int64), groups


def is_shown(corpus: Corpus, stopwords: Collection[str]) -> npt.NDArray[np.bool_]:
    """For each type whether tables list it: it has a letter, is not hidden and is no stop word."""
    left_out = frozenset(stopwords)
    return np.array([word not in left_out and any(map(str.isalpha, word)) for word in corpus.types], dtype=bool)


def _spread(corpus: Corpus) -> npt.NDArray[np.int64]:
    source, names = pd.factorize(corpus.passages["source"])
    pairs = np.unique(corpus.words.astype(np.int64) * max(len(names), 1) + source[corpus.passage])
    return np.bincount(pairs // max(len(names), 1), minlength=len(corpus.types))
