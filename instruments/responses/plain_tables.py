"""A table of texts read as a dataset: what its columns hold is found from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from evaluation.errors import fail, problem, raise_any
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Kind, Meaning, Variable
from instruments.responses.statistics_files import doubled_names

# A number with a leading nought is a code or a telephone number, and stays a text.
_NUMBER = re.compile(r"[+-]?(0|[1-9]\d*)?([.]\d+)?(e[+-]?\d+)?", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?(0|[1-9]\d*)?(,\d+)?", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NORWEGIAN_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?")
_MISSING_LINE = 2


def dataset_of(
    rows: Sequence[Sequence[str]], file: Path, *, format_: str, decimal: str = ".", encoding: str = ""
) -> Dataset:
    """The dataset in rows of texts, the first the names; a second row of labels is told by what stands under it.

    Raises DATASET-060, -061 and -006: no names, lines of another length, names that stand twice.
    """
    if not rows or not any(name.strip() for name in rows[0]):
        raise fail("DATASET-060", file=file)
    names = [name.strip() for name in rows[0]]
    uneven = (problem("DATASET-061", file=file, line=line, found=len(row), expected=len(names))
              for line, row in enumerate(rows, 1) if len(row) != len(names))  # fmt: skip
    raise_any([*doubled_names(names, file), *list(uneven)[:20]])
    labels, values = _labels_apart(rows[1:], decimal, len(names))
    columns = {name: [row[at].strip() for row in values] for at, name in enumerate(names)}
    made = [_variable(name, texts, decimal) for name, texts in columns.items()]
    frame = pd.DataFrame({each.name: column for each, column in made})
    variables = tuple(replace(each, label=label) for (each, _), label in zip(made, labels, strict=True))
    told = [problem("DATASET-069", file=file, severity="warning")] if not values else []
    told += [problem("DATASET-081", file=file, name=each.name, value=strange, severity="warning")
             for each, _ in made if each.kind == "text" and (strange := _no_date(columns[each.name]))]  # fmt: skip
    return Dataset(frame, Meaning(variables, encoding=encoding, format=format_), tuple(told))


def column_of(texts: Sequence[str], kind: Kind, decimal: str = ".") -> pd.Series:
    """A column of this kind from texts; an empty text is no value. Raises ValueError where one is not of the kind."""
    if kind == "text":
        return pd.Series(texts, dtype="str")
    there = pd.Series([text or None for text in texts], dtype=object)
    if kind == "number":
        return pd.to_numeric(there.str.replace(decimal, ".") if len(there) else there).astype(float)
    if kind == "time":
        return pd.Series(pd.to_timedelta(there)).astype("timedelta64[us]")
    if any(text.startswith("0000") for text in texts):
        raise ValueError("0000")  # pandas knows a year nought, which no calendar has
    if any(_NORWEGIAN_DATE.fullmatch(text) for text in texts):
        return pd.to_datetime(there, format="%d.%m.%Y").astype("datetime64[s]")
    return pd.to_datetime(there, format="ISO8601").astype("datetime64[s]" if kind == "date" else "datetime64[us]")


def _variable(name: str, texts: Sequence[str], decimal: str) -> tuple[Variable, pd.Series]:
    kind = kind_of(texts, decimal)
    try:
        return Variable(name, kind=kind), column_of(texts, kind, decimal)
    except ValueError:  # it looks like a date, and is none: 31.02.2025
        return Variable(name, kind="text"), column_of(texts, "text")


def kind_of(texts: Sequence[str], decimal: str = ".") -> Kind:
    """What a column of texts holds: the kind that all of them are of."""
    there = {text for text in texts if text}
    number = _COMMA if decimal == "," else _NUMBER
    kinds: list[tuple[Kind, tuple[re.Pattern[str], ...]]] = [
        ("number", (number,)),
        ("date", (_DATE,)),
        ("date", (_NORWEGIAN_DATE,)),
        ("datetime", (_MOMENT,)),
    ]
    for kind, patterns in kinds:
        if there and all(any(each.fullmatch(text) for each in patterns) for text in there):
            return kind
    return "text"


def _no_date(texts: Sequence[str]) -> str:
    """The first of a column of dates that is none; empty where it is no such column."""
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("date", _DATE), ("date", _NORWEGIAN_DATE), ("datetime", _MOMENT)
    )  # fmt: skip
    for kind, pattern in kinds:
        there = [text for text in texts if text]
        if there and all(pattern.fullmatch(text) for text in there):
            return next((text for text in there if not _is_moment(text, kind)), "")
    return ""


def _is_moment(text: str, kind: Kind) -> bool:
    try:
        column_of([text], kind)
    except ValueError:
        return False
    return True


def _labels_apart(rows: Sequence[Sequence[str]], decimal: str, width: int) -> tuple[list[str], Sequence[Sequence[str]]]:
    """The row of labels that some programs write under the names, and the rows of values."""
    none = [""] * width
    if len(rows) < _MISSING_LINE:
        return none, rows
    columns = list(zip(*rows[1:], strict=True))
    coded = [at for at in range(width) if kind_of([text.strip() for text in columns[at]], decimal) != "text"]
    first = [text.strip() for text in rows[0]]
    if coded and all(first[at] and kind_of([first[at]], decimal) == "text" for at in coded):
        return first, rows[1:]
    return none, rows
