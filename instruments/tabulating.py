"""Tables of a dataset's questions: what the values mean is taken from the dataset, how they count from the design."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from evaluation.errors import Problem, fail
from evaluation.settings.nearness import near
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import ResponseSet, Value, Variable
from instruments.statistics.design import Design, Lonely, design_of
from instruments.statistics.disclosure.applying import hide_in_tables
from instruments.statistics.multiple import multiple_response
from instruments.statistics.result import Table
from instruments.statistics.showing import mark_thin
from instruments.statistics.tables import Asked, frequencies

THRESHOLD = 5  # answers; a cell of fewer is hidden


@dataclass(frozen=True, slots=True)
class Plan:
    """How a survey was drawn, by the names of the dataset's variables. Without any, everyone counts alike.

    where: the tables are of those with these values; the others still say how the sample was drawn.
    """

    weight: str | None = None
    strata: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    lonely: Lonely = "error"
    where: Mapping[str, float] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return (*((self.weight,) if self.weight else ()), *self.keys)

    @property
    def keys(self) -> tuple[str, ...]:
        """The variables of the plan but for the weight."""
        return (*self.strata, *self.clusters, *self.population)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Tables as they may be shown, how many figures of them are hidden, and what is to be said of the design."""

    tables: tuple[Table, ...]
    figures: int
    notices: tuple[Problem, ...] = ()


def tabulate(
    dataset: Dataset,
    names: Sequence[str],
    *,
    by: str | None = None,
    plan: Plan | None = None,
    threshold: int = THRESHOLD,
) -> Hidden:
    """A table for each name: a variable, a multiple-response set, or a question with its variables.

    A grid gives one table for each statement, a question with several answers the percent of respondents. Cells of
    fewer than `threshold` answers are hidden over all the tables at once, with the others that would give them away;
    0 hides nothing. Figures too thin are marked. Raises DATASET-010 for an unknown name.
    """
    design = design_of_plan(dataset, plan or Plan())
    groups = groups_of(dataset, by) if by else None
    tables = [table for name in names for table in _tables(dataset, name, design, groups)]
    hidden = hide_in_tables(tables, threshold)[0] if threshold > 0 else tables
    marked = tuple(mark_thin(table) for table in hidden)
    return Hidden(marked, sum(row.hidden for table in marked for row in table.rows), design.notices)


def variables_of(dataset: Dataset, name: str) -> tuple[str, ...]:
    """The variables that a name stands for. Raises DATASET-010 with the nearest names."""
    if name in dataset.names:
        return (name,)
    for each in dataset.meaning.sets:
        if name.lstrip("$") == each.name.lstrip("$"):
            return each.variables
    found = tuple(each.name for each in dataset.meaning.variables if each.question == name and name)
    if found:
        return found
    known = [*dataset.names, *(each.name for each in dataset.meaning.sets)]
    raise fail("DATASET-010", name=name, known=near(name, known))


def _tables(dataset: Dataset, name: str, design: Design, groups: pd.Series[Any] | None) -> list[Table]:
    names = variables_of(dataset, name)
    found = set_of(dataset, name, names)
    if found is not None:
        return [_multiple(dataset, found, design, groups)]
    return [_single(dataset, dataset.variable(each), design, groups) for each in names]


def set_of(dataset: Dataset, name: str, names: tuple[str, ...]) -> ResponseSet | None:
    """The multiple response a name stands for: a set of the file's, or a question whose variables are chosen or not."""
    for each in dataset.meaning.sets:
        if each.variables == names and name not in dataset.names:
            return each if each.is_dichotomy else ResponseSet(each.name, each.variables, each.label, 1)
    if len(names) < 2:
        return None
    values = {value for each in names for value in dataset.valid(each).dropna().unique().tolist()}
    return ResponseSet(name, names, name, 1) if values <= {0, 1} else None


def _single(dataset: Dataset, variable: Variable, design: Design, groups: pd.Series[Any] | None) -> Table:
    none = codes_of_no_answer(dataset, variable)
    asked = Asked(labels=dict(variable.labels) or None, missing=none, total=groups is not None)
    return frequencies(dataset.column(variable.name), design, by=groups, asked=asked, name=variable.name)


def codes_of_no_answer(dataset: Dataset, variable: Variable) -> tuple[Value, ...]:
    """The codes defined as missing, and those that occur within a range of missing ones."""
    there = dataset.column(variable.name)[dataset.is_missing(variable.name)].unique().tolist()
    declared = [each.low for each in variable.missing if each.is_single]
    return tuple(dict.fromkeys([*there, *declared]))


def _multiple(dataset: Dataset, found: ResponseSet, design: Design, groups: pd.Series[Any] | None) -> Table:
    frame = pd.DataFrame({name: dataset.valid(name) for name in found.variables})
    options: Mapping[str, str] = {name: option_of(dataset.variable(name)) for name in found.variables}
    by = None
    if groups is not None:
        by = str(groups.name)
        frame[by] = groups
    counted = float(found.counted) if isinstance(found.counted, int | float) else 1.0
    asked = Asked(total=groups is not None)
    return multiple_response(frame, options, design, by=by, counted=counted, asked=asked, name=found.name)


def option_of(variable: Variable) -> str:
    """What is chosen: the end of «question: option» where the label is made so."""
    return (variable.label or variable.name).rsplit(": ", 1)[-1]


def groups_of(dataset: Dataset, name: str) -> pd.Series[Any]:
    """The values of a variable as groups by their labels, in the order of their codes."""
    variable, values = dataset.variable(name), dataset.valid(name)
    if variable.kind == "text":
        return _texts(values.where(values != "")).rename(name)
    if not variable.labels:
        return values.rename(name)
    codes = [code for code in variable.labels if code in set(values.dropna().unique().tolist())]
    labels = [variable.labels[code] for code in codes]
    twice = {label for label in labels if labels.count(label) > 1}
    titles = [f"{label} ({code:g})" if label in twice else label for label, code in zip(labels, codes, strict=True)]
    named = values.map(dict(zip(codes, titles, strict=True)))
    return pd.Series(pd.Categorical(named, categories=titles, ordered=True), index=values.index, name=name)


def _texts(values: pd.Series[Any]) -> pd.Series[Any]:
    """Texts as groups, in alphabetical order, but by the numbers in them: «1–9» before «10–49»."""
    found = sorted(values.dropna().unique().tolist(), key=_by_numbers)
    return pd.Series(pd.Categorical(values, categories=found, ordered=True), index=values.index)


def _by_numbers(text: str) -> list[tuple[int, int, str]]:
    parts = re.split(r"(\d+)", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def design_of_plan(dataset: Dataset, plan: Plan) -> Design:
    frame = pd.DataFrame({name: _told(dataset, name) for name in dict.fromkeys(plan.names)}, index=dataset.values.index)
    design = design_of(
        frame,
        weight=plan.weight,
        strata=plan.strata,
        clusters=plan.clusters,
        population=plan.population,
        lonely=plan.lonely,
    )
    for name, value in plan.where.items():
        design = design.within((dataset.column(name) == value).to_numpy(dtype=bool))
    return design


def _told(dataset: Dataset, name: str) -> pd.Series[Any]:
    """A column of the design; a blank text is no stratum."""
    values = dataset.valid(name)
    return values.where(values != "") if dataset.variable(name).kind == "text" else values
