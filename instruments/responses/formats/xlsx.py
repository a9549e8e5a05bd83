"""The first sheet of a workbook: names in its first row, labels in the second where a program put them there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zipfile import BadZipFile

from evaluation.errors import fail
from instruments.responses.dataset import Dataset
from instruments.responses.plain_tables import dataset_of
from instruments.responses.room import refuse_too_large
from instruments.responses.shape import ResponseFormat

_PER_BYTE = 60  # bytes in memory for one of the packed file


def read(file: Path) -> Dataset:
    from openpyxl import load_workbook

    refuse_too_large(file, file.stat().st_size * _PER_BYTE)
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        rows = [[_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
    except (BadZipFile, KeyError, ValueError, IndexError) as error:
        raise fail("DATASET-001", file=file, format="xlsx", reason=str(error)) from error
    return dataset_of([row for row in rows if any(row)], file, format_="xlsx")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        is_date = value.time() == dt.time()
        return f"{value:%Y-%m-%d}" if is_date else value.isoformat()
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, float) and not value.is_integer() else str(value).removesuffix(".0")


FORMAT = ResponseFormat("xlsx", (".xlsx", ".xlsm"), read)
