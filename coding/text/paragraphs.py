"""Parts a text where a blank line, a bullet, a numbered point or a heading does; a mere break of line does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from coding.text.spans import Span, trimmed

_LINE = re.compile(r"[^\n]*\n?")
_SIGN = re.compile(r"\s*[•▪●○◦‣·∙■□◆➢➤✓\uf0b7\uf0a7]")
_DASH = re.compile(r"\s*[-–—*o]\s+\S")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]?\s+[^\W\d_a-zæøå]")
_CHAPTER = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})+\.?\s+[^\W\d_a-zæøå]|#{1,6}\s)")
_CAPITAL = re.compile(r"\s*[«\"“]?[^\W\d_a-zæøå]")
_CLOSED = re.compile(r"[.:;!?…»”\")\]]\s*\Z")
# A heading is shorter than the lines of the paragraph that follows it.
_HEADING, _FULL_LINE = 60, 60


class _Line(NamedTuple):
    words: str
    marker: str
    first: bool


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The paragraphs, points and headings of text[start:end], trimmed."""
    stop = len(text) if end is None else end
    if text.find("\n", start, stop) < 0:
        parts = [trimmed(text, start, stop)]
    else:
        borders = [*_borders(text, start, stop), stop]
        parts = [trimmed(text, here, there) for here, there in pairwise(borders)]
    return [part for part in parts if part.start < part.end]


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    before: _Line | None = None
    listed, blank = "", True
    for found in _LINE.finditer(text, start, end):
        words = found.group()
        if words.isspace() or not words:
            blank = True
            continue
        marker = _marker(words)
        apart = before is None or (blank and not _point_goes_on(before, words, listed))
        opens = apart or (before is not None and _opens(before, words, marker, listed))
        if opens:
            listed = marker
            yield found.start()
        before, blank = _Line(words, marker, opens), False


def _point_goes_on(before: _Line, words: str, listed: str) -> bool:
    """Whether a point goes on after a blank line, as it does in text from some PDF files."""
    return bool(listed) and listed != "chapter" and words.lstrip()[0].islower() and not _CLOSED.search(before.words)


def _marker(words: str) -> str:
    kinds = {"sign": _SIGN, "chapter": _CHAPTER, "dash": _DASH, "number": _NUMBER}
    return next((kind for kind, pattern in kinds.items() if pattern.match(words)), "")


def _opens(before: _Line, words: str, marker: str, listed: str) -> bool:
    """Whether this line starts a paragraph though no blank line stands before it."""
    if marker in ("sign", "chapter"):
        return True
    if marker:
        # Inside a paragraph a wrapped line may begin with a dash or a number by chance.
        return marker == listed or bool(_CLOSED.search(before.words))
    return _is_heading(before, words)


def _is_heading(before: _Line, after: str) -> bool:
    title = before.words.strip()
    if not before.first or len(title) > _HEADING or _CLOSED.search(title) or title.endswith((",", "-", "‐")):
        return False
    return bool(_CAPITAL.match(after)) and (before.marker == "chapter" or len(after.rstrip()) >= _FULL_LINE)
