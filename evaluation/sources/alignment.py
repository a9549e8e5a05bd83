"""An old text laid along a new one: where each place of the old text is now, and what was kept of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from evaluation.sources.difference import Block, Gap, common_blocks, gaps
from evaluation.sources.strays import strays

_UNBROKEN = re.compile(r"\S+")


@dataclass(frozen=True)
class Alignment:
    """`blocks` are what both texts have in the same order, `strays` what both have but in another order.

    `swaps` are words put in the place of others that were meant: what stood on the old ones stands on the new ones.
    """

    old: str
    new: str
    blocks: tuple[Block, ...]
    strays: tuple[Block, ...] = ()
    swaps: tuple[Gap, ...] = ()

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(gaps(self.blocks, len(self.old), len(self.new)))

    @cached_property
    def _gap_starts(self) -> list[int]:
        return [gap.old for gap in self.gaps]

    def before(self, old: int) -> Block | None:
        """The last block that begins at or before an old offset."""
        number = _number(self.blocks, old)
        return self.blocks[number] if number >= 0 else None

    def gap(self, old: int) -> Gap | None:
        """The gap in which, or at whose edge, an old offset stands."""
        number = bisect_right(self._gap_starts, old) - 1
        found = self.gaps[number] if number >= 0 else None
        return found if found and old <= found.old_end else None

    def swapped(self, start: int, end: int) -> list[Gap]:
        """The swaps that have something of [start, end) of the old text."""
        first = bisect_right(self.swaps, start, key=lambda swap: swap.old_end)
        return list(takewhile(lambda swap: swap.old < end, islice(self.swaps, first, None))) if start < end else []

    def place(self, old: int) -> tuple[int, int]:
        """Between which new offsets an old one stands now; they differ where something was put in just there.

        A character replaced by others keeps its distance from the beginning of what was replaced.
        """
        gap = self.gap(old)
        if gap is None:
            block = self.before(old) or Block(0, 0, 0)
            at = block.new + old - block.old
            return at, at
        if gap.old == gap.old_end:
            return gap.new, gap.new_end
        at = gap.new_end if old == gap.old_end else min(gap.new + old - gap.old, gap.new_end)
        return at, at

    @cached_property
    def kept(self) -> bytearray:
        """For each character of the old text 1 if it is in the new one, in its place or another."""
        found = bytearray(len(self.old))
        for block in (*self.blocks, *self.strays):
            found[block.old : block.old_end] = b"\1" * block.length
        return found

    def share(self, spans: Iterable[tuple[int, int]]) -> float:
        """The share of the letters in these stretches of the old text that were kept; 1 where there are none."""
        all_letters = kept_letters = 0
        for start, end in united(spans):
            for match in _UNBROKEN.finditer(self.old, start, end):
                all_letters += match.end() - match.start()
                kept_letters += self.kept.count(1, match.start(), match.end())
        return kept_letters / all_letters if all_letters else 1.0


def holding(blocks: Sequence[Block], start: int, end: int) -> Iterator[Block]:
    """Those of the blocks, ordered by their place in the old text, that hold something of [start, end) of it."""
    for block in islice(blocks, max(_number(blocks, start), 0), None):
        if block.old >= end:
            return
        if block.old_end > start:
            yield block


def _number(blocks: Sequence[Block], old: int) -> int:
    """The number of the last block that begins at or before an old offset; -1 when there is none."""
    return bisect_right(blocks, old, key=lambda block: block.old) - 1


def align(old: str, new: str) -> Alignment:
    blocks = common_blocks(old, new)
    return Alignment(old, new, blocks, strays(old, new, blocks))


def laid_along(old: str, new: str, spans: Iterable[tuple[int, int, int, int]]) -> Alignment:
    """Two texts that differ in nothing but these: [start, end) of the old one became [start, end) of the new."""
    blocks: list[Block] = []
    at = there = 0
    for start, end, _, new_end in (*spans, (len(old), len(old), len(new), len(new))):
        if start > at:
            blocks.append(Block(at, there, start - at))
        at, there = end, new_end
    return Alignment(old, new, tuple(blocks))


def united(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches that the spans cover, in order; those that overlap or touch made one."""
    low = high = -1
    for start, end in sorted(spans):
        if start > high:
            if high > low:
                yield low, high
            low, high = start, end
        high = max(high, end)
    if high > low:
        yield low, high
