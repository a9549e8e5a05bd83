"""Cells of a workbook that hold text and nothing else: never a formula, never an escape taken for a letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767  # UTF-16 units in one cell
# Programs for spreadsheets read these six characters as one letter.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = ("=", "+", "-", "@", "\t")


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: str = "Normal") -> Cell | MergedCell:
    """Write a text, cut where it is longer than a cell may be, in one of the workbook's styles."""
    cell = sheet.cell(row, column)
    if style != "Normal":
        cell.style = style
    cell.value = cell_text(text)
    cell.data_type = "s"  # openpyxl takes =SUM(1) for a formula and #N/A for an error
    if text.startswith(_FORMULA):
        cell.quotePrefix = True  # so that it stays text when it is edited
    return cell


def cell_text(text: str) -> str:
    """The text as it is written in the file."""
    kept = _LOOKS_ESCAPED.sub("_x005F_", text)
    if len(kept.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST:
        return kept
    cut = kept.encode("utf-16-le", "surrogatepass")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore")
    return f"{cut}…"


def read_text(value: str) -> str:
    """What a person sees of a text in a file."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


def csv_text(text: str) -> str:
    """A text for a CSV file; an apostrophe keeps a spreadsheet from reckoning with it."""
    return f"'{text}" if text.startswith((*_FORMULA, "\r")) else text
