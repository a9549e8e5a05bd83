"""The cells of a file that holds a plan, each with the place where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.errors import Problem

LARGEST = 20_000_000  # bytes; no plan that people have written is larger
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and where it stands: `Ark1!E4`, `rad 4`. A date is one the file itself knows to be a date.

    number: where the file holds a number, the number. filled: it stands in a merged area that begins further up.
    """

    text: str = ""
    place: str = ""
    date: dt.date | None = None
    number: float | None = None
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `alone`: a line that stands between tables, in one cell, which may be a heading."""

    line: int
    cells: tuple[Cell, ...]
    alone: bool = False
    heading: bool = False

    @property
    def texts(self) -> list[str]:
        return [each.text for each in self.cells]

    @property
    def only(self) -> Cell | None:
        """The one cell that says anything, where all others are empty or say the same."""
        told = [each for each in self.cells if each.text]
        return told[0] if told and len({each.text for each in told}) == 1 and told[0] is self.cells[0] else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What belongs together in a file: a worksheet, a document, the whole file."""

    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Sheets:
    """Everything a file holds, and what could not be read."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()
    encoding: str = ""

    @property
    def text(self) -> str:
        """What the file says, row by row, to be read and coded as a source."""
        return "\n\n".join(_text(each, titled=len(self.sheets) > 1) for each in self.sheets if each.rows)


def _text(sheet: Sheet, *, titled: bool) -> str:
    rows = ("\t".join(" ".join(cell.text.split()) for cell in row.cells if not cell.filled) for row in sheet.rows)
    return "\n".join([*([sheet.title] if titled and sheet.title else []), *(row.rstrip() for row in rows)])
