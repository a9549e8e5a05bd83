"""The texts of a worksheet by row and column, whatever they are written as: text, number, date or formula."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coding.spreadsheet import read_text
from evaluation.errors import Problem, fail, problem
from evaluation.memos import tidy
from evaluation.sources.package import BROKEN_ZIP

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Texts = dict[tuple[int, int], str]
LARGEST = 200_000_000  # bytes that a workbook may unpack to
# What openpyxl and the parsers beneath it raise for a file that is no sound workbook.
UNREADABLE = (*BROKEN_ZIP, TypeError, AttributeError, IndexError, SyntaxError)


@dataclass(frozen=True)
class Grid:
    """Rows and columns are counted from 1; what stands in a merged area stands in each of its cells."""

    title: str
    texts: Mapping[tuple[int, int], str]
    hidden_rows: frozenset[int] = frozenset()

    def text(self, row: int, column: int) -> str:
        return self.texts.get((row, column), "")

    def place(self, row: int, column: int) -> str:
        from openpyxl.utils import get_column_letter

        return f"{self.title}!{get_column_letter(column)}{row}"


def read_grids(path: Path) -> tuple[list[Grid], tuple[Problem, ...]]:
    """Every worksheet, those that are shown first; formulas give what they gave when the file was last saved.

    Raises FRAMEWORK-007 for a file that is no workbook. A formula whose value is not in the file, or that gives an
    error, is a problem; a merged area a warning.
    """
    formulas = _load(path, values=False)
    reckoned = any(cell.data_type == "f" for sheet in formulas.worksheets for cell in sheet._cells.values())
    values = _load(path, values=True) if reckoned else formulas
    sheets = sorted(formulas.worksheets, key=lambda each: each.sheet_state != "visible")
    problems: list[Problem] = []
    grids = [_grid(sheet, values[sheet.title], path, problems) for sheet in sheets]
    return grids, tuple(problems)


def _load(path: Path, *, values: bool) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size <= LARGEST:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about adornments that it does not keep
                return load_workbook(path, data_only=values)
    except (*UNREADABLE, InvalidFileException) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise fail("FRAMEWORK-007", file=path, reason=reason) from error
    raise fail("FRAMEWORK-007", file=path, reason=f"> {LARGEST // 1_000_000} MB")


def _grid(sheet: Worksheet, values: Worksheet, path: Path, problems: list[Problem]) -> Grid:
    texts: Texts = {}
    # Only the cells that are in the file: a sheet may be said to be a million rows deep.
    for (row, column), cell in list(sheet._cells.items()):
        found = values.cell(row, column)
        fault = _fault(cell.data_type, found)
        if fault:
            problems.append(problem(fault, file=path, place=f"{sheet.title}!{cell.coordinate}", value=found.value))
        elif text := _as_text(found.value):
            texts[row, column] = text
    for area in sheet.merged_cells.ranges:
        problems += _spread(texts, area, sheet.title, path)
    hidden = frozenset(row for row, found in sheet.row_dimensions.items() if found.hidden)
    return Grid(sheet.title, texts, hidden)


def _fault(written_as: str, found: Any) -> str | None:
    if written_as == "f" and found.value is None:
        return "FRAMEWORK-009"
    return "FRAMEWORK-010" if found.data_type == "e" else None


def _spread(texts: Texts, area: Any, title: str, path: Path) -> Iterator[Problem]:
    text = texts.get((area.min_row, area.min_col))
    if text is None:
        return
    texts.update({place: text for line in area.rows for place in line})
    yield problem("FRAMEWORK-011", file=path, severity="warning", place=f"{title}!{area.coord}")


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return tidy(read_text(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
