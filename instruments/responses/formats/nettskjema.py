"""Nettskjema: its CSV, and the elements of the form as codebook (`NAME.elements.json`) beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.errors import fail
from instruments.responses.dataset import Dataset
from instruments.responses.formats import csv
from instruments.responses.meaning import MissingRange, ResponseSet, Value, Variable
from instruments.responses.shape import ResponseFormat

UNANSWERED = -1.0  # what a radio button holds that nobody chose
_MARK = b"$submission_id"


def recognises(file: Path) -> bool:
    with file.open("rb") as content:
        return _MARK in content.read(200)


def elements_beside(file: Path) -> Path:
    return file.with_suffix(".elements.json")


def read(file: Path) -> Dataset:
    """The answers; with the form's elements beside, their labels, codes and multiple-response sets.

    Raises DATASET-063 where the elements are of another form, DATASET-064 where they cannot be read.
    """
    found = csv.read(file)
    names = {name: name.removeprefix("$").replace(".", "_") for name in found.names}
    renamed = found.rename(names)
    beside = elements_beside(file)
    variables = list(_explained(found, _elements(beside))) if beside.is_file() else []
    if beside.is_file() and not variables:
        raise fail("DATASET-063", file=beside, names=", ".join(found.names[:8]))
    meaning = renamed.meaning.with_variables(replace(each, name=names[each.name]) for each in variables)
    sets = tuple(_sets(variables, names))
    return replace(renamed, meaning=replace(meaning, format="nettskjema", sets=sets))


def _elements(file: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(file.read_text("utf-8"))
        return [each for each in found if each.get("externalElementId")]
    except (ValueError, TypeError, AttributeError) as error:
        raise fail("DATASET-064", file=file) from error


def _explained(dataset: Dataset, elements: list[dict[str, Any]]) -> Iterator[Variable]:
    """What the elements say of the variables they fill: a name, or a name and an option after a point."""
    for element in elements:
        own = element["externalElementId"]
        for variable in dataset.meaning.variables:
            if variable.name == own:
                yield _single(variable, element)
            elif variable.name.startswith(f"{own}."):
                yield _part(variable, element, variable.name.removeprefix(f"{own}."))


def _single(variable: Variable, element: dict[str, Any]) -> Variable:
    codes = _codes(element) if variable.kind == "number" else {}
    unanswered = element["elementType"] == "RADIO" and UNANSWERED not in codes
    missing = (MissingRange(UNANSWERED, UNANSWERED),) if unanswered else ()
    return replace(variable, label=element.get("text") or "", labels=codes, missing=missing)


def _part(variable: Variable, element: dict[str, Any], option: str) -> Variable:
    """A row of a matrix has the answers' codes; a box to tick is 1 or 0."""
    words = {each["externalAnswerOptionId"]: each["text"] for each in element.get("answerOptions") or ()}
    label = f"{element.get('text') or ''}: {words.get(option.rpartition('.')[2], option)}"
    if element["elementType"] == "MATRIX_RADIO":
        return replace(variable, label=f"{element.get('text') or ''}: {option}", labels=_codes(element),
                       missing=(MissingRange(UNANSWERED, UNANSWERED),))  # fmt: skip
    return replace(variable, label=label)


def _codes(element: dict[str, Any]) -> dict[Value, str]:
    found: dict[Value, str] = {}
    for each in element.get("answerOptions") or ():
        try:
            found[float(each["externalAnswerOptionId"])] = str(each["text"])
        except (TypeError, ValueError):
            continue
    return found


def _sets(variables: list[Variable], names: dict[str, str]) -> Iterator[ResponseSet]:
    """Boxes to tick under one question: those of a checkbox, whose columns have one point in their names."""
    parts: dict[str, list[str]] = {}
    asked = {each.name.rpartition(".")[0]: each.label.rpartition(": ")[0] for each in variables}
    for each in variables:
        if "." in each.name and not each.labels and each.kind == "number":
            parts.setdefault(each.name.rpartition(".")[0], []).append(names[each.name])
    for stem, columns in parts.items():
        yield ResponseSet(stem.replace(".", "_"), tuple(columns), asked[stem], 1.0)


FORMAT = ResponseFormat("nettskjema", (".csv", ".txt"), read, recognises=recognises, order=50)
