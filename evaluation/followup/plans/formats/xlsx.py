"""A plan in a workbook: every sheet, merged cells filled, and a formula as what it last came to."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from evaluation.errors import Problem, fail, problem
from evaluation.followup.plans.rows import MOST_ROWS, Cell, Row, Sheet, Sheets
from evaluation.sources.package import BROKEN_ZIP, open_package

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = (".xlsx", ".xlsm")
MOST_CELLS = 2_000_000
LARGEST_PART = 40_000_000  # bytes of a sheet as it unpacks: more would fill the memory before it could be counted
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
Found = dict[tuple[int, int], Cell]


def read(content: bytes, file: str) -> Sheets:
    _refuse_harm(content, file)
    values = _load(content, file, values=True)
    formulas = _load(content, file, values=False)
    problems: list[Problem] = []
    shown = [each for each in values.worksheets if each.sheet_state == "visible"]
    sheets = tuple(_sheet(each, formulas[each.title], file, problems) for each in shown or values.worksheets)
    return Sheets(sheets, tuple(problems))


def _refuse_harm(content: bytes, file: str) -> None:
    with open_package(content, file) as archive:
        if any(each.file_size > LARGEST_PART for each in archive.infolist() if "/media/" not in each.filename):
            raise fail("PLAN-012", file=file, most=MOST_ROWS)
        for name in (each for each in archive.namelist() if each.endswith((".xml", ".rels"))):
            try:
                start = archive.open(name).read(4096)
            except BROKEN_ZIP:
                raise fail("SOURCE-010", file=file) from None
            if re.search(rb"<!(DOCTYPE|ENTITY)", start):
                raise fail("SOURCE-013", file=file)


def _load(content: bytes, file: str, *, values: bool) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and validations, which matter to nobody here
            return load_workbook(BytesIO(content), data_only=values)
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, AttributeError, OSError) as error:
        raise fail("SOURCE-010", file=file) from error


def _sheet(sheet: Worksheet, formulas: Worksheet, file: str, problems: list[Problem]) -> Sheet:
    """Only the cells that are in the file: a sheet may be said to be a million rows deep."""
    found: Found = {}
    for (row, column), cell in list(formulas._cells.items()):
        value = sheet.cell(row, column).value
        place = f"{sheet.title}!{cell.coordinate}"
        fault = _fault(cell, sheet.cell(row, column))
        if fault:
            problems.append(problem(fault, file=file, line=row, cell=place, value=value or cell.value))
        elif value is not None:
            found[row, column] = _cell(value, place)
    if len(found) > MOST_CELLS or len({row for row, _ in found}) > MOST_ROWS:
        raise fail("PLAN-012", file=file, most=MOST_ROWS)
    _fill(sheet, found)
    width = max((column for _, column in found), default=0)
    rows = sorted({row for row, _ in found})
    return Sheet(sheet.title, [_row(sheet, row, width, found) for row in rows])


def _fault(written: Any, reckoned: Any) -> str | None:
    if written.data_type == "f" and reckoned.value is None:
        return "PLAN-011"
    return "PLAN-028" if reckoned.data_type == "e" else None


def _row(sheet: Worksheet, row: int, width: int, found: Found) -> Row:
    from openpyxl.utils import get_column_letter

    cells = (
        found.get((row, column)) or Cell("", f"{sheet.title}!{get_column_letter(column)}{row}")
        for column in range(1, width + 1)
    )
    return Row(row, tuple(cells))


def _cell(value: Any, place: str) -> Cell:
    if isinstance(value, bool):
        return Cell(str(value).lower(), place)
    if isinstance(value, (int, float)):
        whole = isinstance(value, int) or value.is_integer()
        return Cell(str(int(value) if whole else value), place, number=float(value))
    if isinstance(value, (dt.datetime, dt.date)):
        date = value.date() if isinstance(value, dt.datetime) else value
        return Cell(date.isoformat(), place, date=date)
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return Cell(text.replace("\r\n", "\n").strip(), place)


def _fill(sheet: Worksheet, found: Found) -> None:
    """What stands in a merged area stands in each of its cells, marked as filled."""
    from openpyxl.utils import get_column_letter

    for area in sheet.merged_cells.ranges:
        first = found.get((area.min_row, area.min_col))
        if first is None or (area.max_row - area.min_row) * (area.max_col - area.min_col + 1) > MOST_ROWS:
            continue
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if (row, column) != (area.min_row, area.min_col):
                    place = f"{sheet.title}!{get_column_letter(column)}{row}"
                    found[row, column] = Cell(first.text, place, first.date, first.number, filled=True)
