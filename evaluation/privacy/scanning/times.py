"""Whether a word that may be a name is a month or the short form of a weekday where it stands."""

from __future__ import annotations

import re
from functools import lru_cache

from evaluation.numbers import MONTHS
from evaluation.privacy.scanning.spelling import folded
from evaluation.privacy.scanning.words import Word

_MONTHS = frozenset(folded(each) for months in MONTHS.values() for month in months for each in (month, month[:3])) | {
    "sept"
}
_WEEKDAYS = tuple(
    frozenset(days.split())
    for days in (
        "man mon",
        "tir tirs tys tue tues",
        "ons wed",
        "tor tors thu thurs",
        "fre fri",
        "lor laur sat",
        "son sun",
    )
)
_LOG = re.compile(r"^[ \t\-–•*#]*([^\W\d_]{3,5})(?=[.:,]|[ ]\d|[ ]*$)", re.MULTILINE)
_DAY = re.compile(r"(?<!\d)\d{1,2}\.?[ \u00a0]$")
_WHEN = re.compile(
    r"(?<!\w)(?:i|hele|heile|siden|sidan|ut|før|midten av|in|since|until|this|next|last|early|late)[ \u00a0]$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[ ](?:19|20)\d{2}(?!\d)")
_LOOK_BACK = 5
FEWEST = 2  # other weekdays that tell that lines begin with them


def is_time(text: str, word: Word) -> bool:
    """Whether it is a month, as in «17. mai-frokost» and «14 May», or a weekday in a log: Tirs: … Ons: … Tors: …"""
    return _is_month(text, word) or _is_weekday(text, word)


def _is_month(text: str, word: Word) -> bool:
    if folded(word.text.partition("-")[0]) not in _MONTHS:
        return False
    if _WHEN.search(text, max(0, word.start - len("midten av ")), word.start):
        return True
    before = _DAY.search(text, max(0, word.start - _LOOK_BACK), word.start)
    if before is None:
        return bool(_YEAR.match(text, word.end))
    return not word.capital or not _opens_line(text, before.start())


def _opens_line(text: str, at: int) -> bool:
    """Whether a number begins its line, as those of lists do: «2. Mai Britt»."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _is_weekday(text: str, word: Word) -> bool:
    own = next((days for days in _WEEKDAYS if folded(word.text) in days), None)
    if own is None or word.start not in (begun := _begun(text)):
        return False
    return sum(not days.isdisjoint(begun.values()) for days in _WEEKDAYS if days is not own) >= FEWEST


@lru_cache(maxsize=2)
def _begun(text: str) -> dict[int, str]:
    """The short words that begin lines as weekdays do in logs, folded, by where they stand."""
    return {found.start(1): folded(found[1]) for found in _LOG.finditer(text)}
