"""Which of the known words somebody may have meant."""

from __future__ import annotations

from collections.abc import Sequence


def nearest(word: str, known: Sequence[str], *, count: int = 2, cutoff: float = 70) -> list[str]:
    """The known words most like this one, best first."""
    from rapidfuzz import fuzz, process

    return [found for found, *_ in process.extract(word, known, scorer=fuzz.ratio, limit=count, score_cutoff=cutoff)]


def near(word: str, known: Sequence[str], *, most: int = 8) -> str:
    """What a message names in the place of a word nobody knows: the nearest, or else the first of all there are."""
    return ", ".join(nearest(word, known) or list(known)[:most]) or "–"
