"""What a program must say for its conditions to be written: its words for each kind of statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from instruments.show_if.normal import Both, Chosen, Either, Empty, Filled, Measured, Normal
from instruments.show_if.subjects import Subject
from instruments.show_if.tree import Comparison, Value


@dataclass(frozen=True, slots=True)
class Dialect:
    """`chosen` says of one code that it was chosen, or with `truth` false that it was not."""

    name: str
    filled: Callable[[Subject], str]
    empty: Callable[[Subject], str]
    chosen: Callable[[Subject, Value, bool], str]
    measured: Callable[[Subject, Comparison, Value], str]
    totalled: Callable[[Subject, Comparison, Value], str]
    and_: str = " and "
    or_: str = " or "
    always: str = "true"
    never: str = "false"


def write(normal: Normal, dialect: Dialect) -> str:
    return _written(normal, dialect, within=None)


def _written(normal: Normal, dialect: Dialect, within: str | None) -> str:
    if isinstance(normal, Both):
        return _joined([_written(each, dialect, dialect.and_) for each in normal.parts], dialect.and_, within, dialect)
    if isinstance(normal, Either):
        return _joined([_written(each, dialect, dialect.or_) for each in normal.parts], dialect.or_, within, dialect)
    if isinstance(normal, Chosen):
        words = [dialect.chosen(normal.subject, code, normal.truth) for code in normal.codes]
        return _joined(words, dialect.or_ if normal.truth else dialect.and_, within, dialect)
    if isinstance(normal, Filled | Empty):
        return (dialect.filled if isinstance(normal, Filled) else dialect.empty)(normal.subject)
    if isinstance(normal, Measured):
        return dialect.measured(normal.subject, normal.comparison, normal.value)
    return dialect.totalled(normal.subject, normal.comparison, normal.number)


def _joined(words: list[str], sign: str, within: str | None, dialect: Dialect) -> str:
    """In brackets where another sign stands around it."""
    if not words:
        return dialect.always if sign == dialect.and_ else dialect.never
    return f"({sign.join(words)})" if len(words) > 1 and within not in (None, sign) else sign.join(words)
