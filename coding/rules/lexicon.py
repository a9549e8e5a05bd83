"""Words met before, known again by their fingerprints: each distinct word is looked up once, then never more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from coding.text.word_places import Fingerprints, Places

Answers = tuple[int, ...]
# Two million words take some 200 MB; a study's own vocabulary is far smaller.
_REMEMBERED = 2_000_000
# With fewer words than this, the distinct ones are found without loading pandas.
_FEW = 20_000
# The table of words takes a megabyte, which a processor's cache holds; whose place is taken is found more slowly.
_BITS = 18
_SPREAD, _SHIFT = np.uint64(0xD6E8FEB86659FD93), np.uint64(64 - _BITS)


class Recalled(NamedTuple):
    """For each word its number in the lexicon; word n answers to entries[begins[n] : begins[n] + counts[n]]."""

    numbers: Places
    counts: Places
    begins: Places
    entries: npt.NDArray[np.unsignedinteger[Any]]


class Lexicon:
    """`answers` tells what a word answers to."""

    def __init__(self, answers: Callable[[str], Answers], entries: int) -> None:
        """entries: how many there are to answer to."""
        self._answers = answers
        # Two bytes are sorted several times as fast as eight.
        self._narrow: type[np.unsignedinteger[Any]] = np.uint16 if entries < 1 << 16 else np.uint64
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        # Number 0, to which every free place of the table points, is no word's.
        self._table = np.zeros(1 << _BITS, np.int32)
        self._fingerprints = np.zeros(1, np.uint64)
        self._numbers: dict[int, int] = {}
        self._counts = self._begins = np.zeros(1, np.int64)
        self._entries: npt.NDArray[np.unsignedinteger[Any]] = np.empty(0, self._narrow)

    def recall(self, fingerprints: Fingerprints, read: Callable[[list[int]], Iterable[str]]) -> Recalled:
        """What words with these fingerprints answer to; `read` gives those met for the first time, by their index."""
        with self._lock:
            if len(self._numbers) > _REMEMBERED:
                self._forget()
            numbers = self._table.take(_places(fingerprints)).astype(np.int64)
            others = np.flatnonzero(self._fingerprints.take(numbers) != fingerprints)
            if len(others):
                distinct, which = _distinct(fingerprints[others])
                samples = np.empty(len(distinct), np.int64)
                samples[which[::-1]] = others[::-1]  # the first of each
                numbers[others] = self._numbered(distinct, samples, read)[which]
            return Recalled(numbers, self._counts, self._begins, self._entries)

    def _numbered(self, distinct: Fingerprints, samples: Places, read: Callable[[list[int]], Iterable[str]]) -> Places:
        listed = distinct.tolist()
        new = [at for at, fingerprint in enumerate(listed) if fingerprint not in self._numbers]
        if new:
            self._learn(distinct[new], [self._answers(word) for word in read(samples[new].tolist())])
        return np.fromiter(map(self._numbers.__getitem__, listed), np.int64, len(listed))

    def _learn(self, fingerprints: Fingerprints, answers: list[Answers]) -> None:
        first, size = len(self._fingerprints), len(self._entries)
        numbers = np.arange(first, first + len(answers))
        counts = np.fromiter(map(len, answers), np.int64, len(answers))
        self._numbers.update(zip(fingerprints.tolist(), numbers.tolist(), strict=True))
        self._fingerprints = np.append(self._fingerprints, fingerprints)
        self._counts = np.append(self._counts, counts)
        self._begins = np.append(self._begins, size + np.cumsum(counts) - counts)
        told = [entry for each in answers for entry in each]
        self._entries = np.append(self._entries, np.array(told, self._narrow))
        places = _places(fingerprints)
        free = np.flatnonzero(self._table[places] == 0)[::-1]  # of two with one place, the word met first has it
        self._table[places[free]] = numbers[free]


def _places(fingerprints: Fingerprints) -> Places:
    """Where in the table words with these fingerprints stand."""
    return ((fingerprints * _SPREAD) >> _SHIFT).astype(np.int64)


def _distinct(fingerprints: Fingerprints) -> tuple[Fingerprints, Places]:
    """The distinct fingerprints, and which of them each word has."""
    if len(fingerprints) < _FEW:
        listed = fingerprints.tolist()
        numbers = {fingerprint: number for number, fingerprint in enumerate(dict.fromkeys(listed))}
        which = np.fromiter(map(numbers.__getitem__, listed), np.int64, len(listed))
        return np.array(list(numbers), np.uint64), which
    from pandas import factorize

    kinds, distinct = factorize(fingerprints)
    return distinct, kinds
