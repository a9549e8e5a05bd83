"""Rows written as a CSV file or a workbook, the same bytes for the same rows, and no cell a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from coding.codebooks.formats.csv import as_text
from coding.codebooks.text import writable
from coding.exchange.packing import repacked
from coding.exchange.tables.telling import Cell
from coding.spreadsheet import LONGEST, write_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Mapping[str, Cell]]
_WIDTHS = {"text": 70, "note": 40, "path": 36, "label": 30, "source": 24, "code": 24}
_WIDTH = 14


def as_csv(columns: Sequence[str], rows: Rows) -> bytes:
    """The way a Norwegian Excel opens it: UTF-8 with its mark, and semicolons."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([as_text(each) for each in columns])
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def as_xlsx(columns: Sequence[str], rows: Rows, title: str) -> bytes:
    """A sheet that filters, its first row kept in sight."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _sheet_title(title)
    for column, name in enumerate(columns, 1):
        write_text(sheet, 1, column, writable(name)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, _WIDTH)
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(columns, 1):
            _write(sheet, number, column, row.get(name))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.properties.creator = "Underveis"
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    target = BytesIO()
    book.save(target)
    return _settled(target.getvalue())


def too_long(rows: Rows) -> int:
    """How many rows have a text that no cell of a workbook holds."""
    return sum(any(isinstance(value, str) and len(value) > LONGEST - 100 for value in row.values()) for row in rows)


def _cell(value: Cell) -> str:
    return as_text(value) if isinstance(value, str) else "" if value is None else str(value)


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    if isinstance(value, int):
        sheet.cell(row, column).value = value
    elif value:
        write_text(sheet, row, column, writable(value))


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]


def _settled(made: bytes) -> bytes:
    """Without the moment it was saved at, which the library writes whatever it is told."""
    from zipfile import ZipFile

    name = "docProps/core.xml"
    with ZipFile(BytesIO(made)) as archive:
        core = archive.read(name).decode("utf-8")
    moment = r"(<dcterms:(created|modified)[^>]*>)[^<]*(</)"
    return repacked(made, {name: re.sub(moment, r"\g<1>1980-01-01T00:00:00Z\g<3>", core).encode("utf-8")})
