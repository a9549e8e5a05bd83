"""Which words stand together in the same passage: the same table as for codes."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from coding.cooccurrence.table import listed
from coding.cooccurrence.units import sharing
from coding.words.corpus import Corpus
from coding.words.frequency import frequency


def word_network(
    corpus: Corpus, *, most: int = 30, by: str = "c", stopwords: Collection[str] = (), least: int = 2
) -> pd.DataFrame:
    """The `most` commonest words, and in how many passages each two stand together: the columns of
    `coding.cooccurrence.listed`, `code_a` and `code_b` being words.
    """
    common = frequency(corpus, stopwords=stopwords)["word"].head(most)
    number = pd.Index(corpus.types).get_indexer(pd.Index(common))
    wanted = pd.Series(corpus.words).isin(number)
    placed = pd.DataFrame({"code": corpus.types[corpus.words[wanted]], "passage": corpus.passage[wanted]})
    return listed(sharing(placed, "passage", units=len(corpus.passages)), by=by, least=least)
