"""Tables as a workbook: a sheet each with real numbers, and a sheet of contents in front."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isnan
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from coding.sheets import lay_out, set_heights
from coding.spreadsheet import write_text
from evaluation.language import phrase
from reports.survey_tables.laid_out import HIDDEN, NOTHING, THIN, Laid

SUFFIX = ".xlsx"
LONGEST = 31  # letters of a sheet's name
_NO_SHEET = re.compile(r"[\[\]:*?/\\']+")
_HEAD = PatternFill("solid", fgColor="E7ECF2")
_LINE = Side(style="thin", color="8A95A5")
_QUIET = Font(color="505A66", size=10)
_ANSWERS, _SHARE, _END = 44, 11, 8
TOP = 4  # the row of the groups' names


def write(tables: Sequence[Laid], file: Path, source: str) -> None:
    book = Workbook()
    contents: Worksheet = book.worksheets[0]
    language = tables[0].language if tables else None
    contents.title = phrase("survey.table.contents", language)
    names = _names([each.name for each in tables], contents.title)
    for name, each in zip(names, tables, strict=True):
        _fill(book.create_sheet(name), each)
    _list(contents, tables, names, source)
    book.properties.title, book.properties.creator = source[:255], "Underveis"
    book.save(file)


def _names(wanted: Sequence[str], taken: str) -> list[str]:
    """What the sheets are called: no two alike, and without the signs that no sheet may have."""
    used, found = {taken.casefold()}, []
    for each in wanted:
        start = _NO_SHEET.sub("_", each).strip("_")[:LONGEST] or "_"
        name, number = start, 1
        while name.casefold() in used:
            number += 1
            name = f"{start[: LONGEST - len(str(number)) - 1]}-{number}"
        used.add(name.casefold())
        found.append(name)
    return found


def _list(sheet: Worksheet, tables: Sequence[Laid], names: Sequence[str], source: str) -> None:
    language = tables[0].language if tables else None
    write_text(sheet, 1, 1, phrase("survey.table.contents_of", language, source=source)).font = Font(bold=True, size=14)
    headings = ("sheet", "asked", "grouped", "answers")
    for column, key in enumerate(headings, 1):
        _heading(sheet, 3, column, phrase(f"survey.table.{key}", language))
    for row, (name, each) in enumerate(zip(names, tables, strict=True), 4):
        link = write_text(sheet, row, 1, name)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{name}'!A1")
        link.font = Font(color="0B5394", underline="single")
        write_text(sheet, row, 2, each.title)
        write_text(sheet, row, 3, each.by)
        sheet.cell(row, 4).value = each.table.base.n
        for column in range(1, 5):
            sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=column > 1)
    widths = [24, 70, 36, 16]
    lay_out(sheet, widths)
    set_heights(sheet, widths, top=4)
    sheet.freeze_panes = "A4"


def _fill(sheet: Worksheet, laid: Laid) -> None:
    widths = [_ANSWERS, *[_SHARE, _END, _END] * len(laid.groups)]
    lay_out(sheet, widths)
    across = max(len(widths), 7)
    _across(sheet, 1, laid.title, across, Font(bold=True, size=14), wide=sum(widths))
    _across(sheet, 2, _under(laid), across, _QUIET, wide=sum(widths))
    _head(sheet, laid)
    row = TOP + 2
    for label in laid.labels:
        write_text(sheet, row, 1, label).alignment = Alignment(vertical="top", wrap_text=True)
        for place, group in enumerate(laid.groups):
            _figures(sheet, row, 2 + 3 * place, laid, label, group)
        row += 1
    set_heights(sheet, widths[:1], top=TOP + 2)
    row = _bases(sheet, row, laid)
    for note in laid.notes():
        row += 1
        _across(sheet, row, note, across, _QUIET, wide=sum(widths))
    sheet.freeze_panes = sheet.cell(TOP + 2, 2).coordinate
    sheet.print_title_rows = f"{TOP}:{TOP + 1}"


def _under(laid: Laid) -> str:
    by = phrase("survey.table.by", laid.language, by=laid.by) if laid.by else ""
    return " · ".join(filter(None, (laid.name if laid.name != laid.title else "", by)))


def _head(sheet: Worksheet, laid: Laid) -> None:
    """Two rows: the groups, and under each what its three columns are."""
    _heading(sheet, TOP, 1, phrase("survey.table.answer", laid.language))
    _heading(sheet, TOP + 1, 1, "")
    under = [phrase(f"survey.table.{key}", laid.language) for key in ("share", "from", "to")]
    for place, group in enumerate(laid.groups):
        first = 2 + 3 * place
        for column in range(first, first + 3):
            _heading(sheet, TOP, column, laid.heading(group) if column == first else "", center=True)
            _heading(sheet, TOP + 1, column, under[column - first], center=True)
        sheet.merge_cells(start_row=TOP, end_row=TOP, start_column=first, end_column=first + 2)
    longest = max((len(laid.heading(group)) for group in laid.groups), default=0)
    sheet.row_dimensions[TOP].height = 17 * max(1, -(-longest // (_SHARE + 2 * _END - 4)))


def _heading(sheet: Worksheet, row: int, column: int, text: str, *, center: bool = False) -> None:
    cell = write_text(sheet, row, column, text)
    cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, Border(bottom=_LINE)
    cell.alignment = Alignment(horizontal="center" if center else None, vertical="center", wrap_text=True)


def _figures(sheet: Worksheet, row: int, column: int, laid: Laid, label: str, group: str) -> None:
    """A share and the ends of its interval as numbers; what is hidden or not there is a sign."""
    found = laid.row(label, group)
    if found is None or found.hidden or isnan(found.value):
        sign = HIDDEN if found is not None and found.hidden else NOTHING
        write_text(sheet, row, column, sign).alignment = Alignment(horizontal="right", vertical="top")
        return
    mark = f'"{THIN}"' if found.thin else "_*"  # room for the mark, so that the figures stand under each other
    for place, value in enumerate((found.value, found.low, found.high)):
        cell = sheet.cell(row, column + place)
        cell.value = None if isnan(value) else value
        cell.number_format = f"0.0%{mark}" if place == 0 else "0%"
        cell.alignment = Alignment(vertical="top")
        if place:
            cell.font = _QUIET


def _bases(sheet: Worksheet, row: int, laid: Laid) -> int:
    """How many the shares are of, under each group: people, and weighted where they are; returns the next row."""
    kinds = (False, True) if laid.is_weighted else (False,)
    for weighted in kinds:
        key = "base_weighted" if weighted else "base"
        _based(sheet, row, 1, phrase(f"survey.table.{key}", laid.language))
        for place, group in enumerate(laid.groups):
            found = laid.base(group, weighted=weighted)
            _based(sheet, row, 2 + 3 * place, HIDDEN if found is None else found)
            for column in (3 + 3 * place, 4 + 3 * place):
                _based(sheet, row, column, "")
        row += 1
    return row


def _based(sheet: Worksheet, row: int, column: int, value: str | float) -> None:
    cell = write_text(sheet, row, column, value) if isinstance(value, str) else sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value, cell.number_format = round(value, 1), "#,##0"
    cell.font, cell.border = Font(italic=True), Border(top=_LINE)
    cell.alignment = Alignment(horizontal=None if column == 1 else "right")


def _across(sheet: Worksheet, row: int, text: str, columns: int, font: Font, *, wide: int) -> None:
    """A text that runs over the whole width of a table, broken where it is longer."""
    cell = write_text(sheet, row, 1, text)
    cell.font, cell.alignment = font, Alignment(vertical="top", wrap_text=True)
    sheet.merge_cells(f"A{row}:{get_column_letter(columns)}{row}")
    room = max(wide, _ANSWERS + 3 * _SHARE) * 11 / (font.size or 11) * 0.9
    sheet.row_dimensions[row].height = (font.size or 11) * 1.45 * max(1, -(-len(text) // int(room)))
