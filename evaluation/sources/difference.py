"""What two texts have in common, in order: found coarsely by lines, then by words, then by letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcodes

CELLS = 4_000_000  # the longest table (old × new) in which the closest match is looked for at once
SAME_WORD = 0.6  # a stretch at least this alike is the old one with letters changed
CHANCE = 24  # a common stretch this long is never there by chance
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+|[^\w\s]")  # white space is left to the letters, or it would outweigh the words


class Block(NamedTuple):
    """`length` characters that are the same from `old` on in the old text and from `new` on in the new one."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


class Gap(NamedTuple):
    """What stands between two blocks: [old, old_end) has become [new, new_end)."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def is_replaced(self) -> bool:
        return self.old < self.old_end and self.new < self.new_end


Match = Callable[[str, str], Iterable[Block]]


def common_blocks(old: str, new: str) -> tuple[Block, ...]:
    """The stretches the texts share in the same order, without what is alike by chance between two long changes."""
    blocks: list[Block] = []
    for match in (_by_lines, _by_words, _by_letters):
        blocks = joined([*blocks, *_finer(old, new, blocks, match)])
    return tuple(_without_chance(blocks, len(old), len(new)))


def gaps(blocks: Sequence[Block], old_length: int, new_length: int) -> Iterator[Gap]:
    """What stands before, between and after the blocks, empty ones left out."""
    before = Block(0, 0, 0)
    for block in (*blocks, Block(old_length, new_length, 0)):
        if before.old_end < block.old or before.new_end < block.new:
            yield Gap(before.old_end, block.old, before.new_end, block.new)
        before = block


def joined(blocks: Iterable[Block]) -> list[Block]:
    """The blocks in order, those that follow on from each other in both texts made one."""
    found: list[Block] = []
    for block in sorted(blocks):
        last = found[-1] if found else None
        if last and (last.old_end, last.new_end) == (block.old, block.new):
            found[-1] = Block(last.old, last.new, last.length + block.length)
        else:
            found.append(block)
    return found


def _finer(old: str, new: str, blocks: Sequence[Block], match: Match) -> Iterator[Block]:
    for gap in gaps(blocks, len(old), len(new)):
        if gap.is_replaced:
            for block in match(old[gap.old : gap.old_end], new[gap.new : gap.new_end]):
                yield Block(gap.old + block.old, gap.new + block.new, block.length)


def _by_lines(old: str, new: str) -> Iterator[Block]:
    return _by_tokens(old, new, _LINE, (1,), cells=0)


def _by_words(old: str, new: str) -> Iterator[Block]:
    return _by_tokens(old, new, _WORD, (8, 4, 2, 1), cells=CELLS)


def _by_letters(old: str, new: str) -> Iterator[Block]:
    from rapidfuzz.distance import LCSseq

    if len(old) * len(new) > CELLS or LCSseq.normalized_similarity(old, new, score_cutoff=SAME_WORD) < SAME_WORD:
        return
    yield from (Block(*each) for each in _equal(LCSseq.opcodes(old, new)))


def _equal(operations: Opcodes) -> Iterator[tuple[int, int, int]]:
    return (
        (each.src_start, each.dest_start, each.src_end - each.src_start) for each in operations if each.tag == "equal"
    )


def _by_tokens(old: str, new: str, token: re.Pattern[str], sizes: Sequence[int], *, cells: int) -> Iterator[Block]:
    """The runs of equal tokens, in characters."""
    old_at, new_at = ([match.span() for match in token.finditer(text)] for text in (old, new))
    old_tokens, new_tokens = token.findall(old), token.findall(new)
    for first, second, count in _runs(old_tokens, new_tokens, sizes, cells):
        here, there = old_at[first : first + count], new_at[second : second + count]
        whole = Block(here[0][0], there[0][0], here[-1][1] - here[0][0])
        if old[whole.old : whole.old_end] == new[whole.new : there[-1][1]]:
            yield whole
        else:
            yield from (Block(start, other, end - start) for (start, end), (other, _) in zip(here, there, strict=True))


def _runs(old: Sequence[str], new: Sequence[str], sizes: Sequence[int], cells: int) -> Iterator[tuple[int, int, int]]:
    """Runs of equal tokens (old, new, count): whole ends first, then between what occurs once in both."""
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        low, high, left, right = waiting.pop()
        head = _alike(old, new, range(low, high), range(left, right))
        tail = _alike(old, new, range(high - 1, low + head - 1, -1), range(right - 1, left + head - 1, -1))
        yield from (run for run in ((low, left, head), (high - tail, right - tail, tail)) if run[2])
        low, left, high, right = low + head, left + head, high - tail, right - tail
        if low == high or left == right:
            continue
        if (high - low) * (right - left) <= cells:
            yield from ((low + a, left + b, n) for a, b, n in _closest(old[low:high], new[left:right]))
        elif anchors := _anchors(old[low:high], new[left:right], sizes):
            starts = [(low, left), *((low + a, left + b) for a, b in anchors)]
            ends = [*starts[1:], (high, right)]
            waiting += [(a, c, b, d) for (a, b), (c, d) in zip(starts, ends, strict=True)]


def _alike(old: Sequence[str], new: Sequence[str], first: range, second: range) -> int:
    """How many tokens are the same from the beginning of both ranges on."""
    count = 0
    for here, there in zip(first, second, strict=False):
        if old[here] != new[there]:
            break
        count += 1
    return count


def _closest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    from rapidfuzz.distance import LCSseq

    numbers = {token: number for number, token in enumerate(dict.fromkeys((*old, *new)))}
    return _equal(LCSseq.opcodes([numbers[each] for each in old], [numbers[each] for each in new]))


def _anchors(old: Sequence[str], new: Sequence[str], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Where the tokens that occur once in both texts begin, in rows as long as find any; those in order alone."""
    for size in sizes:
        first, second = single(old, size), single(new, size)
        if pairs := [(at, second[row]) for row, at in first.items() if row in second]:
            return _first_of_each_row(_rising(pairs))
    return []


def _first_of_each_row(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without those that a step on both sides leads to from the pair before."""
    steps = zip(pairs, [(-1, -1), *pairs], strict=False)
    return [pair for pair, before in steps if pair != (before[0] + 1, before[1] + 1) or pair == pairs[0]]


def single(tokens: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """Each row of `size` tokens that occurs once, and where."""
    found: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(zip(*(tokens[step:] for step in range(size)), strict=False)):
        found[row] = -1 if row in found else at
    return {row: at for row, at in found.items() if at >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs, ascending on the left already, that ascends on the right too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        place = bisect_left(ends, there)
        ends[place : place + 1] = [there]
        last[place : place + 1] = [number]
        before.append(last[place - 1] if place else -1)
    chosen: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _without_chance(blocks: Sequence[Block], old_length: int, new_length: int) -> list[Block]:
    """Leave out each short block with a longer replacement on either side, until there is none."""
    ends = (Block(0, 0, 0), Block(old_length, new_length, 0))
    kept = [ends[0]]
    waiting = [ends[1], *reversed(blocks)]
    while len(waiting) > 1:
        block = waiting.pop()
        kept.append(block)
        while len(kept) > 1 and _by_chance(kept[-2], kept[-1], waiting[-1]):
            kept.pop()
    return kept[1:]


def _by_chance(before: Block, block: Block, after: Block) -> bool:
    left = min(block.old - before.old_end, block.new - before.new_end)
    right = min(after.old - block.old_end, after.new - block.new_end)
    return block.length < CHANCE and block.length <= left and block.length <= right
