"""Words that stand side by side more often than chance would have them; NLTK scores them."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from coding.words.corpus import HIDDEN, Corpus
from coding.words.frequency import is_shown
from evaluation.errors import fail

# likelihood: Dunning (1993), Accurate methods for the statistics of surprise and coincidence.
# pmi: Church & Hanks (1990), Word association norms, mutual information, and lexicography; it favours the rarest.
# t: Church et al. (1991), Using statistics in lexical analysis. dice: Dice (1945).
SCORES = {"likelihood": "likelihood_ratio", "pmi": "pmi", "t": "student_t", "dice": "dice"}
COLUMNS = ("word_a", "word_b", "count", "score")


def collocations(
    corpus: Corpus, *, score: str = "likelihood", window: int = 2, stopwords: Collection[str] = (), least: int = 3
) -> pd.DataFrame:
    """Pairs of words in this order within `window` words of a passage (2: side by side), the strongest first: COLUMNS.

    Stop words and figures count as words but make no pair of their own; pairs met fewer than `least` times are left
    out. Raises CLI-003 for a score that there is not.
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
    from nltk.probability import FreqDist

    if score not in SCORES:
        raise fail("CLI-003", option="score", value=score, known=", ".join(SCORES))
    counts = np.bincount(corpus.words, minlength=len(corpus.types))
    shown = is_shown(corpus, stopwords)
    shown[HIDDEN] = False
    words = FreqDist(dict(zip(corpus.types, counts.tolist(), strict=True)))
    found = _pairs(corpus, window, shown, least)
    named = {(corpus.types[one], corpus.types[other]): count for one, other, count in found}
    finder = BigramCollocationFinder(words, FreqDist(named), window_size=window)
    scored = finder.score_ngrams(getattr(BigramAssocMeasures, SCORES[score]))
    rows = [(one, other, named[one, other], value) for (one, other), value in scored]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    order = ["score", "count", "word_a", "word_b"]
    return table.sort_values(order, ascending=[False, False, True, True]).reset_index(drop=True)


def _pairs(corpus: Corpus, window: int, shown: np.ndarray, least: int) -> list[tuple[int, int, int]]:
    size = np.int64(len(corpus.types))
    cells = []
    for step in range(1, window):
        one, other = corpus.words[:-step], corpus.words[step:]
        near = (corpus.passage[:-step] == corpus.passage[step:]) & shown[one] & shown[other]
        cells.append(one[near] * size + other[near])
    pairs, counts = np.unique(np.concatenate(cells), return_counts=True)
    kept = counts >= least
    listed = zip((pairs // size)[kept].tolist(), (pairs % size)[kept].tolist(), counts[kept].tolist(), strict=True)
    return list(listed)
