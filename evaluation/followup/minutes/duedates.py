"""By when something is owed, in a sentence that may tell of other days too."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from evaluation.followup.deadlines import FoundDeadline, find_deadlines
from evaluation.model.deadline import Deadline

_DAYS = r"(?:(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)dag(?:en)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?"
_BY = re.compile(
    rf"\b(?:innen|innan|frist\w*|senest|seinast|før|til|by|before|no\s+later\s+than|due|until|within"
    rf"|deadline|i\s+løpet\s+av|during)\s*:?\s*(?:er\s+)?"
    rf"(?:(?:utgangen|slutten|midten|starten)\s+av\s+|(?:the\s+)?(?:end|middle"
    rf"|start)\s+of\s+)?(?:the\s+)?(?:{_DAYS}\s*)?(?:den\s+)?$",
    re.IGNORECASE,
)
_AT = re.compile(
    rf"\b(?:på|i|at|in|on)\s+(?:(?:møtet?|the\s+meeting)\s+)?(?:(?:den|on|the)\s+)?(?:{_DAYS}\s*)?$", re.IGNORECASE
)
_OPEN = ("next-meeting", "soon", "running")


@dataclass(frozen=True, slots=True)
class Owed:
    """A deadline at [start, end) of the text. lacks_year: nobody can tell of which year."""

    start: int
    end: int
    deadline: Deadline
    lacks_year: bool = False


def owed_by(text: str, start: int, end: int, since: dt.date | None, *, anyhow: bool = False) -> Owed | None:
    """The deadline in text[start:end]; the last where several are told. anyhow: the words can be nothing else."""
    words = text[start:end].replace("\n", " ")
    fitting = [each for each in find_deadlines(words, since=since) if anyhow or _fits(words, each, since)]
    chosen = next((each for each in reversed(fitting) if each.deadline.is_dated or each.lacks_year), None) or (
        fitting[-1] if fitting else None
    )
    if chosen is None:
        return None
    return Owed(start + chosen.start, start + chosen.end, chosen.deadline, chosen.lacks_year)


def _fits(words: str, found: FoundDeadline, since: dt.date | None) -> bool:
    if found.deadline.kind in _OPEN:
        return True
    before = words[: found.start]
    if found.deadline.recurs or found.deadline.kind in ("none", "year"):
        return bool(
            found.deadline.kind == "year" and re.search(r"\b(?:innen|innan|by)\b[^.,]*$", before[-40:], re.IGNORECASE)
        )
    if _BY.search(before):
        return True
    last = found.deadline.last_day()
    return bool(_AT.search(before) and found.deadline.kind == "day" and last and since and last > since)
