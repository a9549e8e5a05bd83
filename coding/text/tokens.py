"""The words of a folded text, each with its place.

A word keeps its inner hyphens and apostrophes (`ia-avtalen`), a hyphen left open at its end (`forebyggings-`), soft
hyphens, and a break of line after a hyphen (`syke-⏎fravær`), but not where the next line goes on with a conjunction
(`forebyggings-⏎og`). A slash parts words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CONJUNCTIONS = "og|eller|samt|and|or"
_NEXT_LINE = rf"[^\S\n]*\n[^\S\n]*(?!(?:{_CONJUNCTIONS})\b)"
WORD = re.compile(rf"\w+(?:(?:['-]|[-\u00ad]{_NEXT_LINE}|\u00ad)\w+)*-?")
# What joins the parts of a word that is broken at the end of a line.
BREAK = re.compile(rf"[-\u00ad]{_NEXT_LINE}")
_BROKEN = re.compile(r"([-\u00ad])\s*\n\s*")


class Token(NamedTuple):
    """One word at [start, end), written as it stands in the folded text."""

    start: int
    end: int
    word: str


def tokens(folded: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    for found in WORD.finditer(folded, start, len(folded) if end is None else end):
        yield Token(*found.span(), found.group())


def forms(word: str) -> tuple[str, ...]:
    """The ways to read a word as it stands: one broken at a hyphen may have had it before (`ia-⏎avtalen`) or not."""
    if "\n" not in word and "\u00ad" not in word:
        return (word.removesuffix("-"),)
    whole = _BROKEN.sub(r"\1", word).replace("\u00ad", "").removesuffix("-")
    if not _BROKEN.search(word):
        return (whole,)
    joined = _BROKEN.sub("", word).replace("\u00ad", "").removesuffix("-")
    return tuple(dict.fromkeys((whole, joined)))
