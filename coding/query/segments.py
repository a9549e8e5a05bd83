"""Stretches of text over a whole study as sorted arrays, and how they meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Marks = NDArray[np.bool_]
# So much room has each source that nothing a query asks for reaches from one into the next.
ROOM_BITS = 32


@dataclass(frozen=True)
class Segments:
    """Stretches [start, end) in places counted over all sources, ordered by start, then end."""

    start: Places
    end: Places

    def __len__(self) -> int:
        return len(self.start)

    def keep(self, marks: Marks) -> Segments:
        return Segments(self.start[marks], self.end[marks])


NOTHING = Segments(np.empty(0, np.int64), np.empty(0, np.int64))


def segments(start: Places, end: Places) -> Segments:
    """Stretches in any order, put in order and each kept once; one without a single character is none."""
    order = np.lexsort((end, start))
    start, end = start[order], end[order]
    new = end > start
    new[1:] &= (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    return Segments(start[new], end[new])


def either(first: Segments, second: Segments) -> Segments:
    if not len(first) or not len(second):
        return first if len(first) else second
    return segments(np.concatenate([first.start, second.start]), np.concatenate([first.end, second.end]))


def joined(these: Segments) -> Segments:
    """Overlapping stretches made one; those that merely touch stay two."""
    if not len(these):
        return NOTHING
    reach = np.maximum.accumulate(these.end)
    begins = np.flatnonzero(np.r_[True, these.start[1:] >= reach[:-1]])
    return Segments(these.start[begins], reach[np.r_[begins[1:] - 1, len(reach) - 1]])


def overlapping(these: Segments, others: Segments) -> Marks:
    """Which of these share a character with one of the others."""
    return _reached(these, others, 0, least=1)


def near(these: Segments, others: Segments, distance: int) -> Marks:
    """Which of these have one of the others at most so many characters away."""
    return _reached(these, others, distance, least=0)


def within(these: Segments, others: Segments) -> Marks:
    """Which of these lie wholly inside one of the others."""
    if not len(others):
        return np.zeros(len(these), bool)
    at = np.searchsorted(others.start, these.start, side="right") - 1
    reach = np.maximum.accumulate(others.end)
    return np.asarray((at >= 0) & (reach[np.maximum(at, 0)] >= these.end))


def followed(these: Segments, others: Segments, until: Places) -> Marks:
    """Which of these have one of the others beginning at or after their end and before `until`."""
    return np.asarray(np.searchsorted(others.start, these.end) < np.searchsorted(others.start, until))


def shared(these: Segments, others: Segments) -> Segments:
    """The longest stretches that both cover."""
    mine, cover = joined(these), joined(others)
    first = np.searchsorted(cover.end, mine.start, side="right")
    count = np.maximum(np.searchsorted(cover.start, mine.end) - first, 0)
    which = np.repeat(np.arange(len(mine)), count)
    theirs = first[which] + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    start = np.maximum(mine.start[which], cover.start[theirs])
    return segments(start, np.minimum(mine.end[which], cover.end[theirs]))


def reach(these: Segments, units: Segments) -> tuple[Places, Places]:
    """The first and the last of the units (ordered, disjoint) that each has something of; last < first for none."""
    return np.searchsorted(units.end, these.start, side="right"), np.searchsorted(units.start, these.end) - 1


def touched(these: Segments, units: Segments) -> Marks:
    """Which of the units have something of these."""
    first, last = reach(these, units)
    met = last >= first
    size = len(units) + 1
    steps = np.bincount(first[met], minlength=size) - np.bincount(last[met] + 1, minlength=size)
    return np.asarray(np.cumsum(steps)[:-1] > 0)


def beside(these: Segments, units: Segments, marked: Marks) -> Marks:
    """Which of these have something of a marked unit."""
    before = np.r_[0, np.cumsum(marked)]
    first, last = reach(these, units)
    return np.asarray(before[np.maximum(last + 1, first)] > before[first])


def widened(these: Segments, units: Segments) -> Segments:
    """Each stretch made as wide as the units that it lies in; one outside all of them stays as it is."""
    first, last = reach(these, units)
    met = last >= first
    start, end = these.start.copy(), these.end.copy()
    start[met] = np.minimum(start[met], units.start[first[met]])
    end[met] = np.maximum(end[met], units.end[last[met]])
    return segments(start, end)


def _reached(these: Segments, others: Segments, distance: int, *, least: int) -> Marks:
    cover = joined(others)
    if not len(cover):
        return np.zeros(len(these), bool)
    at = np.searchsorted(cover.end, these.start - distance, side="right" if least else "left")
    there = at < len(cover)
    begins = cover.start[np.minimum(at, len(cover) - 1)]
    return np.asarray(there & (begins <= these.end + distance - least))
