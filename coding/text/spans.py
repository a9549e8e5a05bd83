"""A stretch of a text, [start, end) in code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    start: int
    end: int


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without white space at either end; empty at `start` when there is nothing else."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return Span(start, start) if first == end else Span(first, start + len(words.rstrip()))
