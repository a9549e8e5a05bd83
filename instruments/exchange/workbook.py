"""The sheets of a workbook as rows of text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import fail

MOST = 20_000  # rows of a sheet
LARGEST = 200_000_000  # bytes, unpacked


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`line` is the row's number in the sheet; cells without text are left out."""

    line: int
    cells: dict[str, str]

    def get(self, name: str) -> str:
        return self.cells.get(name, "")


def read_sheets(path: Path) -> dict[str, list[SheetRow]]:
    """The rows of each sheet by the headings of its first row, in lower case but for languages. Raises FORM-004."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as parts:
            if sum(each.file_size for each in parts.infolist()) > LARGEST:
                raise fail("FORM-004", file=path)
        workbook = load_workbook(path, read_only=True, data_only=True)
        return {str(sheet.title).lower(): list(_rows(sheet, path)) for sheet in workbook.worksheets}
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError) as error:
        raise fail("FORM-004", file=path) from error


def _rows(sheet: Any, path: Path) -> Iterator[SheetRow]:
    headings: list[str] = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST:
            raise fail("FORM-004", file=path)
        cells = [_text(value) for value in values]
        if not headings:
            headings = [_heading(each) for each in cells] if any(cells) else []
            continue
        named = {name: cell for name, cell in zip(headings, cells, strict=False) if name and cell}
        if named:
            yield SheetRow(number, named)


def _heading(text: str) -> str:
    name, colons, language = text.partition("::")
    if not colons:
        name, colons, language = text.partition(":")
    return f"{name.strip().lower().replace(' ', '_')}{'::' if colons else ''}{language.strip()}"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
