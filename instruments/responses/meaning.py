"""What the values of a dataset mean: each variable's labels, codes and missing answers, and what holds for the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

Value = float | int | str
Measure = Literal["nominal", "ordinal", "scale", "unknown"]
Kind = Literal["number", "text", "date", "datetime", "time"]


@dataclass(frozen=True, slots=True)
class MissingRange:
    """Values that are no answer: from `low` to `high`, both included; a single one has both alike."""

    low: Value
    high: Value

    @property
    def is_single(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Variable:
    """One column: what it is called, what it asks, and what its values stand for.

    labels: value → its words. format is the program's own (`F8.2`, `DATE11`, `%td`); width is of the column shown,
    storage of the text kept. question: the id of the question it came from, empty where it is not known.
    """

    name: str
    label: str = ""
    kind: Kind = "number"
    labels: Mapping[Value, str] = field(default_factory=dict)
    missing: tuple[MissingRange, ...] = ()
    measure: Measure = "unknown"
    format: str = ""
    width: int | None = None
    storage: int | None = None
    alignment: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """A multiple response: variables that are one question. `counted` is the value that means chosen."""

    name: str
    variables: tuple[str, ...]
    label: str = ""
    counted: Value | None = None

    @property
    def is_dichotomy(self) -> bool:
        return self.counted is not None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a whole file, its variables in order."""

    variables: tuple[Variable, ...] = ()
    sets: tuple[ResponseSet, ...] = ()
    notes: tuple[str, ...] = ()
    label: str = ""
    encoding: str = ""
    format: str = ""

    def __iter__(self) -> Any:
        return iter(self.variables)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.variables)

    def of(self, name: str) -> Variable:
        """The variable of this name. Raises KeyError where there is none."""
        for each in self.variables:
            if each.name == name:
                return each
        raise KeyError(name)

    def select(self, names: Iterable[str]) -> Meaning:
        """Only these variables, in this order; a set keeps those of its variables that are left."""
        wanted = list(names)
        found = {each.name: each for each in self.variables}
        return replace(self, variables=tuple(found[name] for name in wanted), sets=_within(self.sets, set(wanted)))

    def with_variables(self, variables: Iterable[Variable]) -> Meaning:
        """These in place of the variables of the same names; new ones come last."""
        given = {each.name: each for each in variables}
        kept = tuple(given.pop(each.name, each) for each in self.variables)
        return replace(self, variables=(*kept, *given.values()))


def _within(sets: Iterable[ResponseSet], names: set[str]) -> tuple[ResponseSet, ...]:
    kept = (replace(each, variables=tuple(name for name in each.variables if name in names)) for each in sets)
    return tuple(each for each in kept if each.variables)


def as_plain(meaning: Meaning) -> dict[str, Any]:
    """The meaning as JSON holds it; numbers and texts stay apart, and the order of labels is kept."""
    return {
        "variables": [_plain_variable(each) for each in meaning.variables],
        "sets": [
            {"name": each.name, "label": each.label, "counted": each.counted, "variables": list(each.variables)}
            for each in meaning.sets
        ],
        "notes": list(meaning.notes),
        "label": meaning.label,
        "encoding": meaning.encoding,
        "format": meaning.format,
    }


def from_plain(plain: Mapping[str, Any]) -> Meaning:
    """The meaning that `as_plain` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    sets = (ResponseSet(each["name"], tuple(each["variables"]), each["label"], each["counted"])
            for each in plain["sets"])  # fmt: skip
    return Meaning(
        tuple(_variable(each) for each in plain["variables"]),
        tuple(sets),
        tuple(map(str, plain["notes"])),
        str(plain["label"]),
        str(plain["encoding"]),
        str(plain["format"]),
    )


_SAME = ("name", "label", "kind", "measure", "format", "width", "storage", "alignment", "question")


def _plain_variable(variable: Variable) -> dict[str, Any]:
    same = {name: getattr(variable, name) for name in _SAME}
    missing = [[_finite(each.low), _finite(each.high)] for each in variable.missing]
    return {**same, "labels": [[value, words] for value, words in variable.labels.items()], "missing": missing}


def _variable(plain: Mapping[str, Any]) -> Variable:
    same = {name: plain[name] for name in _SAME}
    labels = {value: str(words) for value, words in plain["labels"]}
    missing = tuple(MissingRange(_value(low), _value(high)) for low, high in plain["missing"])
    return Variable(**same, labels=labels, missing=missing)


def _finite(value: Value) -> Any:
    """JSON has no infinity: an open end of a range is an object that says which."""
    return {"open": "low" if value < 0 else "high"} if isinstance(value, float) and abs(value) > 1e300 else value


def _value(plain: Any) -> Value:
    if isinstance(plain, dict):
        return float("-inf") if plain["open"] == "low" else float("inf")
    return cast(Value, plain)
