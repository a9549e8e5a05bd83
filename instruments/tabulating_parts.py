"""Tables of answers that come in parts: each part is counted where it is, and what was counted is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluation.errors import problem, raise_any
from instruments.responses.dataset import Dataset, unknown_names
from instruments.responses.meaning import Meaning, ResponseSet, Variable
from instruments.responses.stored import Stored
from instruments.statistics.collapsed import (
    SQUARED,
    STAND,
    WEIGHTED,
    Collapsed,
    Drawn,
    N,
    collapsed,
    frequencies_of_rows,
    multiple_of_rows,
)
from instruments.statistics.disclosure.applying import hide_in_tables
from instruments.statistics.result import Table
from instruments.statistics.showing import mark_thin
from instruments.statistics.tables import Asked
from instruments.statistics.values import numbers
from instruments.tabulating import (
    THRESHOLD,
    Hidden,
    Plan,
    codes_of_no_answer,
    groups_of,
    option_of,
    set_of,
    tabulate,
    variables_of,
)


def tabulate_parts(
    stored: Stored,
    names: Sequence[str],
    *,
    by: str | None = None,
    plan: Plan | None = None,
    threshold: int = THRESHOLD,
) -> Hidden:
    """What `tabulate` gives of the whole, without having it in memory.

    Several stages of drawing, and strata of one unit that are to be adjusted, need the columns of the table in memory,
    but no others.
    """
    drawing = plan or Plan()
    asked = _wanted(stored, names, by, drawing)
    if drawing.lonely == "adjust" or len(drawing.clusters) > 1 or len(drawing.population) > 1:
        return tabulate(stored.whole(asked.columns), names, by=by, plan=plan, threshold=threshold)
    counts = list(stored.parts.over(asked.columns, _Counting(asked)))
    _refuse_weights(counts, drawing)
    tables = [_table(asked, each, pd.concat([part.cells[number] for part in counts], ignore_index=True))
              for number, each in enumerate(asked.tables)]  # fmt: skip
    hidden = hide_in_tables(tables, threshold)[0] if threshold > 0 else tables
    marked = tuple(mark_thin(table) for table in hidden)
    return Hidden(marked, sum(row.hidden for table in marked for row in table.rows))


def tabulate_any(
    data: Dataset | Stored,
    names: Sequence[str],
    *,
    by: str | None = None,
    plan: Plan | None = None,
    threshold: int = THRESHOLD,
) -> Hidden:
    """The same tables of answers in memory or in parts."""
    if isinstance(data, Dataset):
        return tabulate(data, names, by=by, plan=plan, threshold=threshold)
    return tabulate_parts(data, names, by=by, plan=plan, threshold=threshold)


@dataclass(frozen=True)
class _Asked:
    """The tables that are wanted – a variable, or a set of several answers – and how they are to be counted."""

    meaning: Meaning
    tables: tuple[Variable | ResponseSet, ...]
    by: str | None
    plan: Plan

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns every table needs beside its own, but for the weight."""
        return (*([self.by] if self.by else []), *self.plan.keys, *self.plan.where)

    @property
    def columns(self) -> tuple[str, ...]:
        own = (name for each in self.tables for name in _own(each))
        return tuple(dict.fromkeys((*own, *self.beside, *([self.plan.weight] if self.plan.weight else []))))


@dataclass(frozen=True)
class _Counts:
    """What one part tells: the distinct rows of each table, and how many weights are none, zero or negative."""

    cells: tuple[pd.DataFrame, ...]
    faulty: tuple[int, int, int]


@dataclass(frozen=True)
class _Counting:
    """Goes through one part; it is sent to where the part is."""

    asked: _Asked

    def __call__(self, frame: pd.DataFrame) -> _Counts:
        weights = np.ones(len(frame))
        if self.asked.plan.weight:
            held = Dataset(frame, self.asked.meaning.select(list(map(str, frame.columns))))
            weights = numbers(held.valid(self.asked.plan.weight), self.asked.plan.weight, finite=False)
        stand = frame.reset_index(drop=True)
        stand[N], stand[WEIGHTED], stand[SQUARED] = 1, weights, weights**2
        faulty = tuple(int(each.sum()) for each in (~np.isfinite(weights), weights == 0, weights < 0))
        return _Counts(tuple(_cells(stand, self.asked, each) for each in self.asked.tables), faulty)  # type: ignore[arg-type]


