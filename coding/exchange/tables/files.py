"""Tables out of CSV files and workbooks: headings that are known, and rows as texts, each with its line."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coding.codebooks.formats.csv import LONGEST_CELL, as_read
from coding.exchange.tables.columns import known_headings
from coding.spreadsheet import read_text
from evaluation.errors import Problem, fail, problem, reason_of
from evaluation.sources.encoding import decode
from evaluation.sources.package import BROKEN_ZIP, LIMIT, open_package

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DELIMITERS = ";,\t|"
FIRST_ROWS = 15  # a title and some notes may stand above the headings of a workbook
MOST_CELLS = 20_000_000


@dataclass(frozen=True)
class Table:
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    problems: tuple[Problem, ...] = ()


def csv_table(path: Path) -> Table:
    """Whatever it is separated by, and in whatever encoding; rows too short or too long are as long as the headings."""
    decoded = decode(_content(path), str(path))
    text = re.sub(r"\A\ufeff?(sep=.\r?\n)?", "", decoded.text)
    csv.field_size_limit(LONGEST_CELL)
    line = 1
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
        records = []
        for line, cells in _records(reader):
            records.append((line, cells))
    except csv.Error as error:
        raise fail("FOREIGN-020", file=path, line=line, reason=str(error)) from error
    if not records:
        raise fail("FOREIGN-021", file=path, line=1, found="–")
    (_, headings), *rows = records
    return Table(headings, rows, decoded.problems)


def _delimiter(text: str) -> str:
    """The one by which most headings of the first line are known, else the one there are most of."""
    line = text.lstrip("\r\n").partition("\n")[0]

    def fits(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        return known_headings(cells), len(cells)

    return max(DELIMITERS, key=fits)


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, [as_read(cell) for cell in cells]
        line = reader.line_num + 1


def xlsx_table(path: Path) -> Table:
    """The first sheet with known headings; merged cells are filled, and a formula counts as what it last came to."""
    content = _content(path)
    formulas = _has_formulas(content, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about drawings and validations, which matter to nobody here
        sheet, head = _sheet(content, path, values=True)
        problems = tuple(_unknown(sheet, *_sheet(content, path, values=False), path)) if formulas else ()
    cells = _cells(sheet, path)
    width = int(sheet.max_column)
    filled = sorted({row for row, _ in cells if row > head})
    rows = [(row, [cells.get((row, column), "") for column in range(1, width + 1)]) for row in filled]
    return Table([cells.get((head, column), "") for column in range(1, width + 1)], rows, problems)


def _has_formulas(content: bytes, path: Path) -> bool:
    """Whether any cell is a formula. Raises for a workbook that is broken, or that defines entities of its own."""
    found = False
    with open_package(content, str(path)) as archive:
        for name in archive.namelist():
            try:
                part = archive.read(name)
            except BROKEN_ZIP:
                raise fail("SOURCE-010", file=path) from None
            if name.endswith((".xml", ".rels")) and re.search(rb"<!(DOCTYPE|ENTITY)", part):
                raise fail("SOURCE-013", file=path)
            found = found or ("/worksheets/" in name and b"<f" in part)
    return found


def _sheet(content: bytes, path: Path, *, values: bool) -> tuple[Worksheet, int]:
    """The sheet, and the row of its headings."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(content), data_only=values)
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, AttributeError, OSError) as error:
        raise fail("SOURCE-010", file=path) from error
    best = (0, 0, 0)
    for number, sheet in enumerate(book.worksheets):
        for row in range(1, min(int(sheet.max_row), FIRST_ROWS) + 1):
            known = known_headings(_text(cell.value) for cell in sheet[row][:60])
            best = max(best, (known, -number, -row))
    if not best[0]:
        first = book.worksheets[0] if book.worksheets else None
        found = [_text(cell.value) for cell in first[1] if cell.value is not None] if first else []
        raise fail("FOREIGN-021", file=path, line=1, found=", ".join(found)[:200] or "–")
    return book.worksheets[-best[1]], -best[2]


def _cells(sheet: Worksheet, path: Path) -> dict[tuple[int, int], str]:
    if int(sheet.max_row) * int(sheet.max_column) > MOST_CELLS:
        raise fail("FOREIGN-002", file=path, most=f"{MOST_CELLS}")
    found = {
        (cell.row, cell.column): _text(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    for area in list(sheet.merged_cells.ranges):
        text = found.get((area.min_row, area.min_col))
        if text and (area.max_row - area.min_row + 1) * (area.max_col - area.min_col + 1) <= MOST_CELLS:
            places = ((row, column) for row in range(area.min_row, area.max_row + 1) for column in _columns(area))
            found |= dict.fromkeys(places, text)
    return found


def _columns(area: Any) -> Iterable[int]:
    return range(area.min_col, area.max_col + 1)


def _unknown(sheet: Worksheet, formulas: Worksheet, _head: int, path: Path) -> Iterator[Problem]:
    """Formulas that nobody has reckoned out."""
    for row in formulas.iter_rows():
        for cell in row:
            place = (int(cell.row or 1), int(cell.column or 1))
            if cell.data_type == "f" and sheet.cell(*place).value is None:
                yield problem("FOREIGN-022", file=path, line=cell.row, severity="warning", cell=cell.coordinate)


def _text(value: Any) -> str:
    """A value as a person would write it: 1 and not 1.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return read_text(str(value))


def _content(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > LIMIT:
            raise fail("FOREIGN-002", file=path, most=f"{LIMIT >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise fail("FOREIGN-003", file=path, reason=reason_of(error)) from error
