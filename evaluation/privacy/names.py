"""Whether a text names somebody the study knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evaluation.model import People

SHORTEST = 3  # a shorter part of a name is too often a word


def names_of(people: People) -> frozenset[str]:
    """The real names of people and organisations, whole and in parts that begin with a capital letter."""
    whole = [each.name for side in (people.participants, people.organisations) for each in side if each.name]
    parts = (part for each in people.participants for part in each.name.split())
    return frozenset(whole) | {part for part in parts if part[:1].isupper() and len(part) >= SHORTEST}


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text as a word of its own, possibly inflected by an s."""
    return any(re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text, re.IGNORECASE) for name in names)
