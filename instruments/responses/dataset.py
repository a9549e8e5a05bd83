"""A dataset: values and their meaning, which stay together whatever is done to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

import numpy as np
import pandas as pd

from evaluation.errors import EvaluationError, Problem, problem, raise_any
from evaluation.settings.nearness import near
from instruments.responses.meaning import Meaning, MissingRange, Value, Variable

Joined = Literal["inner", "left", "outer"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Values (rows × variables) and what they mean. `problems` are what its reader noticed.

    Codes that stand for no answer are kept as they are; `valid` leaves them out. Dates are datetime64, times
    timedelta64, texts str, all else numbers.
    """

    _frame: pd.DataFrame
    meaning: Meaning
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        names = tuple(map(str, self._frame.columns))
        if names != self.meaning.names:
            raise ValueError("the columns and the variables differ")
        object.__setattr__(self, "_frame", self._frame.reset_index(drop=True))

    @property
    def values(self) -> pd.DataFrame:
        """The values; what is changed in this frame changes nothing here."""
        return self._frame.copy(deep=False)

    @property
    def names(self) -> tuple[str, ...]:
        return self.meaning.names

    def __len__(self) -> int:
        return len(self._frame)

    def variable(self, name: str) -> Variable:
        """What a variable means. Raises DATASET-010, with the nearest names, where there is none."""
        self._know([name])
        return self.meaning.of(name)

    def column(self, name: str) -> pd.Series:
        self._know([name])
        return self._frame[name].copy(deep=False)

    def is_missing(self, name: str) -> pd.Series:
        """Where a value is defined as no answer: not where there is none at all."""
        column = self.column(name)
        return missing_in(column, self.meaning.of(name).missing)

    def valid(self, name: str) -> pd.Series:
        """The values that are answers; NaN elsewhere. A variable of numbers is float, whatever marks it held."""
        column = self.column(name).mask(self.is_missing(name))
        if self.meaning.of(name).kind == "number" and column.dtype == object:
            return pd.to_numeric(column, errors="coerce")
        return column

    # What is done to both at once

    def select(self, names: Sequence[str]) -> Dataset:
        """Only these variables, in this order."""
        self._know(names)
        return replace(self, _frame=self._frame[list(names)], meaning=self.meaning.select(names))

    def filter(self, rows: pd.Series | np.ndarray | Sequence[bool]) -> Dataset:
        """Only the rows where this is true."""
        return replace(self, _frame=self._frame.loc[np.asarray(rows, dtype=bool)])

    def rename(self, names: Mapping[str, str]) -> Dataset:
        """Old name → new name; multiple-response sets follow."""
        self._know(names)
        _refuse_doubled([names.get(each, each) for each in self.names])
        variables = tuple(replace(each, name=names.get(each.name, each.name)) for each in self.meaning.variables)
        sets = tuple(
            replace(each, variables=tuple(names.get(name, name) for name in each.variables))
            for each in self.meaning.sets
        )
        meaning = replace(self.meaning, variables=variables, sets=sets)
        return replace(self, _frame=self._frame.rename(columns=dict(names)), meaning=meaning)

    def with_variable(self, variable: Variable, values: pd.Series | np.ndarray | Sequence[object]) -> Dataset:
        """One more variable, or other values and another meaning for one that is there."""
        frame = self._frame.copy(deep=False)
        # Texts keep their own kind of column.
        column = values if isinstance(values, pd.Series) else pd.Series(cast("Any", values))
        frame[variable.name] = column.set_axis(frame.index)
        return replace(self, _frame=frame, meaning=self.meaning.with_variables([variable]))

    def explained(self, variables: Iterable[Variable]) -> Dataset:
        """The same values with another meaning of these variables."""
        return replace(self, meaning=self.meaning.with_variables(variables))

    def join(self, other: Dataset, on: str | Sequence[str], how: Joined = "left") -> Dataset:
        """Beside each row those of `other` with the same values in `on`.

        Raises where the two share a variable beside `on`, or where a code of `on` means another thing in each.
        """
        keys = [on] if isinstance(on, str) else list(on)
        self._know(keys)
        other._know(keys)
        _refuse_doubled([*self.names, *(name for name in other.names if name not in keys)])
        raise_any(_differing(self, other, keys))
        added = [each for each in other.meaning.variables if each.name not in keys]
        frame = self._frame.merge(other._frame, on=keys, how=how)
        meaning = replace(self.meaning.with_variables(added), sets=(*self.meaning.sets, *other.meaning.sets))
        return replace(self, _frame=frame, meaning=meaning)

    def stack(self, other: Dataset) -> Dataset:
        """The rows of both, as of two waves. Raises where a code means one thing here and another there."""
        raise_any(_differing(self, other, [name for name in self.names if name in other.names]))
        frame = pd.concat([self._frame, other._frame], ignore_index=True)
        added = [each for each in other.meaning.variables if each.name not in self.names]
        known = {each.name for each in self.meaning.sets}
        sets = (*self.meaning.sets, *(each for each in other.meaning.sets if each.name not in known))
        return replace(self, _frame=frame, meaning=replace(self.meaning.with_variables(added), sets=sets))

    def lengthen(self, names: Sequence[str], *, into: str, value: str) -> Dataset:
        """One row for each of `names` (a grid's statements): `into` numbers them, labelled, `value` has the answer.

        The variables have to share their codes: raises DATASET-012 where they do not.
        """
        self._know(names)
        kept = [name for name in self.names if name not in names]
        _refuse_doubled([*kept, into, value])
        first, *rest = (self.meaning.of(name) for name in names)
        raise_any(each for other in rest for each in _contradicting(first, other))
        parts = []
        for number, name in enumerate(names, 1):
            part = self._frame[kept].copy(deep=False)
            part[into], part[value] = float(number), self._frame[name]
            parts.append(part)
        labels: dict[Value, str] = {float(n): self.meaning.of(name).label or name for n, name in enumerate(names, 1)}
        which = Variable(into, labels=labels, measure="nominal")
        meaning = self.meaning.select(kept).with_variables([which, replace(first, name=value, label="", question="")])
        return replace(self, _frame=pd.concat(parts, ignore_index=True), meaning=meaning)

    def _know(self, names: Iterable[str]) -> None:
        raise_any(unknown_names(names, self.names))


