"""The paragraphs of an old guide, with what their marks, type and place in lists say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.sources.extract import Line

LETTERED = 5
BULLETED = 11
# A clock (12.30) and a date (1. juli) are no numbers of a list.
_NUMBER = re.compile(r"(?!\d{1,2}\.[0-5]\d\s)(?P<digits>\d{1,2}(?:\.\d{1,2})*)(?:[.)]\s*|\s+)(?=[A-ZÆØÅ«\"“(])")
_LETTER = re.compile(r"[a-zæøå][.)]\s+")
_BULLET = re.compile(r"[-–—•·▪◦*o]\s+")
_MARKDOWN = re.compile(r"(#{1,6})\s+")
_MINUTES = re.compile(
    r"[\s,–-]*[(\[]?\s*(?:ca\.?|omtrent|om lag|about|approx\.?)?\s*(?:\d{1,3}\s*[–-]\s*)?"
    r"(\d{1,3})\s*min(?:utter|utt|utes|s)?\b\.?\s*[)\]]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`depth` is 0 outside lists, 1 and on for numbers, 11 and on for bullets."""

    text: str
    number: int | None
    heading: int = 0
    bold: bool = False
    depth: int = 0

    @property
    def asks(self) -> bool:
        return self.text.rstrip(' )»"').endswith("?")

    @property
    def leads(self) -> bool:
        """It looks like a heading."""
        return bool(self.heading) or (self.bold and not self.asks and len(self.text) <= 100)


def paragraphs_of(lines: Iterable[Line]) -> list[Paragraph]:
    """One for each line, and for each cell of a table; empty ones left out."""
    return [found for line in lines for cell in line.text.split("\t") if (found := _paragraph(line, cell))]


def minutes_in(text: str) -> tuple[str, int | None]:
    """`Innledning (ca. 10 min)` is («Innledning», 10)."""
    found = _MINUTES.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}".strip(" –-:,"), int(found[1])


def _paragraph(line: Line, cell: str) -> Paragraph | None:
    bold = line.bold >= len(line.text.rstrip()) > 0
    text, heading = _without_signs(cell)
    text, depth = _without_mark(text, indent=len(cell) - len(cell.lstrip()))
    if text.startswith("**") and text.endswith("**") and len(text) > 4:
        text, bold = text.strip("* "), True
    text = " ".join(text.split())
    return Paragraph(text, line.number, line.heading or heading, bold, line.item or depth) if text else None


def _without_signs(cell: str) -> tuple[str, int]:
    """A heading of Markdown without its signs, and its level."""
    text = cell.strip()
    found = _MARKDOWN.match(text)
    return (text[found.end() :], len(found[1])) if found else (text, 0)


def _without_mark(text: str, *, indent: int) -> tuple[str, int]:
    """The text without a number or bullet written by hand, and how deep that lies."""
    if found := _NUMBER.match(text):
        return text[found.end() :], found["digits"].count(".") + 1
    if found := _LETTER.match(text):
        return text[found.end() :], LETTERED
    if found := _BULLET.match(text):
        return text[found.end() :], BULLETED + min(indent // 2, 8)
    return text, 0
