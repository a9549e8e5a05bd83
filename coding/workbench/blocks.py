"""A text parted as it is read: turns, and what stands between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coding.text.paragraphs import paragraphs
from evaluation.model import Source, Turn

BlockKind = Literal["turn", "heading", "paragraph"]
_HEADING = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that stands by itself on the page; `line` is that of the text, counted from 1."""

    kind: BlockKind
    start: int
    end: int
    line: int
    turn: Turn | None = None


def blocks_of(source: Source) -> list[Block]:
    """All there is to read, in order. What labels a turn with its speaker and time is not: the turn itself tells it."""
    breaks = [found.start() for found in re.finditer("\n", source.text)]

    def block(kind: BlockKind, start: int, end: int, turn: Turn | None = None) -> Block:
        return Block(kind, start, end, bisect_right(breaks, start - 1) + 1, turn)

    def between(start: int, end: int) -> Iterator[Block]:
        for part in paragraphs(source.text, start, end) if end > start else ():
            mark = _HEADING.match(source.text, part.start, part.end)
            yield block("heading" if mark else "paragraph", mark.end() if mark else part.start, part.end)

    found: list[Block] = []
    at = 0
    for turn in source.turns:
        if turn.start < at or turn.end <= turn.start:
            continue
        found += between(at, _label(source, turn, at))
        found.append(block("turn", turn.start, turn.end, turn))
        at = turn.end
    return [each for each in (*found, *between(at, len(source.text))) if each.start < each.end]


def _label(source: Source, turn: Turn, after: int) -> int:
    """Where the label before a turn begins: on its own line, if the turn has a speaker or a time."""
    if not turn.speaker and turn.start_time is None:
        return turn.start
    return max(after, source.text.rfind("\n", after, turn.start) + 1)
