"""Where the words of a long text stand, found for all of them at once: the places `WORD.finditer` gives, as arrays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from coding.text.letters import Kind, Letters, in_words, letters
from coding.text.tokens import BREAK

# No word, and no break inside one, holds a zero.
END = "\0"
Places = npt.NDArray[np.int64]
Fingerprints = npt.NDArray[np.uint64]
# A word's fingerprint is a polynomial in this odd number modulo 2⁶⁴, with its letters as the coefficients: two of a
# million distinct words share theirs in one case of thirty million.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
# As many letters as a processor's cache holds eight bytes for.
_STEP = 1 << 16
_HYPHEN, _APOSTROPHE, _SOFT_HYPHEN = map(ord, "-'\u00ad")


class Words(NamedTuple):
    """Word n stands at [starts[n], ends[n]); its fingerprint is that of every word with the same letters.

    `breaks`: the hyphens at which words are broken by the end of a line.
    """

    starts: Places
    ends: Places
    fingerprints: Fingerprints
    breaks: Places


def words(folded: str) -> Words:
    """The words of a folded text, in order."""
    return words_of(folded + END, letters(folded + END))


def words_of(folded: str, numbers: Letters) -> Words:
    """The words of a folded text with these letters; its last one is `END`, or anything else that is no word's."""
    starts, ends = _runs(numbers)
    signs = numbers[ends]
    joined, broken = _joined(folded, signs, starts, ends)
    starts, breaks = starts[np.append(True, ~joined)[: len(starts)]], ends[:-1][broken]
    last = np.append(~joined, True)[: len(ends)]
    ends = ends[last] + (signs[last] == _HYPHEN)
    return Words(starts, ends, _fingerprints(numbers, starts, ends), breaks)


def _runs(numbers: Letters) -> tuple[Places, Places]:
    """Where letters of words stand in a row."""
    inside = in_words(numbers)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        edges = np.append(0, edges)
    return edges[0::2], edges[1::2]


def _joined(folded: str, signs: Letters, starts: Places, ends: Places) -> tuple[Kind, Kind]:
    """Whether run n and run n + 1 are one word, and whether that is broken there; run n is followed by sign n."""
    signs, between = signs[:-1], starts[1:] - ends[:-1]
    hyphens = (signs == _HYPHEN) | (signs == _SOFT_HYPHEN)
    broken = np.zeros(len(between), bool)
    for run in np.flatnonzero((between > 1) & hyphens).tolist():
        found = BREAK.match(folded, ends[run])
        broken[run] = found is not None and found.end() == starts[run + 1]
    return broken | ((between == 1) & (hyphens | (signs == _APOSTROPHE))), broken


def _fingerprints(numbers: Letters, starts: Places, ends: Places) -> Fingerprints:
    found = np.empty(len(starts), np.uint64)
    steps = list(_steps(starts))
    longest = max((int(ends[last - 1] - starts[first]) for first, last in steps), default=0)
    inverses, powers = _powers(1 << longest.bit_length())
    terms, sums = np.empty(longest, np.uint64), np.zeros(longest + 1, np.uint64)
    for first, last in steps:
        here, size = starts[first], int(ends[last - 1] - starts[first])
        np.multiply(numbers[here : here + size], inverses[:size], out=terms[:size])
        np.cumsum(terms[:size], out=sums[1 : size + 1])
        begin, end = starts[first:last] - here, ends[first:last] - here
        np.multiply(sums[end] - sums[begin], powers[begin], out=found[first:last])
    return found


def _steps(starts: Places) -> Iterator[tuple[int, int]]:
    """Numbers of the first word of a step and of the first one after it."""
    first = 0
    while first < len(starts):
        last = int(np.searchsorted(starts, starts[first] + _STEP))
        yield first, last
        first = last


@lru_cache(maxsize=4)
def _powers(number: int) -> tuple[Fingerprints, Fingerprints]:
    """So many powers of the inverse of the base, and of the base, from the first (which is 1)."""
    return _powers_of(_INVERSE, number), _powers_of(_BASE, number)


def _powers_of(base: int, number: int) -> Fingerprints:
    factors = np.full(number, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)
