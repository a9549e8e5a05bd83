"""Texts as words with their places: each distinct word kept once, each occurrence as a number.

A corpus of ten million words is five arrays of numbers, and what is counted or looked for is done on them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from coding.text.folding import fold
from coding.text.tokens import WORD, forms

HIDDEN = 0  # the number of every word that must not be shown
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Corpus:
    """Occurrence i is the word `types[words[i]]`, at [starts[i], ends[i]) of the source of passage `passage[i]`.

    passages: `source`, `start`, `text` and whatever tells them apart (speaker, sector …), numbered from 0. Occurrences
    of hidden words have the number HIDDEN, whose type is empty: they are counted as words, but never named.
    """

    passages: pd.DataFrame
    types: npt.NDArray[np.object_]
    words: Numbers
    starts: Numbers
    ends: Numbers
    passage: Numbers

    def __len__(self) -> int:
        return len(self.words)

    def group_of(self, by: str) -> tuple[Numbers, list[Any]]:
        """For each occurrence the number of its group (−1 where it has none), and the groups."""
        numbers, groups = pd.factorize(self.passages[by].replace("", None))
        return numbers.astype(np.int32)[self.passage], list(groups)


class _Vocabulary(dict[str, int]):
    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


def read_corpus(passages: pd.DataFrame, *, hidden: Collection[str] = ()) -> Corpus:
    """The words of passages (`source`, `start`, `text`, …), folded: in lower case, with plain hyphens.

    hidden: names that must not be shown, as they are written; one in lower case hides the word however it is written.
    A name hides its genitive and the compounds it is a part of («Ragnhild-saken») too.
    """
    listed = passages.reset_index(drop=True)
    vocabulary = _Vocabulary({"": HIDDEN})
    parts = [_tokens(fold(text), vocabulary) for text in listed["text"]]
    lengths = np.array([len(words) for words, _ in parts], dtype=np.int64)
    words = np.concatenate([np.zeros(0, np.int32), *(words for words, _ in parts)])
    places = np.concatenate([np.zeros((0, 2), np.int32), *(spans for _, spans in parts)])
    passage = np.repeat(np.arange(len(listed), dtype=np.int32), lengths)
    offset = listed["start"].to_numpy(np.int32)[passage]
    types = _unbroken(list(vocabulary))
    read = Corpus(listed, types, words, places[:, 0] + offset, places[:, 1] + offset, passage)
    return _numbered_anew(_hide(read, frozenset(hidden)))


def _tokens(folded: str, vocabulary: _Vocabulary) -> tuple[Numbers, Numbers]:
    found = list(WORD.finditer(folded))
    words = np.fromiter(map(vocabulary.__getitem__, map(re.Match.group, found)), np.int32, len(found))
    spans = np.fromiter(chain.from_iterable(map(re.Match.span, found)), np.int32, 2 * len(found))
    return words, spans.reshape(-1, 2)


def _unbroken(types: Sequence[str]) -> npt.NDArray[np.object_]:
    """Words broken at the end of a line are read as they are written elsewhere."""
    known = frozenset(types)
    read = np.empty(len(types), dtype=object)
    for number, word in enumerate(types):
        readings = forms(word)
        read[number] = next((each for each in readings if each in known), readings[0])
    return read


def _hide(corpus: Corpus, hidden: frozenset[str]) -> Corpus:
    names = frozenset(part for name in hidden for part in _parts(name))
    if not names:
        return corpus
    folded = frozenset(map(fold, names))
    suspects = [number for number, word in enumerate(corpus.types) if not folded.isdisjoint(_shapes(word))]
    words = corpus.words.copy()
    for at in np.flatnonzero(np.isin(words, suspects)):
        if not names.isdisjoint([*_shapes(written(corpus, int(at))), *_shapes(corpus.types[words[at]])]):
            words[at] = HIDDEN
    return replace(corpus, words=words)


def _parts(name: str) -> Iterable[str]:
    """A name of several words is known by those with a capital letter."""
    parts = name.replace("\u2010", "-").split()
    return parts if len(parts) == 1 else [part for part in parts if part[:1].isupper()]


def _shapes(word: str) -> Iterable[str]:
    """The word, its parts at hyphens, and each without the s of the genitive."""
    parts = {word, *re.split(r"[-‐‑]", word)}
    return {shape for part in parts if part for shape in (part, part.removesuffix("s").removesuffix("'"))}


def written(corpus: Corpus, at: int) -> str:
    """An occurrence as it stands in the text."""
    passage = corpus.passages.iloc[int(corpus.passage[at])]
    first = int(passage["start"])
    return str(passage["text"][int(corpus.starts[at]) - first : int(corpus.ends[at]) - first])


def renamed(corpus: Corpus, types: Sequence[str]) -> Corpus:
    """The corpus with its types called otherwise; those called alike become one."""
    named = np.array(types, dtype=object)
    named[HIDDEN] = ""
    return _numbered_anew(replace(corpus, types=named))


def _numbered_anew(corpus: Corpus) -> Corpus:
    numbers, names = pd.factorize(corpus.types)
    return replace(corpus, types=np.asarray(names, dtype=object), words=numbers.astype(np.int32)[corpus.words])
