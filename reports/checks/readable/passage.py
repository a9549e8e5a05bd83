"""A piece of text and where in a file it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """`place` is what a person needs to find it: `side 3`, `word/comments.xml`, `alt`, `metadata Author`."""

    place: str
    text: str
