"""A codebook as a CSV file that Excel opens as it should: UTF-8 with its mark, and semicolons."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from coding.codebooks.discover import Imported
from coding.codebooks.table import column_of, imported, rows_of
from coding.codebooks.text import writable
from evaluation.errors import fail, reason_of
from evaluation.model import Codebook

SUFFIXES = (".csv", ".tsv")
DELIMITERS = ";,\t"
LONGEST_CELL = 10_000_000
# A spreadsheet takes a cell that begins so for a formula; an apostrophe before it says that it is text.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
Record = tuple[int, list[str]]


def write(codebook: Codebook, path: Path) -> None:
    text = StringIO()
    writer = csv.writer(text, delimiter="\t" if path.suffix.lower() == ".tsv" else ";", lineterminator="\r\n")
    writer.writerows([as_text(cell) for cell in row] for row in rows_of(codebook))
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")


def read(path: Path) -> Imported:
    from evaluation.sources.encoding import decode

    decoded = decode(_content(path), str(path))
    text = re.sub(r"\A\ufeff?(sep=.\r?\n)?", "", decoded.text)
    records = list(_records(text, _delimiter(text), path))
    if not records:
        raise fail("CODEBOOK-021", file=path, line=1, found="–")
    found = imported(path, records[0][1], records[1:])
    return Imported(found.codebook, (*decoded.problems, *found.problems))


def as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{writable(cell)}" if _FORMULA.match(cell) else writable(cell)


def as_read(cell: str) -> str:
    """A cell as it was before `as_text`, with the line ends of this program."""
    text = cell.replace("\r\n", "\n")
    return text[1:] if _MARKED.match(text) else text


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise fail("YAML-001", file=path) from error
    except OSError as error:
        raise fail("YAML-003", file=path, reason=reason_of(error)) from error


def _delimiter(text: str) -> str:
    """The delimiter by which most headings of the first line are known, else the one there are most of."""
    line = text.lstrip("\r\n").partition("\n")[0]

    def fits(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        return sum(column_of(each) is not None for each in cells), len(cells)

    return max(DELIMITERS, key=fits)


def _records(text: str, delimiter: str, path: Path) -> Iterator[Record]:
    """The records that hold anything, each with the line it begins on."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from _numbered(reader)
    except csv.Error as error:
        raise fail("CODEBOOK-025", file=path, line=reader.line_num, reason=str(error)) from error


def _numbered(reader: Iterable[list[str]]) -> Iterator[Record]:
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, [as_read(cell) for cell in cells]
        line = reader.line_num + 1  # type: ignore[attr-defined]
