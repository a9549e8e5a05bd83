"""The parts of a condition, each with the column it begins at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]
Value = int | float | str  # a date is text: 2026-04-22

OPPOSITE: dict[Comparison, Comparison] = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True, slots=True)
class Name:
    """An earlier question, by its id or variable."""

    word: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Literally:
    value: Value
    kind: Literal["number", "text", "date"]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    name: Name
    comparison: Comparison
    value: Literally


@dataclass(frozen=True, slots=True)
class Within:
    """The answer is one of these; of several answers, one of them is."""

    name: Name
    values: tuple[Literally, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    name: Name


@dataclass(frozen=True, slots=True)
class Count:
    """How many answers were given, none counting as nought."""

    name: Name
    comparison: Comparison
    number: Literally


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Condition, ...]


Leaf = Compare | Within | Answered | Count
Condition = Leaf | Not | And | Or


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The single statements of a condition, from left to right."""
    if isinstance(condition, Not):
        yield from leaves(condition.part)
    elif isinstance(condition, And | Or):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition
