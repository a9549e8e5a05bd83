"""A condition as what must certainly be so: no `not` is left, and each statement says that there is an answer.

The programs that show a form know two values only, and differ in what an empty answer is worth (in XPath `'' != 3` is
true). In this form they all come to what the three-valued logic comes to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from instruments.show_if.evaluate import COMPARE
from instruments.show_if.subjects import Subject, Subjects
from instruments.show_if.tree import (
    OPPOSITE,
    And,
    Answered,
    Compare,
    Comparison,
    Condition,
    Count,
    Leaf,
    Literally,
    Not,
    Or,
    Value,
    Within,
)


@dataclass(frozen=True, slots=True)
class Filled:
    subject: Subject


@dataclass(frozen=True, slots=True)
class Empty:
    subject: Subject


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the codes was chosen; with `truth` false: none of them was."""

    subject: Subject
    codes: tuple[Value, ...]
    truth: bool = True


@dataclass(frozen=True, slots=True)
class Measured:
    subject: Subject
    comparison: Comparison
    value: Value


@dataclass(frozen=True, slots=True)
class Totalled:
    """How many answers were given, but for those that are none."""

    subject: Subject
    comparison: Comparison
    number: Value


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Normal, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Normal, ...]


Single = Filled | Empty | Chosen | Measured | Totalled
Normal = Single | Both | Either
NEVER = Either(())
ALWAYS = Both(())


def certainly(condition: Condition, subjects: Subjects, *, truth: bool = True) -> Normal:
    """What holds exactly when the condition is true (or, with `truth` false, when it is false): never when unknown."""
    if isinstance(condition, Not):
        return certainly(condition.part, subjects, truth=not truth)
    if isinstance(condition, And | Or):
        parts = [certainly(each, subjects, truth=truth) for each in condition.parts]
        return both(parts) if isinstance(condition, And) is truth else either(parts)
    return _leaf(condition, subjects[condition.name.word], truth=truth)


def both(parts: Iterable[Normal]) -> Normal:
    listed: list[Normal] = []
    for each in parts:
        listed += each.parts if isinstance(each, Both) else [each]
    kept = tuple(dict.fromkeys(listed))
    return NEVER if NEVER in kept else kept[0] if len(kept) == 1 else Both(kept)


def either(parts: Iterable[Normal]) -> Normal:
    listed: list[Normal] = []
    for each in parts:
        listed += each.parts if isinstance(each, Either) else [each]
    kept = tuple(dict.fromkeys(listed))
    return ALWAYS if ALWAYS in kept else kept[0] if len(kept) == 1 else Either(kept)


def _leaf(leaf: Leaf, subject: Subject, *, truth: bool) -> Normal:
    if isinstance(leaf, Answered):
        return Filled(subject) if truth else Empty(subject)
    if isinstance(leaf, Within):
        return _among(subject, leaf.values, truth=truth)
    comparison = leaf.comparison if truth else OPPOSITE[leaf.comparison]
    if isinstance(leaf, Count):
        counted = Totalled(subject, comparison, leaf.number.value)
        none_too = COMPARE[comparison](0, leaf.number.value)
        return either([Empty(subject), counted]) if none_too else both([Filled(subject), counted])
    return _compared(leaf, subject, comparison)


def _among(subject: Subject, values: tuple[Literally, ...], *, truth: bool) -> Normal:
    codes = tuple(dict.fromkeys(each.value for each in values))
    if subject.kind in ("number", "date"):
        parts = [Measured(subject, "=" if truth else "!=", code) for code in codes]
        return both([Filled(subject), either(parts) if truth else both(parts)])
    return Chosen(subject, codes) if truth else both([Filled(subject), Chosen(subject, codes, truth=False)])


def _compared(leaf: Compare, subject: Subject, comparison: Comparison) -> Normal:
    value = leaf.value.value
    if subject.kind == "code":
        if comparison == "=":
            return Chosen(subject, (value,))
        if comparison == "!=":
            return both([Filled(subject), Chosen(subject, (value,), truth=False)])
        codes = tuple(code for code in subject.codes if COMPARE[comparison](code, value))
        return Chosen(subject, codes) if codes else NEVER
    ordered = comparison not in ("=", "!=")
    known = [Measured(subject, "!=", code) for code in subject.missing] if ordered else []
    return both([Filled(subject), *known, Measured(subject, comparison, value)])
