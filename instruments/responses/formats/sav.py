"""SPSS: `.sav`, and `.zsav`, which is the same packed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from evaluation.errors import Problem, problem
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Kind, Variable
from instruments.responses.moments import SPSS, Clock, to_numbers
from instruments.responses.shape import ResponseFormat
from instruments.responses.spss_syntax import syntax_of_sets
from instruments.responses.statistics_files import Reader, read_with

_DATES = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE")
_FORMATS: dict[Kind, str] = {"date": "DATE11", "datetime": "DATETIME20", "time": "TIME11"}
LABEL, VALUE_LABEL, FILE_LABEL, NAME, TEXT, NOTE = 256, 120, 64, 64, 32767, 80
# Words that mean something in SPSS's own language.
_KEPT = frozenset(["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"])


def kind_of(format_: str) -> tuple[Kind, Clock | None]:
    name = re.sub(r"[\d.]+$", "", format_.upper())
    if name in _DATES:
        return "date", SPSS
    if name in ("DATETIME", "YMDHMS"):
        return "datetime", SPSS
    return ("time", SPSS) if name in ("TIME", "DTIME", "MTIME") else ("number", None)


def read(file: Path) -> Dataset:
    from pyreadstat import read_sav

    return read_with(Reader("sav", read_sav, kind_of, {"user_missing": True}), file)


def write(dataset: Dataset, path: Path) -> Sequence[Path]:
    """The dataset as SPSS has it; multiple-response sets, which no library writes, as syntax beside it."""
    from pyreadstat import write_sav

    variables = dataset.meaning.variables
    write_sav(
        spss_values(dataset),
        path,
        file_label=dataset.meaning.label,
        column_labels={each.name: each.label or None for each in variables},
        compress=path.suffix.lower() == ".zsav",
        row_compress=path.suffix.lower() != ".zsav",
        note=list(dataset.meaning.notes) or None,
        variable_value_labels={each.name: _labels(each) for each in variables if each.labels},
        missing_ranges={each.name: _missing(each) for each in variables if _missing(each)},
        variable_display_width={each.name: each.width for each in variables if each.width},
        variable_measure={each.name: each.measure for each in variables},
        variable_format={each.name: format_of(each) for each in variables if format_of(each)},
    )
    if not dataset.meaning.sets:
        return [path]
    beside = path.with_suffix(".sps")
    beside.write_text(syntax_of_sets(dataset.meaning), encoding="utf-8")
    return [path, beside]


def spss_values(dataset: Dataset) -> pd.DataFrame:
    """The values as SPSS keeps them: dates and times as seconds, all numbers as decimals."""
    columns = {each.name: _column(dataset, each) for each in dataset.meaning.variables}
    return pd.DataFrame(columns, index=range(len(dataset)))


def _column(dataset: Dataset, variable: Variable) -> Any:
    column = dataset.column(variable.name)
    if variable.kind in _FORMATS:
        return to_numbers(column, variable.kind, SPSS)
    if variable.kind == "text":
        return _as_wide(column.fillna("").astype(object), variable.storage or 0)
    numbers = pd.to_numeric(column, errors="coerce") if column.dtype == object else column
    return numbers.astype(float)


def _as_wide(texts: pd.Series, width: int) -> pd.Series:
    """Texts of which one is as wide as the variable: the width follows from them, and blanks at the end are no text."""
    if texts.empty or width > TEXT or _bytes(texts.iloc[0]) >= width:
        return texts
    widened = texts.copy()
    widened.iloc[0] += " " * (width - _bytes(texts.iloc[0]))
    return widened


def format_of(variable: Variable) -> str:
    """SPSS's format: the variable's own where it is one of SPSS's, else what its kind asks for."""
    own = "" if variable.format.startswith("%") else variable.format
    if variable.kind in _FORMATS and kind_of(own)[0] != variable.kind:
        return _FORMATS[variable.kind]
    return own


def _labels(variable: Variable) -> dict[Any, str]:
    if variable.kind == "text":
        return {str(value): words for value, words in variable.labels.items()}
    return {float(value): words for value, words in variable.labels.items() if not isinstance(value, str)}


def _missing(variable: Variable) -> list[Any]:
    """A text variable's are texts, all others' are ranges of numbers; marks of Stata's have no place here."""
    if variable.kind == "text":
        return [each.low for each in variable.missing if isinstance(each.low, str)]
    return [{"lo": each.low, "hi": each.high} for each in variable.missing if not isinstance(each.low, str)]


def lint(dataset: Dataset) -> list[Problem]:
    """What SPSS would cut, rename or lose, all of it."""
    meaning = dataset.meaning
    found = [each for variable in meaning.variables for each in _lint(variable, dataset)]
    found += _names_alike(meaning.names)
    if _bytes(meaning.label) > FILE_LABEL:
        found.append(_cut("DATASET-030", "", meaning.label, FILE_LABEL))
    found += [_cut("DATASET-034", "", note, NOTE) for note in meaning.notes if _bytes(note) > NOTE]
    if meaning.sets:
        names = ", ".join(each.name for each in meaning.sets)
        found.append(problem("DATASET-035", names=names, severity="note"))
    return found


def _lint(variable: Variable, dataset: Dataset) -> Iterator[Problem]:
    name = variable.name
    if not re.fullmatch(r"[^\W\d_][\w.$#@]*(?<!\.)", name) or name.upper() in _KEPT or _bytes(name) > NAME:
        yield problem("DATASET-036", name=name, severity="error")
    if _bytes(variable.label) > LABEL:
        yield _cut("DATASET-031", name, variable.label, LABEL)
    for value, words in variable.labels.items():
        if _bytes(words) > VALUE_LABEL:
            yield _cut("DATASET-032", f"{name} = {value}", words, VALUE_LABEL)
        if isinstance(value, str) and variable.kind == "number":
            yield problem("DATASET-040", name=name, value=value, severity="warning")
    yield from _lint_missing(variable)
    if variable.kind == "text" and (longest := _longest(dataset.column(name))) > TEXT:
        yield problem("DATASET-033", name=name, length=longest, most=TEXT, severity="error")
    if variable.alignment and variable.alignment != ("left" if variable.kind == "text" else "right"):
        yield problem("DATASET-039", name=name, severity="note")


def _lint_missing(variable: Variable) -> Iterator[Problem]:
    ranges = sum(not each.is_single for each in variable.missing)
    singles = len(variable.missing) - ranges
    if ranges > 1 or singles > (1 if ranges else 3):
        yield problem("DATASET-037", name=variable.name, count=len(variable.missing), severity="error")
    if variable.kind == "number" and any(isinstance(each.low, str) for each in variable.missing):
        yield problem("DATASET-041", name=variable.name, severity="warning")


def _names_alike(names: Sequence[str]) -> Iterator[Problem]:
    """SPSS takes q1 for Q1."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            yield problem("DATASET-038", name=name, first=first, severity="error")


def _cut(code: str, name: str, words: str, most: int) -> Problem:
    kept = words.encode()[:most].decode(errors="ignore")
    return problem(code, name=name, length=_bytes(words), most=most, kept=f"…{kept[-20:]}", severity="warning")


def _bytes(words: str) -> int:
    return len(words.encode())


def _longest(column: pd.Series) -> int:
    return max((_bytes(each) for each in column.dropna() if len(each) > TEXT // 4), default=0)


FORMAT = ResponseFormat("sav", (".sav", ".zsav"), read, write, lint)
