"""The words of a block that answer to something in a rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from coding.indicators import LARGEST_GAP
from coding.rules.block import Block
from coding.rules.lexicon import Recalled
from coding.rules.vocabulary import Vocabulary
from coding.text.word_places import Places, Words, words_of

# So many numbers are left free between two owners that no rule reaches over them.
_APART = 2 * LARGEST_GAP


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
    recalled = vocabulary.lexicon.recall(found.fingerprints, lambda new: _read(block.folded, found, new))
    here = np.flatnonzero((recalled.counts > 0).take(recalled.numbers))
    starts, ends = found.starts[here], found.ends[here]
    numbers = here + _APART * block.owners_of(starts)
    return Hits(numbers, starts, ends, _positions(numbers, recalled.numbers[here], recalled), found.breaks)


def _read(folded: str, found: Words, wanted: list[int]) -> list[str]:
    places = zip(found.starts[wanted].tolist(), found.ends[wanted].tolist(), strict=True)
    return [folded[start:end] for start, end in places]


def _positions(numbers: Places, words: Places, recalled: Recalled) -> Mapping[int, Places]:
    """For each entry the numbers of the words that answer to it, in order."""
    times = recalled.counts[words]
    # Where a word's answers begin among the entries, less where they begin among all that are met.
    shifts = recalled.begins[words] - (np.cumsum(times) - times)
    met = recalled.entries[np.repeat(shifts, times) + np.arange(int(times.sum()))]
    order = np.argsort(met, kind="stable")
    met = met[order]
    begins = np.flatnonzero(np.append(True, met[1:] != met[:-1])[: len(met)])
    return dict(zip(met[begins].tolist(), np.split(np.repeat(numbers, times)[order], begins[1:]), strict=False))
