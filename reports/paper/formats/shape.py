"""What a format of printed instruments declares, and the words all of them use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluation.language import Language, phrase
from reports.paper.sheet import Sheet

WORDS = (
    "plan",
    "part",
    "minutes",
    "clock",
    "read_aloud",
    "short",
    "listen",
    "date",
    "session",
    "moderator",
    "page",
    "statement",
)


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """`write` gives the whole file."""

    name: str
    write: Callable[[Sheet], bytes]


def words(language: Language) -> dict[str, str]:
    return {each: phrase(f"paper.{each}", language) for each in WORDS}
