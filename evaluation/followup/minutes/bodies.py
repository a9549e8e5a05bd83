"""What is written under an agenda item, block by block: presentation, discussion, conclusion, action points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from evaluation.followup.minutes import words
from evaluation.followup.minutes.rows import Page, Row

Kind = Literal["text", "presentation", "discussion", "conclusion", "action", "owner", "due"]


_PARAGRAPH = re.compile(r"\s*(?:\d{1,2}\.\d{1,2}\.?\s+(?=\S))?")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one point of a list, at [start, end) of the text."""

    kind: Kind
    start: int
    end: int
    is_point: bool
    line: int


@dataclass
class _Building:
    kind: Kind = "text"
    found: list[Block] = field(default_factory=list)
    start: int = -1
    end: int = -1
    is_point: bool = False
    line: int = 0

    def close(self) -> None:
        if self.start >= 0 and self.start < self.end:
            self.found.append(Block(self.kind, self.start, self.end, self.is_point, self.line))
        self.start, self.is_point = -1, False

    def open(self, start: int, line: int, *, is_point: bool) -> None:
        self.close()
        self.start, self.line, self.is_point = start, line, is_point


def blocks_in(page: Page, first: int, last: int) -> list[Block]:
    """The blocks of rows [first, last); tables are left to whoever reads tables."""
    building = _Building()
    after_blank = True
    for at in range(first, last):
        row = page.rows[at]
        if row.is_noise and not row.is_blank:
            continue
        if row.is_blank:
            after_blank = True
            continue
        if page.is_table(row):
            building.close()
            continue
        if row.cell in ("conclusion", "owner", "due"):
            building.close()
            building.found.append(Block(row.cell, row.start, row.start + len(row.text.rstrip()), False, row.line))
            after_blank = True
            continue
        for begin, end in _stretches(row):
            _take(page, row, begin, end, building, after_blank=after_blank)
            after_blank = False
    building.close()
    return building.found


def label_of(row: Row, begin: int) -> tuple[Kind, int] | None:
    """What a label at this place of a row says that follows, and where that begins."""
    for kind, pattern in words.SECTIONS.items():
        match = pattern.match(row.text, begin)
        if match:
            return kind, match.end()
    return None


def _stretches(row: Row) -> Iterator[tuple[int, int]]:
    """The row parted where a label stands within it."""
    begin = 0
    for match in words.INNER_LABEL.finditer(row.text):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(row.text.rstrip())


def _take(page: Page, row: Row, begin: int, end: int, building: _Building, *, after_blank: bool) -> None:
    is_point = row.is_listed and not _is_ordinal(row)
    marker = begin or (row.point or _skip(row.text) if is_point else _skip(row.text))
    labelled = label_of(row, marker if is_point or begin else begin) or label_of(row, marker)
    if labelled:
        building.close()
        building.kind = labelled[0]
        if row.text[labelled[1] : end].strip():
            building.open(row.start + labelled[1], row.line, is_point=False)
            building.end = row.start + end
        return
    if begin == 0 and is_point:
        building.open(row.start + marker, row.line, is_point=True)
    elif building.start < 0 or marker > _blanks(row) or (after_blank and not _goes_on(page, row, building)):
        building.open(row.start + marker, row.line, is_point=False)
    building.end = row.start + end


def _blanks(row: Row) -> int:
    return len(row.text) - len(row.text.lstrip())


def _goes_on(page: Page, row: Row, building: _Building) -> bool:
    """Whether a row after a blank one goes on with a sentence: a text from a PDF has blank rows within."""
    return row.words[:1].islower() and page.text[building.end - 1] not in ".!?:"


def _is_ordinal(row: Row) -> bool:
    """«1. mars møtes vi» is no point of a list."""
    return row.text[row.point : row.point + 1].islower() and bool(re.match(r"\s*\d{1,2}\.", row.text))


def _skip(text: str) -> int:
    """The signs before the words: blanks, and the number of a paragraph such as `4.2`."""
    match = _PARAGRAPH.match(text)
    return match.end() if match else 0
