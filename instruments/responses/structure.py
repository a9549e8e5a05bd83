"""The structure that survey programs write beside a table of answers: what variables ask, and what their codes mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.errors import fail, problem
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Value, Variable
from instruments.responses.sheets import rows_in

SUFFIXES = (".csv", ".xlsx")
# SurveyXact's names, and what other programs and languages call the same.
_VARIABLE = ("variablename", "variable", "variabel", "variabelnavn", "name", "navn", "vname")
_VALUE = ("choicevalue", "value", "verdi", "code", "kode", "svarkode")
_LABEL = ("choicetext", "valuelabel", "label", "tekst", "text", "svartekst", "verditekst")
_ASKS = ("longname", "questiontext", "questionname", "variablelabel", "variabletext", "spørsmål", "spørsmålstekst")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: of a variable, or of one of its codes."""

    variable: str
    asks: str = ""
    value: str = ""
    label: str = ""


def structure_beside(file: Path) -> list[Path]:
    """`svar.structure.csv` or `.xlsx`; beside SurveyXact's `dataset.csv` its structure, variables and labels."""
    names = [f"{file.stem}.structure"]
    if file.stem.casefold() == "dataset":
        names += ["structure", "variables", "labels"]
    wanted = {f"{name}{suffix}" for name in names for suffix in SUFFIXES}
    return sorted(each for each in file.parent.iterdir() if each.name.casefold() in wanted and each != file)


def explained_by_structure(dataset: Dataset, files: Sequence[Path]) -> Dataset:
    """The dataset with what the files say of its variables; what it says itself stays.

    Raises DATASET-063 where a file is of other variables, DATASET-067 where it has no column that names them.
    """
    for file in files:
        lines = list(_lines(file))
        known = {name.casefold() for name in dataset.names}
        named = {each.variable.casefold() for each in lines}
        if not named & known:
            raise fail("DATASET-063", file=file, names=", ".join(sorted({each.variable for each in lines})[:8]) or "–")
        strange = sorted({each.variable for each in lines if each.variable.casefold() not in known})
        told = [problem("DATASET-068", file=file, names=", ".join(strange[:8]), severity="note")] if strange else []
        made = [_explained(each, [line for line in lines if line.variable.casefold() == each.name.casefold()])
                for each in dataset.meaning]  # fmt: skip
        dataset = replace(dataset.explained(made), problems=(*dataset.problems, *told))
    return dataset


def _lines(file: Path) -> Iterator[Line]:
    rows = [row for row in rows_in(file) if any(row)]
    if not rows:
        raise fail("DATASET-060", file=file)
    columns = {re.sub(r"[\W_]+", "", name).casefold(): at for at, name in enumerate(rows[0])}
    places = [_place(columns, names) for names in (_VARIABLE, _ASKS, _VALUE, _LABEL)]
    if places[0] is None:
        if any(len(row) != 3 for row in rows):
            raise fail("DATASET-067", file=file, names=", ".join(rows[0]))
        yield from (Line(name, value=value, label=label) for name, value, label in rows)  # labels without a heading
        return
    if places[2] is None:  # a list of variables: what it calls a label is of the variable
        places = [places[0], places[1] if places[1] is not None else places[3], None, None]
    for row in rows[1:]:
        yield Line(*(row[at].strip() if at is not None and at < len(row) else "" for at in places))


def _place(columns: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((columns[name] for name in names if name in columns), None)


def _explained(variable: Variable, lines: Sequence[Line]) -> Variable:
    asks = next((each.asks for each in lines if each.asks), "")
    labels: dict[Value, str] = {}
    for each in lines:
        value = _value(each.value, variable)
        if value is not None and each.label:
            labels[value] = each.label
    return replace(variable, label=variable.label or asks, labels=variable.labels or labels)


def _value(text: str, variable: Variable) -> Value | None:
    if variable.kind == "text":
        return text or None
    try:
        return float(text.replace(",", ".")) if text and variable.kind == "number" else None
    except ValueError:
        return None
