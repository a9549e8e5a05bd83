"""A codebook as an Excel workbook: the first sheet with known headings, merged cells filled."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coding.codebooks.discover import Imported
from coding.codebooks.table import TEXTS, column_of, imported, rows_of
from coding.codebooks.text import writable
from coding.spreadsheet import LONGEST, read_text, write_text
from evaluation.errors import EvaluationError, Problem, fail, problem, reason_of
from evaluation.model import Codebook
from evaluation.settings.yaml_file import MOST_VALUES
from evaluation.sources.package import open_package

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = (".xlsx",)
FIRST_ROWS = 15  # a title and some notes may stand above the headings
MOST_COLUMNS = 60
WIDE, NARROW = 42, 16
Cells = Mapping[tuple[int, int], str]


def write(codebook: Codebook, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "codebook"
    for number, row in enumerate(rows_of(codebook), 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = write_text(sheet, number, column, _fitting(text, path, number))
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(next(rows_of(codebook)), 1):
        sheet.cell(1, column).font = Font(bold=True)
        wide = name.startswith((*TEXTS, "indicators")) and not name.startswith("label")
        sheet.column_dimensions[get_column_letter(column)].width = WIDE if wide else NARROW
    sheet.freeze_panes = "B2"
    workbook.save(path)


def _fitting(text: str, path: Path, row: int) -> str:
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if length > LONGEST - 100:  # signs that look like escapes are written longer
        raise fail("CODEBOOK-026", file=path, line=row, n=length, most=LONGEST - 100)
    return writable(text)


def read(path: Path) -> Imported:
    content = _content(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about drawings and validations, which matter to nobody here
        sheet, formulas = _sheets(content, path)
    cells, faults = _cells(sheet, formulas, path)
    if faults:
        raise EvaluationError(*faults)
    head = next(row for row in range(1, FIRST_ROWS + 1) if _is_heading(sheet, row))
    width = sheet.max_column
    headings = [cells.get((head, column), "") for column in range(1, width + 1)]
    rows = ((row, [cells.get((row, column), "") for column in range(1, width + 1)]) for row in _filled(cells, head))
    return imported(path, headings, rows)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise fail("YAML-001", file=path) from error
    except OSError as error:
        raise fail("YAML-003", file=path, reason=reason_of(error)) from error
    open_package(content, str(path)).close()
    return content


def _sheets(content: bytes, path: Path) -> tuple[Worksheet, Worksheet]:
    """The sheet with the codes, once with the values of its formulas and once with the formulas."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        values = load_workbook(BytesIO(content), data_only=True)
        formulas = load_workbook(BytesIO(content))
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, OSError) as error:
        raise fail("SOURCE-010", file=path) from error
    for sheet, other in zip(values.worksheets, formulas.worksheets, strict=True):
        if any(_is_heading(sheet, row) for row in range(1, FIRST_ROWS + 1)):
            return sheet, other
    first = values.worksheets[0] if values.worksheets else None
    found = [_text(cell.value) for cell in first[1] if cell.value is not None] if first else []
    raise fail("CODEBOOK-021", file=path, line=1, found=", ".join(found) or "–")


def _is_heading(sheet: Worksheet, row: int) -> bool:
    width = int(sheet.max_column)
    columns = [column_of(_text(sheet.cell(row, column).value)) for column in range(1, min(width, MOST_COLUMNS) + 1)]
    return "name" in columns and (len([each for each in columns if each]) > 1 or width == 1)


def _cells(sheet: Worksheet, formulas: Worksheet, path: Path) -> tuple[Cells, list[Problem]]:
    """The texts of the cells, merged ones filled; and what cannot be read so."""
    if sheet.max_row * sheet.max_column > MOST_VALUES * 10:
        raise fail("CODEBOOK-025", file=path, line=1, reason=f"{sheet.max_row} × {sheet.max_column}")
    found = {(cell.row, cell.column): _text(cell.value) for cell in _all(sheet) if cell.value is not None}
    faults = [
        problem("CODEBOOK-023", file=path, line=cell.row, cell=cell.coordinate)
        for cell in _all(formulas)
        if cell.data_type == "f" and (cell.row, cell.column) not in found
    ]
    for area in sheet.merged_cells.ranges:
        text = found.get((area.min_row, area.min_col))
        if text and area.max_row > area.min_row and _holds_names(sheet, area, found):
            last = area.max_row
            faults.append(problem("CODEBOOK-024", file=path, line=area.min_row, cell=area.coord, name=text, last=last))
        elif text:
            found |= dict.fromkeys(_places(area), text)
    return found, faults


def _all(sheet: Worksheet) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row)


def _places(area: Any) -> Iterator[tuple[int, int]]:
    return (
        (row, column)
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    )


def _holds_names(sheet: Worksheet, area: Any, found: Cells) -> bool:
    """Whether the area spans rows of the column that holds the codes' names."""
    heads = (row for row in range(1, FIRST_ROWS + 1) if _is_heading(sheet, row))
    head = next(heads, 0)
    names = (column for column in range(1, sheet.max_column + 1) if column_of(found.get((head, column), "")) == "name")
    return bool(area.min_row > head and area.min_col <= next(names, 0) <= area.max_col)


def _filled(cells: Cells, head: int) -> list[int]:
    return sorted({row for row, _ in cells if row > head})


def _text(value: Any) -> str:
    """A value as a person would write it: 1 and not 1.0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return read_text(str(value))
