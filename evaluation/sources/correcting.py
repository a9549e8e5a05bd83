"""A stretch of a text put right by hand: how the old text lies along the new one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evaluation.sources.alignment import Alignment, align
from evaluation.sources.difference import Block, Gap, joined

MISHEARD = 4  # so many words together may have been heard wrongly; where more are others, something else was said
_WORD = re.compile(r"\w+")


def corrected(text: str, start: int, end: int, words: str) -> Alignment:
    """The text with other words at [start, end), laid along the old one.

    A few words that others were put in the place of were misheard: what stood on them stands on the new ones.
    """
    inner = align(text[start:end], words)
    outer = (Block(0, 0, start), Block(end, start + len(words), len(text) - end))
    blocks = [*(_moved(each, start) for each in inner.blocks), *(each for each in outer if each.length)]
    strays = tuple(_moved(each, start) for each in inner.strays)
    found = Alignment(text, f"{text[:start]}{words}{text[end:]}", tuple(joined(blocks)), strays)
    return replace(found, swaps=tuple(_swaps(found)))


def swapped(text: str, spans: Iterable[tuple[int, int, str]]) -> Alignment:
    """The text with other words at each of the spans, apart and in order; what stood on one follows it."""
    blocks: list[Block] = []
    swaps: list[Gap] = []
    parts: list[str] = []
    at = length = 0
    for start, end, words in spans:
        if start > at:
            blocks.append(Block(at, length, start - at))
        length += start - at
        parts += [text[at:start], words]
        swaps.append(Gap(start, end, length, length + len(words)))
        at, length = end, length + len(words)
    if at < len(text):
        blocks.append(Block(at, length, len(text) - at))
    return Alignment(text, "".join([*parts, text[at:]]), tuple(blocks), swaps=tuple(swaps))


def _moved(block: Block, by: int) -> Block:
    return Block(block.old + by, block.new + by, block.length)


def _swaps(alignment: Alignment) -> Iterator[Gap]:
    """The words, whole, that were put in the place of a few others."""
    for gap in _together(_whole(alignment, each) for each in alignment.gaps):
        misheard = _WORD.findall(alignment.old[gap.old : gap.old_end])
        if 0 < len(misheard) <= MISHEARD and alignment.new[gap.new : gap.new_end].strip():
            yield gap


def _whole(alignment: Alignment, gap: Gap) -> Gap:
    """The gap with the rest of the words it cuts."""
    before = _cut(alignment, gap.old - 1, gap.old, gap.new - 1, gap.new)
    left = _letters(reversed(alignment.old[: gap.old])) if before else 0
    after = _cut(alignment, gap.old_end - 1, gap.old_end, gap.new_end - 1, gap.new_end)
    right = _letters(alignment.old[gap.old_end :]) if after else 0
    return Gap(gap.old - left, gap.old_end + right, gap.new - left, gap.new_end + right)


def _cut(alignment: Alignment, old: int, old_next: int, new: int, new_next: int) -> bool:
    """Whether a word goes over this edge in one of the texts."""
    sides = ((alignment.old, old, old_next), (alignment.new, new, new_next))
    return any(at >= 0 and _is_letter(text, at) and _is_letter(text, following) for text, at, following in sides)


def _is_letter(text: str, at: int) -> bool:
    return at < len(text) and _WORD.match(text[at]) is not None


def _letters(characters: Iterable[str]) -> int:
    count = 0
    for each in characters:
        if not _WORD.match(each):
            break
        count += 1
    return count


def _together(found: Iterable[Gap]) -> Iterator[Gap]:
    """The gaps in order, those that overlap made one."""
    last: Gap | None = None
    for each in found:
        if last and each.old < last.old_end:
            last = Gap(last.old, max(last.old_end, each.old_end), last.new, max(last.new_end, each.new_end))
            continue
        if last:
            yield last
        last = each
    if last:
        yield last
