"""What the files of statistics programs have in common: their meaning as pyreadstat tells it, and their faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from evaluation.errors import Problem, fail, problem, reason_of
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Kind, Meaning, MissingRange, ResponseSet, Variable
from instruments.responses.moments import Clock, from_numbers
from instruments.responses.room import refuse_too_large

KindOf = Callable[[str], tuple[Kind, Clock | None]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One of pyreadstat's readers. kind_of: what a variable's format makes of its numbers."""

    name: str
    call: Callable[..., tuple[Any, Any]]
    kind_of: KindOf
    options: dict[str, Any]


def read_with(reader: Reader, file: Path) -> Dataset:
    """The dataset in a file. Raises DATASET-001 where it is damaged or none, DATASET-003 where there is no room."""
    about = _asked(reader, file, metadataonly=True)[1]
    refuse_too_large(file, _needed(about))
    frame, about = _asked(reader, file, **reader.options)
    variables, problems = [], []
    for name in about.column_names:
        variable = _variable(about, name, reader)
        kind, clock = reader.kind_of(variable.format)
        if clock is not None and variable.kind != "text":
            made = from_numbers(frame[name], kind, clock) if frame[name].dtype != object else None
            if made is None:
                kind = "number"
                problems.append(problem("DATASET-004", file=file, name=name, severity="warning"))
            else:
                frame[name] = made
            variable = _of_kind(variable, kind)
        variables.append(variable)
    return Dataset(_typed(frame, variables), _meaning(about, variables, reader.name), tuple(problems))


def _asked(reader: Reader, file: Path, **options: Any) -> tuple[Any, Any]:
    from pyreadstat import ReadstatError

    if not file.is_file():
        raise fail("DATASET-002", file=file)
    try:
        return reader.call(file, disable_datetime_conversion=True, **options)
    except (ReadstatError, UnicodeDecodeError, ValueError) as error:
        raise fail("DATASET-001", file=file, format=reader.name, reason=str(error).strip()) from error
    except OSError as error:
        raise fail("DATASET-005", file=file, reason=reason_of(error)) from error
    except MemoryError as error:
        raise fail("DATASET-003", file=file, needed="?", available="?") from error


def _needed(about: Any) -> int:
    """Bytes the values take: a number eight, a text its letters and what Python keeps about it."""
    rows = about.number_rows or 0
    text = sum(kind == "string" for kind in about.readstat_variable_types.values())
    return int(rows * (8 * len(about.column_names) + 80 * text))


def _variable(about: Any, name: str, reader: Reader) -> Variable:
    is_text = about.readstat_variable_types.get(name) == "string"
    return Variable(
        name,
        about.column_names_to_labels.get(name) or "",
        "text" if is_text else "number",
        dict(about.variable_value_labels.get(name, {})),
        tuple(_missing(about, name)),
        about.variable_measure.get(name, "unknown"),
        about.original_variable_types.get(name) or "",
        about.variable_display_width.get(name),
        about.variable_storage_width.get(name) if is_text else None,
        about.variable_alignment.get(name) or "",
    )


def _of_kind(variable: Variable, kind: Kind) -> Variable:
    from dataclasses import replace

    return replace(variable, kind=kind)


def _missing(about: Any, name: str) -> Iterable[MissingRange]:
    for each in about.missing_ranges.get(name, ()):
        yield MissingRange(each["lo"], each["hi"])
    for letter in about.missing_user_values.get(name, ()):
        yield MissingRange(letter, letter)


def _typed(frame: pd.DataFrame, variables: Iterable[Variable]) -> pd.DataFrame:
    """Numbers that hold nothing but marks of missing answers come as texts: they stay a variable of numbers."""
    for each in variables:
        if each.kind == "number" and isinstance(frame[each.name].dtype, pd.StringDtype):
            frame[each.name] = frame[each.name].astype(object)
    return frame


def _meaning(about: Any, variables: Iterable[Variable], name: str) -> Meaning:
    sets = tuple(
        ResponseSet(key, tuple(each["variable_list"]), each["label"] or "", each["counted_value"])
        for key, each in about.mr_sets.items()
    )
    notes = tuple(about.notes or ())
    return Meaning(tuple(variables), sets, notes, about.file_label or "", about.file_encoding or "", name)


def doubled_names(names: Iterable[str], file: object = "") -> list[Problem]:
    """A fault for each name that stands more than once."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
    return [problem("DATASET-006", file=file, name=name, count=number) for name, number in seen.items() if number > 1]
