"""What a dataset holds, variable by variable: how many gave each answer, who did not, and where numbers lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import nan, sqrt
from typing import Any

import pandas as pd

from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Meaning, Value, Variable
from instruments.responses.stored import Stored, in_memory

LONGEST = 40  # letters; a longer text is no category
MOST = 1000  # different texts of one part; more are no categories
OFTEN = 5  # how often a text has to come on average to be taken for a category


@dataclass(frozen=True, slots=True)
class Spread:
    """Valid numbers: how many, their mean and the sum of squared deviations from it, the least and the greatest."""

    n: int = 0
    mean: float = 0.0
    squares: float = 0.0
    least: float = nan
    greatest: float = nan

    @property
    def deviation(self) -> float:
        """The standard deviation of a sample; NaN for fewer than two."""
        return sqrt(self.squares / (self.n - 1)) if self.n > 1 else nan


@dataclass(frozen=True, slots=True)
class Level:
    """One value, with its label, how many have it, the sum of their weights, and whether it is no answer."""

    value: Value | None
    label: str
    n: int
    missing: bool
    weighted: float = nan


@dataclass(frozen=True, slots=True)
class Summary:
    """One variable. `levels` are there for variables with codes: labelled ones in order, then others; none last."""

    variable: Variable
    valid: int
    missing: int
    empty: int
    levels: tuple[Level, ...] = ()
    spread: Spread = Spread()

    @property
    def rows(self) -> int:
        return self.valid + self.missing + self.empty


@dataclass(frozen=True, slots=True)
class _Tally:
    """What one part tells of a variable; they add up. wordy: its texts are too long or too many to count."""

    rows: int = 0
    missing: int = 0
    empty: int = 0
    n: Mapping[Any, int] = field(default_factory=dict)
    weighted: Mapping[Any, float] = field(default_factory=dict)
    spread: Spread = Spread()
    wordy: bool = False


def describe(data: Dataset | Stored, names: Sequence[str] = (), *, weight: str | None = None) -> list[Summary]:
    """A summary of each of these variables, or of all; parts are gone through one by one, and added up.

    weight: a variable whose sums stand beside the counts. Raises DATASET-010 for an unknown name.
    """
    stored = in_memory(data) if isinstance(data, Dataset) else data
    wanted = tuple(names) or stored.names
    columns = tuple(dict.fromkeys((*wanted, *([weight] if weight else []))))
    tally = _Tallying(stored.meaning.select(wanted), weight) if set(columns) <= set(stored.names) else None
    if tally is None:
        stored.whole(columns)  # raises for the unknown
    nothing: dict[str, _Tally] = {}
    found = reduce(_added, stored.parts.over(columns, tally or _nothing), nothing)
    return [_summary(stored.meaning.of(name), found.get(name, _Tally()), weight) for name in wanted]


def is_coded(variable: Variable) -> bool:
    """Whether the values of a variable stand for something else."""
    return bool(variable.labels) or bool(variable.missing)


@dataclass(frozen=True, slots=True)
class _Tallying:
    """Goes through one part; it is sent to where the part is."""

    meaning: Meaning
    weight: str | None

    def __call__(self, frame: pd.DataFrame) -> dict[str, _Tally]:
        dataset = Dataset(frame[list(self.meaning.names)], self.meaning)
        weights = None if self.weight is None else pd.to_numeric(frame[self.weight]).reset_index(drop=True)
        return {each.name: _tally(dataset, each, weights) for each in self.meaning.variables}


def _nothing(_: pd.DataFrame) -> dict[str, _Tally]:
    return {}


def _tally(dataset: Dataset, variable: Variable, weights: pd.Series | None) -> _Tally:
    column = dataset.column(variable.name)
    blank = column.isna() | (column == "") if variable.kind == "text" else column.isna()
    missing = dataset.is_missing(variable.name)
    kept = column[~column.isna()]
    n: dict[Any, int] = {}
    weighted: dict[Any, float] = {}
    wordy = variable.kind == "text" and _is_wordy(kept)
    if is_coded(variable) or (variable.kind == "text" and not wordy):
        n = {value: int(count) for value, count in kept.value_counts().items() if value != ""}
    if n and weights is not None:
        sums = weights[kept.index].groupby(kept, observed=True).sum()
        weighted = {value: float(total) for value, total in sums.items()}
    numbers = dataset.valid(variable.name).dropna() if variable.kind == "number" else pd.Series([], dtype=float)
    return _Tally(len(column), int(missing.sum()), int(blank.sum()), n, weighted, _spread(numbers), wordy)


def _is_wordy(texts: pd.Series) -> bool:
    return bool((texts.str.len() > LONGEST).any()) or texts.nunique() > MOST


def _spread(numbers: pd.Series) -> Spread:
    if numbers.empty:
        return Spread()
    values = numbers.astype(float)
    mean = float(values.mean())
    return Spread(len(values), mean, float(((values - mean) ** 2).sum()), float(values.min()), float(values.max()))


def _added(one: dict[str, _Tally], other: dict[str, _Tally]) -> dict[str, _Tally]:
    return {name: _sum(one.get(name, _Tally()), tally) for name, tally in other.items()} or one


def _sum(one: _Tally, other: _Tally) -> _Tally:
    n = {value: one.n.get(value, 0) + other.n.get(value, 0) for value in (*one.n, *other.n)}
    weighted = {value: one.weighted.get(value, 0.0) + other.weighted.get(value, 0.0)
                for value in (*one.weighted, *other.weighted)}  # fmt: skip
    return _Tally(one.rows + other.rows, one.missing + other.missing, one.empty + other.empty, n, weighted,
                  _together(one.spread, other.spread), one.wordy or other.wordy)  # fmt: skip


def _together(one: Spread, other: Spread) -> Spread:
    """Two spreads as one: Chan, Golub and LeVeque (1979), Updating Formulae."""
    if not one.n or not other.n:
        return other if other.n else one
    n, apart = one.n + other.n, other.mean - one.mean
    mean = one.mean + apart * other.n / n
    squares = one.squares + other.squares + apart**2 * one.n * other.n / n
    return Spread(n, mean, squares, min(one.least, other.least), max(one.greatest, other.greatest))


def _summary(variable: Variable, tally: _Tally, weight: str | None) -> Summary:
    valid = tally.rows - tally.missing - tally.empty
    levels = tuple(_levels(variable, tally, weight)) if is_coded(variable) or _repeats(variable, tally) else ()
    return Summary(variable, valid, tally.missing, tally.empty, levels, tally.spread)


def _repeats(variable: Variable, tally: _Tally) -> bool:
    """Texts that are short, few and come again: categories that are written out, and no open answers."""
    return variable.kind == "text" and not tally.wordy and 0 < len(tally.n) <= sum(tally.n.values()) / OFTEN


def _levels(variable: Variable, tally: _Tally, weight: str | None) -> Iterable[Level]:
    listed = dict.fromkeys(variable.labels, 0) | dict(tally.n)
    missing = {each.low for each in variable.missing if each.is_single}
    for value in sorted(listed, key=lambda each: (isinstance(each, str), each)):
        weighted = tally.weighted.get(value, 0.0) if weight else nan
        is_missing = value in missing or _within(variable, value)
        yield Level(value, variable.labels.get(value, ""), listed[value], is_missing, weighted)
    if tally.empty:
        yield Level(None, "", tally.empty, missing=True)


def _within(variable: Variable, value: Value) -> bool:
    ranges = [each for each in variable.missing if not each.is_single]
    return any(
        float(each.low) <= value <= float(each.high)
        for each in ranges
        if not isinstance(value, str) and not isinstance(each.low, str) and not isinstance(each.high, str)
    )
