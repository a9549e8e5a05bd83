"""A joint report as one table: a row for each party, a column for each heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from evaluation.followup.joint.lines import Row
from evaluation.followup.joint.reporters import Reporter, reporter_in
from evaluation.followup.joint.template import SURE, Match, Template
from evaluation.followup.joint.text import unmarked
from evaluation.followup.parties import Parties

_SEPARATOR = re.compile(r"\|?[\s:|-]+\|?")
_FEWEST = 2  # columns that are headings of the template
_UNKNOWN = 0.86


@dataclass(frozen=True)
class Cell:
    """[start, end) of the text, with the words there."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class TableRow:
    """One party's row: whom it is from, and the cell under each heading with what that means."""

    party: Reporter
    line: int
    start: int
    end: int
    cells: tuple[tuple[str, Match, Cell], ...]


def rows_of_parties(rows: Sequence[Row], template: Template, known: Parties) -> list[TableRow]:
    """The rows below a row of the template's headings; none where there is no such table."""
    found: list[TableRow] = []
    heads: dict[int, tuple[str, Match]] = {}
    for line, cells in _lines_of_cells(rows):
        own = {at: (cell.words, match) for at, cell in enumerate(cells) if (match := template.match(cell.words))}
        if sum(match.certainty >= SURE for _, match in own.values()) >= _FEWEST:
            heads = own
        elif heads and len(cells) > max(heads):
            name = next((cell for at, cell in enumerate(cells) if at not in heads and cell.words), None)
            if name:
                told = tuple((*heads[at], cells[at]) for at in heads)
                found.append(TableRow(_party(name.words, known), line, cells[0].start, cells[-1].end, told))
    return found


def _party(words: str, known: Parties) -> Reporter:
    return reporter_in(words, known) or Reporter(" ".join(words.split()), None, _UNKNOWN)


def _lines_of_cells(rows: Sequence[Row]) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of tables, those of Word by their tabs, those of Markdown by their bars."""
    for line, some in groupby(rows, key=lambda row: row.line):
        listed = list(some)
        text = "\n".join(row.text for row in listed)
        mark = "\t" if "\t" in text else "|" if text.count("|") > 1 else ""
        if mark and not _SEPARATOR.fullmatch(text.strip()):
            yield line, list(_cells(text, listed[0].start, mark))


def _cells(text: str, start: int, mark: str) -> Iterator[Cell]:
    at = 0
    parts = text.split(mark)
    for number, part in enumerate(parts):
        # A bar at either end of a row parts nothing.
        if not (mark == "|" and number in (0, len(parts) - 1) and not part.strip()):
            lead = len(part) - len(part.lstrip())
            words = part.strip()
            yield Cell(start + at + lead, start + at + lead + len(words), unmarked(words))
        at += len(part) + 1