def _cells(stand: pd.DataFrame, asked: _Asked, table: Variable | ResponseSet) -> pd.DataFrame:
    keys = list(dict.fromkeys((*_own(table), *asked.beside)))
    return stand.groupby(keys, dropna=False, sort=False, observed=True)[list(STAND)].sum().reset_index()


def _wanted(stored: Stored, names: Sequence[str], by: str | None, plan: Plan) -> _Asked:
    bare = Dataset(pd.DataFrame(columns=list(stored.names)), stored.meaning)
    beside = [*([by] if by else []), *plan.names, *plan.where]
    raise_any(unknown_names(beside, stored.names))
    tables = [each for name in names for each in _tables(stored, bare, name)]
    return _Asked(stored.meaning, tuple(tables), by, plan)


def _tables(stored: Stored, bare: Dataset, name: str) -> list[Variable | ResponseSet]:
    names = variables_of(bare, name)
    found = set_of(bare, name, names)
    # A question's variables are a set where nothing else than chosen and not stands in any part of the data.
    if found and found not in stored.meaning.sets and found.label == name and not _ticked(stored, names):
        found = None
    return [found] if found else [bare.variable(each) for each in names]


def _ticked(stored: Stored, names: Sequence[str]) -> bool:
    return all(stored.parts.over(names, _Ticked(stored.meaning.select(names))))


@dataclass(frozen=True)
class _Ticked:
    meaning: Meaning

    def __call__(self, frame: pd.DataFrame) -> bool:
        held = Dataset(frame, self.meaning)
        return all(set(held.valid(name).dropna().unique().tolist()) <= {0, 1} for name in self.meaning.names)


def _own(table: Variable | ResponseSet) -> tuple[str, ...]:
    return table.variables if isinstance(table, ResponseSet) else (table.name,)


def _refuse_weights(counts: Sequence[_Counts], plan: Plan) -> None:
    found = [sum(column) for column in zip(*(each.faulty for each in counts), strict=True)]
    codes = ("STATISTICS-002", "STATISTICS-003", "STATISTICS-004")
    raise_any(problem(code, name=plan.weight, n=n) for code, n in zip(codes, found, strict=False) if n)


def _table(asked: _Asked, table: Variable | ResponseSet, cells: pd.DataFrame) -> Table:
    keys = [name for name in cells.columns if name not in STAND]
    whole = cells.groupby(keys, dropna=False, sort=False, observed=True)[list(STAND)].sum().reset_index()
    held = Dataset(whole[keys], asked.meaning.select(keys))
    plan = asked.plan
    frame = pd.DataFrame({name: held.valid(name) for name in dict.fromkeys(plan.keys)}, index=whole.index)
    inside = np.ones(len(whole), dtype=bool)
    for name, value in plan.where.items():
        inside &= (held.column(name) == value).to_numpy(dtype=bool)
    first = {"cluster": plan.clusters, "population": plan.population}
    one = {name: each[0] if each else "" for name, each in first.items()}
    drawn = Drawn(bool(plan.weight), plan.strata, **one, lonely=plan.lonely)
    rows = collapsed(frame.assign(**{name: whole[name] for name in STAND}), drawn, inside)
    groups = groups_of(held, asked.by) if asked.by else None
    if isinstance(table, ResponseSet):
        return _several(rows, held, table, groups)
    how = Asked(labels=dict(table.labels) or None, missing=codes_of_no_answer(held, table), total=groups is not None)
    return frequencies_of_rows(rows, held.column(table.name), by=groups, asked=how, name=table.name)


def _several(rows: Collapsed, held: Dataset, table: ResponseSet, groups: pd.Series | None) -> Table:
    frame = pd.DataFrame({name: held.valid(name) for name in table.variables})
    options = {name: option_of(held.variable(name)) for name in table.variables}
    counted = float(table.counted) if isinstance(table.counted, int | float) else 1.0
    how = Asked(total=groups is not None)
    return multiple_of_rows(rows, frame, options, by=groups, counted=counted, asked=how, name=table.name)
