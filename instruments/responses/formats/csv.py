"""Tables as text: separator, decimal sign and encoding are found, and said; with a codebook beside, the meaning too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from evaluation.errors import Problem, problem
from evaluation.sources.encoding import decode
from instruments.responses.codebook import beside, explained_by, read_codebook, write_codebook
from instruments.responses.dataset import Dataset
from instruments.responses.limesurvey import is_limesurvey, understood
from instruments.responses.meaning import Meaning, Variable
from instruments.responses.plain_tables import dataset_of
from instruments.responses.room import refuse_too_large
from instruments.responses.shape import ResponseFormat
from instruments.responses.sheets import rows_of, separator_of
from instruments.responses.structure import explained_by_structure, structure_beside

_PER_BYTE = 20  # bytes in memory for one of a text file, while its columns are found


def read(file: Path) -> Dataset:
    """The dataset in a table of text. How it was read is a note among the problems."""
    return _read(file, read_codebook(beside(file)) if beside(file).is_file() else None)


def read_as(file: Path, meaning: Meaning) -> Dataset:
    """The dataset with the meaning it was once read with: texts of digits stay texts where they were texts then."""
    found = _read(file, None)
    kinds = {each.name: each.kind for each in found.meaning}
    if kinds == {each.name: each.kind for each in meaning}:
        return replace(found, meaning=meaning)
    return replace(_read(file, meaning), meaning=meaning)


def _read(file: Path, codebook: Meaning | None) -> Dataset:
    refuse_too_large(file, file.stat().st_size * _PER_BYTE)
    decoded = decode(file.read_bytes(), str(file))
    text = decoded.text.removeprefix("\ufeff")
    separator = separator_of(text)
    rows = rows_of(text, separator)
    decimal = decimal_of(rows, separator)
    told = problem("DATASET-062", file=file, separator=separator.replace("\t", "\\t"), decimal=decimal,
                   encoding=decoded.encoding, severity="note")  # fmt: skip
    found = dataset_of(rows, file, format_="csv", decimal=decimal, encoding=decoded.encoding)
    if is_limesurvey(found.names):
        found = understood(found)
    found = explained_by_structure(found, structure_beside(file))
    if codebook is not None:
        texts = pd.DataFrame(rows[len(rows) - len(found) :], columns=rows[0], dtype=object)  # without a row of labels
        found = explained_by(texts, codebook, file, decimal)
    return replace(found, problems=(*found.problems, told))


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
