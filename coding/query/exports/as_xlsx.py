"""Hits as an Excel workbook: a sheet that filters, its first row kept in sight, and the query on a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from coding.query.exports.listing import Listing, printable
from coding.retrieval import as_records
from coding.sheets import lay_out, set_heights
from coding.spreadsheet import write_text
from evaluation.language import phrase

SUFFIX = ".xlsx"
_WIDTHS = {"text": 60, "before": 32, "after": 32, "codes": 22, "source": 20, "role": 20, "start": 9, "end": 9}
_WIDTH = 14


def write(listing: Listing, file: Path) -> None:
    book = Workbook()
    hits: Worksheet = book.worksheets[0]
    hits.title = phrase("query.export.hits", listing.language)
    _fill(hits, [listing.headings(), *(list(row.values()) for row in as_records(listing.table))])
    _dress(hits, [_WIDTHS.get(str(column), _WIDTH) for column in listing.table.columns])
    hits.freeze_panes, hits.print_title_rows = "A2", "1:1"
    hits.auto_filter.ref = hits.dimensions
    about = book.create_sheet(phrase("query.export.about", listing.language))
    told = {"study": listing.title, "query": listing.query, "number": len(listing.table)}
    _fill(about, [[phrase(f"query.export.{name}", listing.language), value] for name, value in told.items()])
    _dress(about, [20, 90])
    book.properties.title, book.properties.creator = printable(listing.query)[:255], "Underveis"
    book.save(file)


def _fill(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            _write(sheet, number, column, value)


def _write(sheet: Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, int):
        sheet.cell(row, column).value = value
    else:
        text = ", ".join(value) if isinstance(value, list) else str(value or "")
        write_text(sheet, row, column, printable(text))
    sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)


def _dress(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number in range(1, len(widths) + 1):
        sheet.cell(1, number).font = Font(bold=True)
    lay_out(sheet, widths)
    set_heights(sheet, widths)
