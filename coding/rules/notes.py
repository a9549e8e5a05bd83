"""Which indicators led to each of many codings, written as their notes are."""

from __future__ import annotations

import numpy as np

from coding.text.word_places import Places


class Notes:
    """`texts[n]` is note n: an indicator, or several with commas between them. Each distinct note is kept once."""

    def __init__(self, indicators: list[str]) -> None:
        self.texts = list(dict.fromkeys(indicators))
        self._numbers = {text: number for number, text in enumerate(self.texts)}
        self._of_indicators = np.array([self._numbers[each] for each in indicators], np.int64)

    def of_groups(self, groups: Places, indicators: Places) -> Places:
        """The note of each group, from the indicators (by number) of its members; groups count from 0, in order."""
        written = self._of_indicators[indicators]
        sizes = np.bincount(groups)
        notes: Places = written[np.cumsum(sizes) - sizes]
        several = np.flatnonzero(sizes > 1)
        members = np.flatnonzero(np.repeat(sizes > 1, sizes))
        notes[several] = self._of_several(groups[members], written[members])
        return notes

    def _of_several(self, groups: Places, written: Places) -> Places:
        groups, written = _distinct_pairs(groups, written)
        begins = np.flatnonzero(np.diff(groups, prepend=-1))
        sizes = np.diff(np.append(begins, len(groups)))
        notes = written[begins]
        for size in range(1, int(sizes.max(initial=1))):
            longer = np.flatnonzero(sizes > size)
            notes[longer] = self._joined(notes[longer], written[begins[longer] + size])
        return notes

    def _joined(self, notes: Places, written: Places) -> Places:
        pairs, which = np.unique(np.stack((notes, written)), axis=1, return_inverse=True)
        texts = [f"{self.texts[note]}, {self.texts[more]}" for note, more in pairs.T.tolist()]
        return np.array([self._number(text) for text in texts], np.int64)[which]

    def _number(self, text: str) -> int:
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return self._numbers[text]


def _distinct_pairs(groups: Places, written: Places) -> tuple[Places, Places]:
    """The pairs without those that came before, in the order they have."""
    order = np.lexsort((written, groups))
    repeated = (np.diff(groups[order], prepend=-1) == 0) & (np.diff(written[order], prepend=-1) == 0)
    kept = np.sort(order[~repeated])
    return groups[kept], written[kept]
