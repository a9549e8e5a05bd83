"""A plan as a CSV file, whatever it is separated by and in whatever encoding."""

from __future__ import annotations

import csv
import re
from io import StringIO

from evaluation.errors import fail
from evaluation.followup.plans.rows import Cell, Row, Sheet, Sheets
from evaluation.followup.plans.words import column_of
from evaluation.language import phrase
from evaluation.sources.encoding import decode

SUFFIXES = (".csv", ".tsv")
DELIMITERS = ";,\t|"
LONGEST_CELL = 10_000_000
_MARKED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")  # an apostrophe keeps a spreadsheet from reckoning with what follows


def read(content: bytes, file: str) -> Sheets:
    decoded = decode(content, file)
    text = re.sub(r"\A\ufeff?(sep=.\r?\n)?", "", decoded.text)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(_row(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise fail("PLAN-027", file=file, line=line, reason=str(error)) from error
    return Sheets((Sheet("", rows),), decoded.problems, decoded.encoding)


def _row(line: int, cells: list[str]) -> Row:
    placed = ((phrase("plan.place.row", line=line, column=at), text) for at, text in enumerate(cells, 1))
    return Row(line, tuple(Cell(_as_read(text), place) for place, text in placed))


def _as_read(text: str) -> str:
    kept = text.replace("\r\n", "\n").strip()
    return kept[1:] if _MARKED.match(kept) else kept


def _delimiter(text: str) -> str:
    """The one by which most headings of the first lines are known."""
    lines = text.splitlines()[:15]

    def known(delimiter: str) -> int:
        rows = csv.reader(lines, delimiter=delimiter)
        return max((sum(column_of(cell) is not None for cell in row) for row in rows), default=0)

    return max(DELIMITERS, key=known)
