"""The half-year a report says it covers."""

from __future__ import annotations

import datetime as dt
import re

Period = tuple[dt.date, dt.date]
_FIRST = r"1\.?|i|første|fyrste|first|1st"
_SECOND = r"2\.?|ii|andre|annet|second|2nd"
_HALF = re.compile(
    rf"(?<![\w.])(?:(?P<first>{_FIRST})|(?P<second>{_SECOND}))[\s-]+(?:halvår(?:et)?|half(?:[\s-]?year)?)(?:\s+(?:av|i|of|in))?[\s,]+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)[\s-]*H(?P<half>[12])\b|\bH(?P<half_>[12])[\s-]*(?P<year_>(?:19|20)\d\d)\b"
)
_SEASON = re.compile(
    r"\b(?P<season>vår(?:en)?|høst(?:en)?|haust(?:en)?|spring|autumn)\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)


def half_year(year: int, half: int) -> Period:
    if half == 1:
        return dt.date(year, 1, 1), dt.date(year, 6, 30)
    return dt.date(year, 7, 1), dt.date(year, 12, 31)


def period_in(words: str) -> Period | None:
    """The first half-year that these words name; None where they name none."""
    told = words.replace("\u00a0", " ")
    if found := _HALF.search(told):
        return half_year(int(found["year"]), 1 if found["first"] else 2)
    if found := _HANDLE.search(told):
        return half_year(int(found["year"] or found["year_"]), int(found["half"] or found["half_"]))
    if found := _SEASON.search(told):
        return half_year(int(found["year"]), 1 if found["season"].lower().startswith(("vår", "spr")) else 2)
    return None


def is_period_only(words: str) -> bool:
    """Whether nothing but a half-year is said."""
    return period_in(words) is not None and not re.sub(r"[\W\d_]+", "", _HALF.sub("", words))