def unknown_names(names: Iterable[str], known: Sequence[str]) -> list[Problem]:
    """A fault, with the nearest names, for each that is not known."""
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    return [problem("DATASET-010", name=name, known=near(name, list(known))) for name in unknown]


def missing_in(column: pd.Series, ranges: Iterable[MissingRange]) -> pd.Series:
    """Where a column's values lie in one of these ranges."""
    found = pd.Series(False, index=column.index)
    for each in ranges:
        if each.is_single or isinstance(each.low, str) or isinstance(each.high, str):
            found |= (column == each.low).fillna(False).astype(bool)
        else:
            numbers = pd.to_numeric(column, errors="coerce") if column.dtype == object else column
            found |= numbers.between(each.low, each.high).astype(bool)
    return found


def _refuse_doubled(names: Sequence[str]) -> None:
    doubled = sorted({name for name in names if list(names).count(name) > 1})
    if doubled:
        raise EvaluationError(*(problem("DATASET-011", name=name) for name in doubled))


def _differing(one: Dataset, other: Dataset, names: Iterable[str]) -> list[Problem]:
    return [each for name in names for each in _contradicting(one.meaning.of(name), other.meaning.of(name))]


def _contradicting(one: Variable, other: Variable) -> list[Problem]:
    """A fault for each code that means one thing in one and another in the other."""
    names = one.name if one.name == other.name else f"{one.name}, {other.name}"
    kinds = [problem("DATASET-013", name=names, one=one.kind, other=other.kind)] if one.kind != other.kind else []
    return kinds + [
        problem("DATASET-012", name=names, value=value, one=words, other=other.labels[value])
        for value, words in one.labels.items()
        if value in other.labels and other.labels[value] != words
    ]
