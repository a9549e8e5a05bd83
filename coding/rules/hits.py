"""The words of a block that answer to something in a rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np

from coding.indicators import LARGEST_GAP
from coding.rules.block import Block
from coding.rules.vocabulary import Answers, Vocabulary
from coding.text.word_places import Fingerprints, Places, Words, words_of

# So many numbers are left free between two owners that no rule reaches over them.
_APART = 2 * LARGEST_GAP
# With fewer words than this, each is looked up as it comes.
_FEW = 20_000


@dataclass(frozen=True)
class Hits:
    """The words that answer to an entry, in order: `numbers` counts the words of the text, hits or not.

    `positions`: for each entry the numbers of its words. `breaks`: where any words are broken by the end of a line.
    """

    numbers: Places
    starts: Places
    ends: Places
    positions: Mapping[int, Places]
    breaks: Places

    def at(self, numbers: Places) -> Places:
        """Which of the hits have these numbers."""
        return np.searchsorted(self.numbers, numbers)


def hits(vocabulary: Vocabulary, block: Block) -> Hits:
    found = words_of(block.folded, block.letters)
    distinct, kinds = _distinct(found.fingerprints)
    answers = vocabulary.recalled(distinct.tolist(), lambda new: _read(block.folded, found, kinds, new))
    counts = np.fromiter(map(len, answers), np.int64, len(answers))
    here = np.flatnonzero((counts > 0)[kinds])
    starts, ends = found.starts[here], found.ends[here]
    numbers = here + _APART * block.owners_of(starts)
    return Hits(numbers, starts, ends, _positions(numbers, kinds[here], answers, counts), found.breaks)


def _read(folded: str, found: Words, kinds: Places, wanted: list[int]) -> list[str]:
    """A word of each of these kinds."""
    mark = np.zeros(len(kinds) and int(kinds.max()) + 1, bool)
    mark[wanted] = True
    here = np.flatnonzero(mark[kinds])
    samples = np.empty(len(mark), np.int64)
    samples[kinds[here]] = here
    numbers = samples[wanted]
    places = zip(found.starts[numbers].tolist(), found.ends[numbers].tolist(), strict=True)
    return [folded[start:end] for start, end in places]


def _distinct(fingerprints: Fingerprints) -> tuple[Fingerprints, Places]:
    """The distinct fingerprints, and which of them each word has."""
    if len(fingerprints) < _FEW:
        return fingerprints, np.arange(len(fingerprints))
    from pandas import factorize

    kinds, distinct = factorize(fingerprints)
    return distinct, kinds


def _positions(numbers: Places, kinds: Places, answers: list[Answers], counts: Places) -> Mapping[int, Places]:
    """For each entry the numbers of the words that answer to it, in order."""
    # Two bytes are sorted several times as fast as eight.
    narrow = np.uint16 if max(map(max, filter(None, answers)), default=0) < 1 << 16 else np.int64
    entries = np.fromiter(chain.from_iterable(answers), narrow, int(counts.sum()))
    times = counts[kinds]
    # Where a word's answers begin among the entries, less where they begin among all that are met.
    shifts = (np.cumsum(counts) - counts)[kinds] - (np.cumsum(times) - times)
    met = entries[np.repeat(shifts, times) + np.arange(int(times.sum()))]
    order = np.argsort(met, kind="stable")
    met = met[order]
    begins = np.flatnonzero(np.append(True, met[1:] != met[:-1])[: len(met)])
    return dict(zip(met[begins].tolist(), np.split(np.repeat(numbers, times)[order], begins[1:]), strict=False))
