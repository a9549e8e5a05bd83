"""Stata: `.dta`, whose missing answers are marked by letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from evaluation.errors import Problem, problem
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Kind, Variable
from instruments.responses.moments import STATA_DAYS, STATA_MILLISECONDS, Clock, to_numbers
from instruments.responses.shape import ResponseFormat
from instruments.responses.statistics_files import Reader, read_with

LABEL, NAME, FILE_LABEL = 80, 32, 80  # characters


def kind_of(format_: str) -> tuple[Kind, Clock | None]:
    if format_.startswith(("%td", "%d")):
        return "date", STATA_DAYS
    return ("datetime", STATA_MILLISECONDS) if format_.startswith(("%tc", "%tC")) else ("number", None)


def read(file: Path) -> Dataset:
    from pyreadstat import read_dta

    return read_with(Reader("dta", read_dta, kind_of, {"user_missing": True}), file)


def write(dataset: Dataset, path: Path) -> Sequence[Path]:
    from pyreadstat import write_dta

    variables = dataset.meaning.variables
    marks = {each.name: [str(some.low) for some in each.missing] for each in variables if _is_marked(each)}
    write_dta(
        pd.DataFrame({each.name: _column(dataset, each) for each in variables}, index=range(len(dataset))),
        path,
        file_label=dataset.meaning.label,
        column_labels={each.name: each.label or None for each in variables},
        variable_value_labels={each.name: _labels(each) for each in variables if each.labels and each.kind == "number"},
        missing_user_values=marks or None,
        variable_format={each.name: _format(each) for each in variables if _format(each)},
    )
    return [path]


def _column(dataset: Dataset, variable: Variable) -> Any:
    column = dataset.column(variable.name)
    if variable.kind in ("date", "datetime"):
        return to_numbers(column, variable.kind, STATA_DAYS if variable.kind == "date" else STATA_MILLISECONDS)
    if variable.kind == "time":
        return column.dt.total_seconds()
    return column.fillna("").astype(object) if variable.kind == "text" else column


def _format(variable: Variable) -> str:
    own = variable.format if variable.format.startswith("%") else ""
    if variable.kind in ("date", "datetime") and kind_of(own)[0] != variable.kind:
        return "%td" if variable.kind == "date" else "%tc"
    return own


def _labels(variable: Variable) -> dict[Any, str]:
    return {value if isinstance(value, str) else int(value): words for value, words in variable.labels.items()
            if isinstance(value, str) or float(value).is_integer()}  # fmt: skip


def _is_marked(variable: Variable) -> bool:
    return variable.kind == "number" and any(isinstance(each.low, str) for each in variable.missing)


def lint(dataset: Dataset) -> list[Problem]:
    """What Stata would cut, rename or lose, all of it."""
    found = [each for variable in dataset.meaning.variables for each in _lint(variable)]
    if len(dataset.meaning.label) > FILE_LABEL:
        found.append(problem("DATASET-070", name="", length=len(dataset.meaning.label), most=FILE_LABEL,
                             severity="warning"))  # fmt: skip
    if dataset.meaning.sets or dataset.meaning.notes:
        found.append(problem("DATASET-073", severity="warning"))
    return found


def _lint(variable: Variable) -> Iterator[Problem]:
    if not re.fullmatch(r"[^\W\d]\w*", variable.name) or len(variable.name) > NAME:
        yield problem("DATASET-071", name=variable.name, severity="error")
    if len(variable.label) > LABEL:
        yield problem("DATASET-070", name=variable.name, length=len(variable.label), most=LABEL, severity="warning")
    if any(not isinstance(each.low, str) for each in variable.missing):
        yield problem("DATASET-072", name=variable.name, severity="warning")
    if any(not isinstance(each, str) and not float(each).is_integer() for each in variable.labels):
        yield problem("DATASET-074", name=variable.name, severity="warning")
    if variable.labels and variable.kind != "number":
        yield problem("DATASET-074", name=variable.name, severity="warning")


FORMAT = ResponseFormat("dta", (".dta",), read, write, lint)
