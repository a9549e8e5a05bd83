"""The figures a text states: value, unit, the sentence they stand in, and how sure the text itself is of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coding.stated.numerals import Numeral, numerals
from coding.stated.units import unit_of
from coding.text.sentences import sentences
from coding.text.spans import Span
from evaluation.language import Language

Qualifier = Literal["", "about", "over", "under"]
_SAID: tuple[tuple[Qualifier, str], ...] = (
    (
        "about",
        r"om lag|omlag|ca\.?|cirka|omtrent|rundt|kring|bortimot|nær|nesten|nærmere|nærare|anslagsvis|"
        r"about|around|roughly|nearly|almost|some|approximately",
    ),
    ("over", r"over|mer enn|meir enn|fleire enn|flere enn|minst|i overkant av|more than|at least"),
    (
        "under",
        r"under|mindre enn|færre enn|høyst|maks(?:imalt)?|inntil|i underkant av|"
        r"less than|fewer than|at most|up to",
    ),
)
_QUALIFIERS = tuple((name, re.compile(rf"(?:^|(?<=\W))(?:{words})\s$", re.IGNORECASE)) for name, words in _SAID)
# «64 806 tjenester mot 59 314 i fjor»: the second counts what the first does.
_COMPARED = re.compile(
    r"\b(?:mot|mens|fra|frå|til|opp fra|ned fra|opp frå|ned frå|sammenlignet med|samanlikna med|"
    r"against|up from|down from|from|to|compared (?:with|to))\s"
    r"(?:(?:ca\.?|om lag|about)\s)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """`value` (to `high`, where it is a range) of `unit` at [start, end), and where its sentence begins and ends.

    `unit` is `percent`, `percentage points`, `NOK`, or the counted word as it is written. `qualifier` tells that the
    text says «about», «over» or «under».
    """

    value: float
    unit: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    high: float | None = None
    qualifier: Qualifier = ""


def figures_in(
    text: str, language: Language = "nb", start: int = 0, end: int | None = None
) -> tuple[StatedFigure, ...]:
    """The figures of text[start:end] in order; dates, years, paragraphs and labels are none, nor is a bare number."""
    limit = len(text) if end is None else end
    spans = sentences(text, start, limit, language)
    found: list[StatedFigure] = []
    for numeral in numerals(text, language, start, limit):
        place = _sentence(spans, numeral.start) or Span(start, limit)
        unit = unit_of(text, numeral) or _compared(text, numeral, found, place)
        if unit is None or unit[2] > limit or (found and unit[1] < found[-1].end):
            continue
        name, begin, finish = unit
        qualifier = _qualifier(text[max(begin - 20, start) : begin])
        found.append(StatedFigure(numeral.value, name, begin, finish, *place, numeral.high, qualifier))
    return tuple(found)


def _compared(text: str, numeral: Numeral, found: Sequence[StatedFigure], place: Span) -> tuple[str, int, int] | None:
    """The unit of the figure before, where this one is held against it in the same sentence."""
    if numeral.in_words or not found or found[-1].start < place.start or _looks_like_year(numeral):
        return None
    if not _COMPARED.search(text[max(numeral.start - 40, place.start) : numeral.start]):
        return None
    return found[-1].unit, numeral.start, numeral.end


def _looks_like_year(numeral: Numeral) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", numeral.written)) or numeral.value < 13


def _qualifier(before: str) -> Qualifier:
    return next((name for name, pattern in _QUALIFIERS if pattern.search(before)), "")


def _sentence(spans: Sequence[Span], at: int) -> Span | None:
    place = bisect_right(spans, (at, 1 << 62)) - 1
    return spans[place] if place >= 0 and at < spans[place].end else None
