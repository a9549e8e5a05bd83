"""What a query is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["near", "within", "overlapping", "followed"]
Unit = Literal["characters", "sentence", "turn", "question"]
Sign = Literal["=", "!=", "<", "<=", ">", ">=", "~", "in"]


@dataclass(frozen=True, slots=True)
class CodeTerm:
    """Everything coded with a code and, unless `alone`, with those under it. `at`: where in the query it stands."""

    name: str
    alone: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class WordTerm:
    """Words, written as an indicator."""

    words: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Not:
    part: Expression


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """`left` where it stands in the relation to `right`. `distance` counts characters where the unit is characters."""

    left: Expression
    relation: Relation
    right: Expression
    unit: Unit = "turn"
    distance: int = 0


Expression = CodeTerm | WordTerm | Not | And | Or | Related


@dataclass(frozen=True, slots=True)
class Comparison:
    """An attribute held against a value, or against several with `in`. `places`: where the values stand."""

    attribute: str
    sign: Sign
    values: tuple[str, ...]
    at: int = 0
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NoneOf:
    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


Condition = Comparison | NoneOf | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    expression: Expression | None
    where: Condition | None = None
    text: str = ""
