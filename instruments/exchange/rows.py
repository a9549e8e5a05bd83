"""The rows of a text file with columns, as other programs write their forms."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import Problem, fail, problem

WIDEST = 1_000_000  # code points in one cell
MOST = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row by the names of its columns, and the line of the file it ends on."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def read_rows(path: Path, delimiter: str, columns: Mapping[str, str]) -> tuple[list[Row], list[Problem]]:
    """The rows of a file, and what was noticed.

    columns: how a heading begins, in small letters → what it is called here. Raises FORM-060 where a column whose name
    ends in «!» is missing, and FORM-061 for what is no text.
    """
    text, problems = _decoded(path)
    csv.field_size_limit(WIDEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        heading = next(reader, [])
        names = [_called(each, columns) for each in heading]
        missing = [name[:-1] for name in columns.values() if name.endswith("!") and name not in names]
        if missing:
            raise fail("FORM-060", file=path, names=", ".join(missing))
        kept = [name.removesuffix("!") for name in names]
        rows = list(_rows(reader, kept))
    except csv.Error as error:
        raise fail("FORM-061", file=path, line=reader.line_num, reason=str(error)) from error
    if len(rows) > MOST:
        raise fail("FORM-004", file=path)
    return rows, problems


def heading_of(path: Path) -> str:
    """The first line of a file, in small letters; empty where it is no text."""
    with path.open("rb") as file:
        return file.readline(20_000).decode("utf-8-sig", "replace").lower()


def number_in(text: str) -> float | None:
    """The number a cell holds, with a decimal point or comma; None where it holds none."""
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(found):
        return None
    return int(found) if found.is_integer() else found


def _decoded(path: Path) -> tuple[str, list[Problem]]:
    content = path.read_bytes()
    if b"\x00" in content:
        raise fail("FORM-061", file=path, reason="NUL")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), [problem("FORM-062", file=path, severity="warning")]


def _called(heading: str, columns: Mapping[str, str]) -> str:
    told = " ".join(heading.lower().replace("_", " ").split())
    return next((name for start, name in columns.items() if told.startswith(start)), told)


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[Row]:
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found: dict[str, str] = {}
            for name, cell in zip(names, cells, strict=False):
                found.setdefault(name, cell)
            yield Row(reader.line_num, found)  # type: ignore[attr-defined]
