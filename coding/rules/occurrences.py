"""The places at which the words of a rule stand as it asks, found for a whole block at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from coding.indicators import Gap
from coding.rules.rulebook import Rule
from coding.text.word_places import Places

NEXT = Gap()


def occurrences(rule: Rule, positions: Mapping[int, Places]) -> Places:
    """A row for each place of the rule's first word that has the others near it: the numbers of all its words."""
    columns = [positions.get(entry) for entry in rule.entries]
    found = [column for column in columns if column is not None]
    if len(found) < len(columns):
        return np.empty((0, len(columns)), np.int64)
    if len(found) == 1:
        return found[0][:, None]
    if all(gap == NEXT for gap in rule.pattern.gaps):
        return _side_by_side(found)
    if len(found) == 2:
        return _pairs(found[0], found[1], rule.pattern.gaps[0])
    return _chains(found, rule.pattern.gaps)


def _side_by_side(columns: Sequence[Places]) -> Places:
    """The rarest word leads, so that no common one is gone through for nothing."""
    ordered = sorted(range(len(columns)), key=lambda word: len(columns[word]))
    firsts = columns[ordered[0]] - ordered[0]
    for word in ordered[1:]:
        firsts = firsts[_among(firsts + word, columns[word])]
    return firsts[:, None] + np.arange(len(columns))


def _among(wanted: Places, column: Places) -> npt.NDArray[np.bool_]:
    at = np.searchsorted(column, wanted)
    return np.equal(column[np.minimum(at, len(column) - 1)], wanted)


def _pairs(firsts: Places, seconds: Places, gap: Gap) -> Places:
    """Each first word with the nearest second one; of two as near, the one before."""
    near = _near(firsts, seconds, gap)
    after, far = _neighbour(near, seconds, np.searchsorted(seconds, near, side="right"))
    if gap.either_order:
        before, back = _neighbour(near, seconds, np.searchsorted(seconds, near) - 1)
        after, far = np.where(back <= far, before, after), np.minimum(back, far)
    reached = far <= gap.most + 1
    return np.column_stack((near[reached], after[reached]))


def _neighbour(here: Places, column: Places, at: Places) -> tuple[Places, Places]:
    """The words of the column at these indices and how far off they are: without end where there is none."""
    there = column[np.clip(at, 0, len(column) - 1)]
    outside = (at < 0) | (at >= len(column))
    return there, np.where(outside, np.iinfo(np.int64).max, np.abs(there - here))


def _near(firsts: Places, seconds: Places, gap: Gap) -> Places:
    """Those of the first words that may reach a second one."""
    reach = gap.most + 1
    lows = np.searchsorted(firsts, seconds - reach)
    highs = np.searchsorted(firsts, seconds + reach + 1 if gap.either_order else seconds)
    size = len(firsts) + 1
    covered = np.cumsum(np.bincount(lows, minlength=size) - np.bincount(highs, minlength=size))
    return firsts[covered[:-1] > 0]


def _chains(columns: Sequence[Places], gaps: Sequence[Gap]) -> Places:
    listed = [column.tolist() for column in columns]
    firsts = _near(columns[0], columns[1], gaps[0]).tolist()
    found = [places for first in firsts if (places := _chain((first,), listed, gaps))]
    return np.array(found, np.int64).reshape(len(found), len(columns))


def _chain(places: tuple[int, ...], columns: Sequence[Sequence[int]], gaps: Sequence[Gap]) -> tuple[int, ...]:
    """The places completed to as many as the rule has words, nearest first; empty when that cannot be."""
    known = len(places)
    if known == len(columns):
        return places
    for place in _reachable(columns[known], places[-1], gaps[known - 1]):
        if place not in places and (whole := _chain((*places, place), columns, gaps)):
            return whole
    return ()


def _reachable(candidates: Sequence[int], here: int, gap: Gap) -> list[int]:
    low = here - gap.most - 1 if gap.either_order else here + 1
    between = candidates[bisect_left(candidates, low) : bisect_right(candidates, here + gap.most + 1)]
    return sorted(between, key=lambda place: abs(place - here))
