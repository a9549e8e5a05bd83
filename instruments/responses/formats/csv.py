"""Tables as text: separator, decimal sign and encoding are found, and said; with a codebook beside, the meaning too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from evaluation.errors import Problem, problem
from evaluation.sources.encoding import decode
from instruments.responses.codebook import beside, explained_by, read_codebook, write_codebook
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Variable
from instruments.responses.plain_tables import dataset_of
from instruments.responses.room import refuse_too_large
from instruments.responses.shape import ResponseFormat

SEPARATORS = (";", "\t", ",", "|")
_LOOKED_AT = 20  # lines
_PER_BYTE = 20  # bytes in memory for one of a text file, while its columns are found


def read(file: Path) -> Dataset:
    """The dataset in a table of text. How it was read is a note among the problems."""
    refuse_too_large(file, file.stat().st_size * _PER_BYTE)
    decoded = decode(file.read_bytes(), str(file))
    text = decoded.text.removeprefix("\ufeff")
    separator = separator_of(text)
    rows = rows_of(text, separator)
    decimal = decimal_of(rows, separator)
    told = problem("DATASET-062", file=file, separator=separator.replace("\t", "\\t"), decimal=decimal,
                   encoding=decoded.encoding, severity="note")  # fmt: skip
    found = dataset_of(rows, file, format_="csv", decimal=decimal, encoding=decoded.encoding)
    if beside(file).is_file():
        texts = pd.DataFrame(rows[1:], columns=rows[0], dtype=object)
        found = explained_by(texts, read_codebook(beside(file)), file, decimal)
    return replace(found, problems=(*found.problems, told))


def separator_of(text: str) -> str:
    """The sign that cuts every one of the first lines into equally many fields, the more the better."""
    lines = "\n".join(text.splitlines()[:_LOOKED_AT])
    return max(SEPARATORS, key=lambda each: _fit(rows_of(lines, each)))


def _fit(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many lines have as many fields as the first, and how many fields that is."""
    width = len(rows[0]) if rows else 0
    return (sum(len(row) == width for row in rows) if width > 1 else 0, width)


def rows_of(text: str, separator: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]


def decimal_of(rows: Sequence[Sequence[str]], separator: str) -> str:
    """A comma where numbers have one and none has a point."""
    if separator == ",":
        return "."
    texts = {text for row in rows[1:200] for text in row}
    commas = any(re.fullmatch(r"-?\d+,\d+", text) for text in texts)
    return "," if commas and not any(re.fullmatch(r"-?\d+\.\d+", text) for text in texts) else "."


def write(dataset: Dataset, path: Path) -> Sequence[Path]:
    """The values as UTF-8 with commas between and points in numbers, and the codebook beside."""
    frame = pd.DataFrame({each.name: _texts(dataset.column(each.name), each) for each in dataset.meaning.variables})
    frame.to_csv(path, index=False, lineterminator="\n")
    write_codebook(dataset.meaning, beside(path))
    return [path, beside(path)]


def _texts(column: pd.Series, variable: Variable) -> list[str]:
    empty = column.isna().tolist()
    return ["" if none else _text(value, variable) for value, none in zip(column.tolist(), empty, strict=True)]


def _text(value: object, variable: Variable) -> str:
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if variable.kind == "date" else value.isoformat()
    return str(value)


def lint(dataset: Dataset) -> list[Problem]:
    """A table of text keeps everything, but cannot tell an empty text from none."""
    return []


FORMAT = ResponseFormat("csv", (".csv", ".tsv", ".txt"), read, write, lint)
