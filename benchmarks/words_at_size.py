"""Keyword in context and keyness over ten million words, beside NLTK's and pandas' own ways."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pandas as pd
from made import conversation
from measuring import figure, tell, timed
from nltk.text import ConcordanceIndex

from coding.words.concordance import concordance
from coding.words.corpus import Corpus, read_corpus
from coding.words.keyness import keyness

LIMIT = 5.0
WORD = "turnus*"


def main() -> None:
    number, words = (4, 2_000) if "--small" in sys.argv else (400, 25_000)
    corpora: list[Corpus] = []
    passages = pd.DataFrame(_passages(number, words))
    reading, _ = timed(lambda: corpora.append(read_corpus(passages)))
    corpus = corpora[0]
    found: list[pd.DataFrame] = []
    context, context_cpu = timed(lambda: found.append(concordance(corpus, WORD)))
    key, key_cpu = timed(lambda: found.append(keyness(corpus, "group", "a")))
    peer, _ = timed(lambda: _peer(corpus))
    told = figure(f"KWIC and keyness in {len(corpus):,} words", limit=LIMIT, ours=context + key, peer=peer, unit="s")
    peer_is = "NLTK's ConcordanceIndex over the same words and its places of one form, and a pandas crosstab"
    tell(
        told
        | {"peer_is": peer_is, "kwic_s": round(context, 3), "keyness_s": round(key, 3), "reading_s": round(reading, 3)}
        | {"cpu_s": round(context_cpu + key_cpu, 3), "lines": len(found[0]), "words": len(corpus)}
        | {"types": len(corpus.types)}
    )


def _passages(number: int, words: int) -> Iterator[dict[str, object]]:
    for each in range(number):
        start = 0
        for said in conversation(each, words):
            yield {"source": f"s{each}", "start": start, "text": said.words, "group": "ab"[each % 2]}
            start += len(said.words) + 2


def _peer(corpus: Corpus) -> None:
    tokens = corpus.types[corpus.words].tolist()
    ConcordanceIndex(tokens).offsets("turnus")
    number, _ = corpus.group_of("group")
    pd.crosstab(pd.Series(tokens), pd.Series(number))


if __name__ == "__main__":
    main()
