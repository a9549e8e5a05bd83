"""The rows of a table in a file, as texts: of a workbook's first sheet, or of a table of text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

from evaluation.errors import fail
from evaluation.sources.encoding import decode

SEPARATORS = (";", "\t", ",", "|")
_LOOKED_AT = 20  # lines


def rows_in(file: Path) -> list[list[str]]:
    """Raises DATASET-001 where a workbook is none, SOURCE-008 where the bytes are no text."""
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        return rows_of_workbook(file)
    text = decode(file.read_bytes(), str(file)).text.removeprefix("\ufeff")
    return rows_of(text, separator_of(text))


def rows_of_workbook(file: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(file, read_only=True, data_only=True)
        rows = [[_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
    except (BadZipFile, KeyError, ValueError, IndexError) as error:
        raise fail("DATASET-001", file=file, format="xlsx", reason=str(error)) from error
    return [row for row in rows if any(row)]


def separator_of(text: str) -> str:
    """The sign that cuts every one of the first lines into equally many fields, the more the better."""
    lines = "\n".join(text.splitlines()[:_LOOKED_AT])
    return max(SEPARATORS, key=lambda each: _fit(rows_of(lines, each)))


def rows_of(text: str, separator: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]


def _fit(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many lines have as many fields as the first, and how many fields that is."""
    width = len(rows[0]) if rows else 0
    return (sum(len(row) == width for row in rows) if width > 1 else 0, width)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        is_date = value.time() == dt.time()
        return f"{value:%Y-%m-%d}" if is_date else value.isoformat()
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, float) and not value.is_integer() else str(value).removesuffix(".0")
