"""A word where it stands, with what stands around it (keyword in context)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from coding.text.folding import fold
from coding.words.corpus import HIDDEN, Corpus

MASK = "[…]"
COLUMNS = ("source", "start", "end", "before", "word", "after")
Order = Literal["text", "before", "after"]
Spans = Mapping[int, Sequence[tuple[int, int]]]


def concordance(corpus: Corpus, word: str, *, width: int = 60, order: Order = "text") -> pd.DataFrame:
    """Every place of a word, one row each: COLUMNS, then the passages' other columns (speaker, session …).

    word: folded before it is looked for; `*` stands for any letters (`forebygg*`). In a lemmatised corpus dictionary
    forms are looked for. `before` and `after`: up to `width` characters of the same passage, hidden words masked.
    order: as in the texts, or by the words after, or by those before, the nearest first.
    """
    at = _places(corpus, word)
    other = [each for each in corpus.passages.columns if each not in (*COLUMNS, "text")]
    table = pd.DataFrame(_contexts(corpus, at, width), columns=["start", "end", "before", "word", "after"])
    passages = corpus.passages.iloc[corpus.passage[at]].reset_index(drop=True)
    found = pd.concat([passages[["source"]], table, passages[other]], axis=1)
    if order == "text":
        return found
    keys = [_nearest(words, order) for words in found[order]]
    return found.iloc[sorted(range(len(found)), key=keys.__getitem__)].reset_index(drop=True)


def _places(corpus: Corpus, word: str) -> npt.NDArray[np.int64]:
    pattern = re.compile(re.escape(fold(word)).replace(r"\*", r"[\w'-]*"))
    wanted = np.array([pattern.fullmatch(each) is not None for each in corpus.types], dtype=bool)
    wanted[HIDDEN] = False
    return np.flatnonzero(wanted[corpus.words])


def _nearest(words: str, order: Order) -> list[str]:
    listed = fold(words).split()
    return listed[::-1] if order == "before" else listed


def _contexts(corpus: Corpus, at: npt.NDArray[np.int64], width: int) -> Iterator[tuple[int, int, str, str, str]]:
    texts, firsts = corpus.passages["text"].tolist(), corpus.passages["start"].tolist()
    hidden = _hidden_spans(corpus)
    columns: list[list[Any]] = [each[at].tolist() for each in (corpus.passage, corpus.starts, corpus.ends)]
    for passage, start, end in zip(*columns, strict=True):
        text, first, spans = texts[passage], firsts[passage], hidden.get(passage, ())
        here, there = start - first, end - first
        before = _slice(text, max(0, here - width), here, spans)
        after = _slice(text, there, min(len(text), there + width), spans)
        yield start, end, before, _slice(text, here, there, ()), after


def _hidden_spans(corpus: Corpus) -> Spans:
    """Passage → where in its text the hidden words stand, in order."""
    found = defaultdict(list)
    firsts = corpus.passages["start"].tolist()
    for at in np.flatnonzero(corpus.words == HIDDEN).tolist():
        passage = int(corpus.passage[at])
        first = int(firsts[passage])
        found[passage].append((int(corpus.starts[at]) - first, int(corpus.ends[at]) - first))
    return found


def _slice(text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> str:
    """text[start:end] on one line; of a hidden word not even the part that reaches in is shown."""
    parts, at = [], start
    for first, last in hidden:
        if first < end and last > start:
            parts += [text[at : max(at, first)], MASK]
            at = min(last, end)
    return " ".join("".join([*parts, text[at:end]]).split())
