"""One comparison of a query held against values: words and patterns, numbers, dates as exact as they are written."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

from coding.query.attributes import Type, Value
from coding.query.syntax import Comparison
from coding.query.tokens import fault, suggested
from coding.text.folding import fold

Criterion = Callable[[Value], bool]
ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NORWEGIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def criterion(text: str, comparison: Comparison, type_: Type, known: Callable[[], Sequence[str]]) -> Criterion:
    """Whether a value passes. Raises for a sign the attribute does not take, and for a value that nothing has."""
    if comparison.sign == "!=":
        equal = _equal(text, comparison, type_, known)
        return lambda value: not equal(value)
    if comparison.sign in ORDER:
        return _ordered(text, comparison, type_)
    if comparison.sign == "~":
        return _alike(text, comparison, type_)
    return _equal(text, comparison, type_, known)


def matching(text: str, comparison: Comparison, known: Sequence[str]) -> list[str]:
    """Those of the known values that the comparison names; raises where there is none of that name."""
    passes = criterion(text, comparison, "text", lambda: known)
    return [value for value in known if passes((value,))]


def numbers_of(text: str, comparison: Comparison) -> list[int]:
    return [_number(text, comparison, each) for each in range(len(comparison.values))]


def _number(text: str, comparison: Comparison, which: int) -> int:
    value = comparison.values[which]
    if not re.fullmatch(r"\d{1,9}", value):
        raise fault(
            "QUERY-011", text, comparison.places[which], name=comparison.attribute, value=value, expected="0, 1, 2 …"
        )
    return int(value)


def refuse_sign(text: str, comparison: Comparison, allowed: str) -> Exception:
    sign = {"in": "IN", "~": "LIKE"}.get(comparison.sign, comparison.sign)
    return fault("QUERY-010", text, comparison.at, name=comparison.attribute, sign=sign, allowed=allowed)


def _equal(text: str, comparison: Comparison, type_: Type, known: Callable[[], Sequence[str]]) -> Criterion:
    if type_ == "number":
        numbers = numbers_of(text, comparison)
        return lambda value: bool(value) and int(value[0]) in numbers
    if type_ == "date":
        dates = tuple(_date(text, comparison, each) for each in range(len(comparison.values)))
        return lambda value: bool(value) and value[0].startswith(dates)
    wanted = {fold(value) for value in comparison.values}
    _refuse_strange(text, comparison, known())
    return lambda value: any(fold(way) in wanted for way in value)


def _refuse_strange(text: str, comparison: Comparison, known: Sequence[str]) -> None:
    there = {fold(value) for value in known}
    for value, at in zip(comparison.values, comparison.places, strict=True):
        if fold(value) not in there:
            near = suggested(value, list(known))
            raise fault("QUERY-009", text, at, name=comparison.attribute, value=value, known=near)


def _ordered(text: str, comparison: Comparison, type_: Type) -> Criterion:
    compare = ORDER[comparison.sign]
    if type_ == "number":
        [number] = numbers_of(text, comparison)
        return lambda value: bool(value) and compare(int(value[0]), number)
    if type_ == "date":
        # «before 2026-04» means before that month: a date is held against as much as is written.
        date = _date(text, comparison, 0)
        return lambda value: bool(value) and compare(value[0][: len(date)], date)
    raise refuse_sign(text, comparison, "=, !=, IN, LIKE")


def _alike(text: str, comparison: Comparison, type_: Type) -> Criterion:
    if type_ != "text":
        raise refuse_sign(text, comparison, "=, !=, <, <=, >, >=, IN")
    [written] = comparison.values
    if not any(letter.isalnum() for letter in written):
        raise fault("QUERY-006", text, comparison.places[0], words=written)
    pattern = re.compile(re.escape(fold(written)).replace(r"\*", ".*"), re.DOTALL)
    return lambda value: any(pattern.fullmatch(fold(way)) for way in value)


def _date(text: str, comparison: Comparison, which: int) -> str:
    written = comparison.values[which]
    norwegian = _NORWEGIAN_DATE.fullmatch(written)
    if norwegian:
        day, month, year = norwegian.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    if not _DATE.fullmatch(written):
        expected = "2026, 2026-04, 2026-04-22"
        raise fault(
            "QUERY-011", text, comparison.places[which], name=comparison.attribute, value=written, expected=expected
        )
    return written
