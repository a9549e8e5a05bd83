"""A text as rows whose signs are made alike one for one, so that every place in them is a place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from evaluation.sources.extract import Line

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2007\u000b\u000c\ufeff", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys(
            "\u25aa\u25cf\u25cb\u25e6\u2023\u00b7\u2219\u25a0\u25a1\u25c6\u27a2\u27a4\u2713\uf0b7\uf0a7\uf0d8", "•"
        ),
        "\u2019": "'",
    }
)
_MARK = re.compile(r"\s*(#{1,6})\s+")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\S)\*(?=\S)|(?<=\S)\*(?!\S)|(?<!\S)_(?=\S)|(?<=[^\s_])_(?!\w)")
_BULLET = re.compile(r"\s*(?:[•*→]|[-–—o](?=\s))\s*(?:\[[ xX]\]\s*)?(?=\S)")
_POINT = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-zæøå]|[ivx]{1,4})\)|\d{1,2}\.)\s+(?=\S)")
_CELL = re.compile(r"[^\t|]+")
_RULE = re.compile(r"[\s|:+=_-]*[-=_][\s|:+=_-]*")
_NOISE = re.compile(
    r"\s*(?:(?:https?://|www\.)\S+|(?:side|page)?\s*\d{1,3}(?:\s*(?:av|of|/)\s*\d{1,3})?)\s*", re.IGNORECASE
)


Cell = Literal["", "heading", "conclusion", "owner", "due"]


@dataclass(frozen=True)
class Row:
    """One line: `text` stands at `start` of the whole; `heading` and `bold` are what the file says of its type."""

    text: str
    start: int
    line: int
    heading: int = 0
    bold: bool = False
    level: int = 0
    cell: Cell = ""  # what a column of a table says it is

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def words(self) -> str:
        return " ".join(self.text.split())

    @cached_property
    def is_blank(self) -> bool:
        return not self.words

    @cached_property
    def bullet(self) -> int:
        """How many signs a bullet takes at the beginning; 0 where there is none."""
        match = _BULLET.match(self.text)
        return match.end() if match else 0

    @cached_property
    def point(self) -> int:
        """The same for a bullet, a letter or a number in a list."""
        match = None if self.bullet else _POINT.match(self.text)
        return match.end() if match else self.bullet

    @cached_property
    def is_noise(self) -> bool:
        """An address, a page number or a ruled line alone: no part of what was written."""
        return bool(_NOISE.fullmatch(self.text) or (self.words and _RULE.fullmatch(self.text)))

    @property
    def is_listed(self) -> bool:
        """Whether it is a point of a list, by a sign in the text or by what the file says."""
        return bool(self.point or (self.level and not self.heading))

    @property
    def is_marked(self) -> bool:
        return bool(self.heading or self.bold)


@dataclass(frozen=True)
class Page:
    """All rows, and the whole text they make: as long as the source's, sign for sign."""

    rows: tuple[Row, ...]
    text: str
    raw: str

    def words(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())

    def cells(self, row: Row) -> list[tuple[int, int]]:
        """The cells of a table's row as places in the text; one where it is no table."""
        raw = self.raw[row.start : row.end]
        found = [(row.start + each.start(), row.start + each.end()) for each in _CELL.finditer(raw)]
        return [each for each in found if self.text[each[0] : each[1]].strip()]

    def is_table(self, row: Row) -> bool:
        if row.cell:
            return False
        raw = self.raw[row.start : row.end].strip(" ")
        return len(self.cells(row)) > 1 and ("|" in raw or "\t" in raw)

    def line_at(self, place: int) -> int:
        from bisect import bisect_right

        return self.rows[max(bisect_right(self._starts, place) - 1, 0)].line

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.rows]


def page_of(lines: Sequence[Line], *, markdown: bool = False) -> Page:
    """The lines of a file as a page."""
    from evaluation.followup.minutes.tables import laid_out

    rows: list[Row] = []
    start = 0
    for number, line in enumerate(lines, 1):
        rows.append(_row(line, start, line.number or number, markdown=markdown))
        start += len(line.text) + 1
    raws = [line.text for line in lines]
    parted = tuple(laid_out(rows, raws))
    return Page(parted, _joined(row.text for row in parted), _joined(raws))


def is_markdown(format_: str, lines: Iterable[Line]) -> bool:
    return format_ == "md" or any(re.match(r"#{1,4} \S", line.text) for line in lines)


def _row(line: Line, start: int, number: int, *, markdown: bool) -> Row:
    text = line.text.translate(_ALIKE)
    bold = bool(line.bold and line.bold >= len(line.text.rstrip()) and line.text.strip())
    heading = line.heading
    if markdown:
        if match := _MARK.match(text):
            heading = len(match[1])
            text = " " * match.end() + text[match.end() :]
        stripped = text.strip()
        bold = bold or (stripped.startswith("**") and stripped.rstrip(":").endswith("**") and stripped.count("**") == 2)
        text = _EMPHASIS.sub(lambda found: " " * len(found[0]), text)
    return Row(
        text.replace("\t", " ").replace("|", " ") if "|" in text else text.replace("\t", " "),
        start,
        number,
        heading,
        bold,
        line.item,
    )


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(texts)
