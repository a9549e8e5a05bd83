"""Stretches that left their place: in both texts, word for word, but in another order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.sources.difference import Block, Gap, gaps, single

ROW = 4  # words in a row that must occur once on either side
SHORTEST = 12  # characters
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of several stretches of a text: what they are, where, and in which stretch."""

    words: tuple[str, ...]
    at: tuple[int, ...]
    stretch: tuple[int, ...]

    def rows(self) -> dict[tuple[str, ...], int]:
        """Each row of words within one stretch that occurs once, and the number of its first word."""
        found = single(self.words, ROW)
        return {row: number for row, number in found.items() if self.stretch[number] == self.stretch[number + ROW - 1]}


def strays(old: str, new: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks outside the common ones, ordered by their place in the old text; no character is in two of them."""
    left = [gap for gap in gaps(blocks, len(old), len(new)) if gap.old < gap.old_end]
    come = [gap for gap in gaps(blocks, len(old), len(new)) if gap.new < gap.new_end]
    if not left or not come:
        return ()
    gone = _words_of(old, [(gap.old, gap.old_end) for gap in left])
    new_ones = _words_of(new, [(gap.new, gap.new_end) for gap in come])
    rows = new_ones.rows()
    pairs = ((number, rows[row]) for row, number in gone.rows().items() if row in rows)
    places = (
        ((gone.at[here], new_ones.at[there]), left[gone.stretch[here]], come[new_ones.stretch[there]])
        for here, there in pairs
    )
    return tuple(sorted(_apart(_grown(old, new, places), len(old), len(new))))


def _words_of(text: str, stretches: Iterable[tuple[int, int]]) -> _Words:
    found = [
        (match[0], match.start(), number)
        for number, (start, end) in enumerate(stretches)
        for match in _WORD.finditer(text, start, end)
    ]
    words, at, stretch = zip(*found, strict=True) if found else ((), (), ())
    return _Words(words, at, stretch)


def _grown(old: str, new: str, places: Iterable[tuple[tuple[int, int], Gap, Gap]]) -> Iterator[Block]:
    """As far as the texts agree on both sides of each place, within its gaps; places in the order of the old text."""
    last = Block(0, 0, 0)
    for (here, there), left, come in places:
        if here < last.old_end and here - last.old == there - last.new:
            continue
        back = _same(old, new, range(here - 1, left.old - 1, -1), range(there - 1, come.new - 1, -1))
        on = _same(old, new, range(here, left.old_end), range(there, come.new_end))
        last = Block(here - back, there - back, back + on)
        yield last


def _same(old: str, new: str, first: range, second: range) -> int:
    pairs = zip(first, second, strict=False)
    return next(
        (count for count, (here, there) in enumerate(pairs) if old[here] != new[there]), min(len(first), len(second))
    )


def _apart(blocks: Iterable[Block], old_length: int, new_length: int) -> Iterator[Block]:
    """The longest first, each only if no other has any of its characters, in either text."""
    old_taken, new_taken = bytearray(old_length), bytearray(new_length)
    for block in sorted(blocks, key=lambda each: -each.length):
        is_free = old_taken.find(1, block.old, block.old_end) < 0 and new_taken.find(1, block.new, block.new_end) < 0
        if block.length >= SHORTEST and is_free:
            old_taken[block.old : block.old_end] = new_taken[block.new : block.new_end] = b"\1" * block.length
            yield block
