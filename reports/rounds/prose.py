"""A party's own words as Markdown: paragraphs and lists kept, marks of the document it came from gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from evaluation.followup.joint.text import unmarked
from reports.markdown import escaped

_BULLET = re.compile(r"^\s*(?:[-*•–▪·]|\uf0b7)\s+(?=\S)")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\S)")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")
_NOTHING = re.compile(r"\s*(?:\d{1,3}|[-=_]{3,})?\s*")  # a blank line, a page number, a rule
_BY_PARAGRAPH = ("docx", "odt", "form", "html", "rtf")  # every line is a paragraph there

Kind = Literal["blank", "heading", "bullet", "number", "words"]


@dataclass(frozen=True)
class _Piece:
    """Lines that belong together: a paragraph, a point of a list."""

    kind: Kind
    text: str


def prose(text: str, format_: str) -> str:
    """Paragraphs parted by blank lines; lines of a wrapped text are joined."""
    lines = [(_kind(line), line) for line in text.split("\n")]
    pieces = [_piece(*each) for each in lines] if format_ in _BY_PARAGRAPH else list(_wrapped(lines))
    return "\n\n".join(_blocks(pieces))


def _kind(line: str) -> Kind:
    if _NOTHING.fullmatch(line):
        return "blank"
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (("heading", _HEADING), ("bullet", _BULLET), ("number", _NUMBER))
    return next((kind for kind, pattern in kinds if pattern.match(line)), "words")


def _piece(kind: Kind, line: str) -> _Piece:
    return _Piece(
        kind, _NUMBER.sub("", _BULLET.sub("", line)).strip() if kind in ("bullet", "number") else line.strip()
    )


def _wrapped(lines: Iterable[tuple[Kind, str]]) -> Iterator[_Piece]:
    """Lines of words go on with what stands above them, a word parted at the end of a line with its rest."""
    last: _Piece | None = None
    for kind, line in lines:
        if kind == "words" and last is not None and last.kind in ("words", "bullet", "number"):
            parted = last.text.endswith("\u00ad")
            last = _Piece(last.kind, last.text[:-1] + line.strip() if parted else f"{last.text} {line.strip()}")
            continue
        if last is not None:
            yield last
        last = _piece(kind, line)
    if last is not None:
        yield last


def _blocks(pieces: Iterable[_Piece]) -> Iterator[str]:
    there = [each for each in pieces if each.kind != "blank"]
    for kind, some in groupby(there, key=lambda each: each.kind):
        words = [each.text for each in some]
        if kind == "bullet":
            yield "\n".join(f"- {_plain(each)}" for each in words)
        elif kind == "number":
            yield "\n".join(f"{number}. {_plain(each)}" for number, each in enumerate(words, 1))
        elif kind == "heading":
            yield from (f"**{escaped(unmarked(each))}**" for each in words)
        else:
            yield from map(_plain, words)


def _plain(text: str) -> str:
    return escaped(_MARKS.sub("", _LINK.sub(r"\1", text)).replace("\u00ad", ""))
