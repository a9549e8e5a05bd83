"""Where the words behind a count stand."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd

from coding.words.corpus import HIDDEN, Corpus


def places_of(corpus: Corpus, word: str, *, by: str | None = None, groups: Collection[str] = ()) -> pd.DataFrame:
    """Every occurrence of a listed word: `source`, `start`, `end`.

    by, groups: only in passages whose column `by` has one of these values.
    """
    at = np.flatnonzero(_is(corpus, word))
    if by is not None:
        numbers, known = corpus.group_of(by)
        at = at[np.isin(numbers[at], [known.index(each) for each in groups])]
    return _table(corpus, at, at)


def places_of_pair(corpus: Corpus, word_a: str, word_b: str, *, window: int = 2) -> pd.DataFrame:
    """Every place that `collocations` counts for two words in this order: from the one to the end of the other."""
    one, other = _is(corpus, word_a), _is(corpus, word_b)
    first: list[int] = []
    last: list[int] = []
    for step in range(1, window):
        met = np.flatnonzero(one[:-step] & other[step:] & (corpus.passage[:-step] == corpus.passage[step:]))
        first += met.tolist()
        last += (met + step).tolist()
    return _table(corpus, np.array(first, np.int64), np.array(last, np.int64))


def _is(corpus: Corpus, word: str) -> npt.NDArray[np.bool_]:
    """For each occurrence whether it is the word; hidden ones are none."""
    known = np.flatnonzero(corpus.types == word)
    return np.isin(corpus.words, known[known != HIDDEN])


def _table(corpus: Corpus, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> pd.DataFrame:
    source = corpus.passages["source"].to_numpy()[corpus.passage[first]]
    return pd.DataFrame({"source": source, "start": corpus.starts[first], "end": corpus.ends[last]})
