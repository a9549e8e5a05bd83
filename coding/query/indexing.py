"""Keeps the index of a study's words in line with its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from coding.indicators import LARGEST_GAP
from coding.query.corpus import Corpus
from coding.rules.block import block_of_stretches
from coding.rules.places import spoken, stretches
from coding.text.tokens import forms
from coding.text.word_places import Fingerprints, Places, words
from evaluation.model import Source
from evaluation.store.search_index import IndexedSource, NewWord, SearchIndex

# So many words are gone through at once: their arrays take some 100 MB.
PORTION = 1_000_000
MOST_PORTIONS = 40
# So many numbers are left free between two sources that no indicator reaches over them.
_APART = 2 * LARGEST_GAP
# A zero stands between the stretches of a block: what lies between them in the text is not seen there.
_MAY_END = re.compile("[\0\n.!?…]")
PLACE = np.dtype("<u4")  # a word's number and its first letter, both counted in the portion


def bring_in_line(index: SearchIndex, corpus: Corpus) -> None:
    """Index the texts that are new or have changed; nothing to do is seen at a glance."""
    now = corpus.moment  # texts are read after it was, never before
    if index.seen() == now:
        return
    with index.writing():
        if index.seen() != now:  # nobody else was faster
            _bring_in_line(index, corpus)
            index.note_seen(now)


def _bring_in_line(index: SearchIndex, corpus: Corpus) -> None:
    there = {each.id: each for each in index.sources()}
    told = {source.id: fingerprint(source) for source in corpus.texts.sources() if source.id is not None}
    gone = [id_ for id_, each in there.items() if told.get(id_) != each.fingerprint]
    index.forget(gone)
    kept = there.keys() - set(gone)
    if _is_worn(index.sources(), index.next_portion() - 1):
        index.clear()
        kept = set()
    new = [number for number, source in enumerate(corpus.sources) if source.id not in kept]
    for portion, some in enumerate(_portions(corpus, new), index.next_portion()):
        index.add(portion, *_indexed(portion, some))


def _is_worn(sources: Sequence[IndexedSource], portions: int) -> bool:
    """Whether so little of the index still counts, or in so many pieces, that it is better made anew."""
    return portions > MOST_PORTIONS or portions > 2 * len({each.portion for each in sources})


def fingerprint(source: Source) -> str:
    """Differs whenever the words found in a source, or the way they are looked for, may differ."""
    turns = [(turn.start, turn.end) for turn in source.turns]
    about = repr((source.kind, source.language, turns)).encode()
    text = source.text.encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=16, key=blake2b(about, digest_size=16).digest()).hexdigest()


class _Read(NamedTuple):
    """The words of one source: places in its text, and what each looks like.

    `loose`: the numbers of the words after which, before the next one, a sentence may end.
    """

    id: int
    fingerprint: str
    language: str
    length: int
    folded: str
    at: Places  # in the folded text
    starts: Places
    ends: Places
    fingerprints: Fingerprints
    loose: Places


def _portions(corpus: Corpus, numbers: Sequence[int]) -> Iterator[list[_Read]]:
    some: list[_Read] = []
    for number in numbers:
        some.append(_read(corpus, number))
        if sum(len(each.starts) for each in some) >= PORTION:
            yield some
            some = []
    if some:
        yield some


def _read(corpus: Corpus, number: int) -> _Read:
    source = corpus.texts.source(number)
    parts = (part for turn in stretches(source) for part in spoken(source, turn))
    block = block_of_stretches(source.text, parts)
    found = words(block.folded)
    starts = block.original(found.starts, block.stretches_of(found.starts))
    ends = starts + found.ends - found.starts
    about = corpus.sources[number].id, fingerprint(source), corpus.language_of(number), len(source.text)
    signs = np.array([sign.start() for sign in _MAY_END.finditer(block.folded)], np.int64)
    loose = np.unique(np.searchsorted(found.starts, signs, side="right") - 1)
    return _Read(*about, block.folded, found.starts, starts, ends, found.fingerprints, loose[loose >= 0])


def _indexed(portion: int, some: Sequence[_Read]) -> tuple[list[IndexedSource], list[NewWord], bytes]:
    begins = np.cumsum([0, *(each.length + 1 for each in some)])
    ends = zip(some, begins.tolist(), begins[1:].tolist(), strict=False)
    sources = [
        IndexedSource(each.id, each.fingerprint, each.language, portion, begin, end) for each, begin, end in ends
    ]
    counts = np.array([len(each.starts) for each in some])
    firsts = np.cumsum(counts + _APART) - counts - _APART
    loose = np.concatenate([each.loose + first for each, first in zip(some, firsts, strict=True)])
    return sources, list(_words(some, begins, firsts)), loose.astype(PLACE).tobytes()


def _words(some: Sequence[_Read], begins: Places, firsts: Places) -> Iterator[NewWord]:
    from pandas import factorize

    numbers = np.concatenate([np.arange(len(each.starts)) + first for each, first in zip(some, firsts, strict=True)])
    starts = np.concatenate([each.starts + begin for each, begin in zip(some, begins.tolist(), strict=False)])
    kinds, distinct = factorize(np.concatenate([each.fingerprints for each in some]))
    order = np.argsort(kinds, kind="stable")
    borders = np.searchsorted(kinds[order], np.arange(len(distinct) + 1)).tolist()
    places = np.column_stack([numbers, starts])[order].astype(PLACE).tobytes()
    width = 2 * PLACE.itemsize
    for spelling, low, high in zip(_spellings(some, order[borders[:-1]]), borders, borders[1:], strict=False):
        yield NewWord(forms(spelling), spelling, places[width * low : width * high])


def _spellings(some: Sequence[_Read], samples: Places) -> Iterator[str]:
    """The words with these numbers, counted over all the sources."""
    edges = np.cumsum([0, *(len(each.starts) for each in some)])
    owners = np.searchsorted(edges, samples, side="right") - 1
    for owner, number in zip(owners.tolist(), (samples - edges[owners]).tolist(), strict=True):
        each = some[owner]
        start = int(each.at[number])
        yield each.folded[start : start + int(each.ends[number] - each.starts[number])]
