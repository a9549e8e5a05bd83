"""How a sheet of a workbook is laid out: widths, heights that hold their texts, and pages that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

A3, A4 = 8, 9
ON_A4, ON_A3 = 150, 230  # characters side by side that are read without a glass
LINE, HIGHEST = 15.0, 405.0  # points
FULL = 0.9  # how much of a column's width a line fills before it breaks


def lay_out(sheet: Worksheet, widths: Sequence[int], first: int = 1) -> None:
    """Widths of columns in characters, and landscape pages: A4, or A3 where more stands side by side, or several."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(widths, first):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4 if sum(widths) <= ON_A4 else A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = ceil(sum(widths) / ON_A3), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def set_heights(sheet: Worksheet, widths: Sequence[int], *, first: int = 1, top: int = 1, spare: int = 0) -> None:
    """Rows from `top` on as high as their longest text: not every program finds that out by itself.

    widths, first: as in `lay_out`. spare: lines left free for what is still to be written.
    """
    last = first + len(widths) - 1
    for number, row in enumerate(sheet.iter_rows(min_row=top, min_col=first, max_col=last), top):
        lines = max(_lines(cell.value, width) for cell, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(HIGHEST, LINE * (lines + spare) + 2)


def _lines(value: object, width: int) -> int:
    parts = str(value if value is not None else "").split("\n")
    return sum(max(1, ceil(len(part) / (width * FULL))) for part in parts)
