"""REDCap's branching logic: `[tiltak(2)] = '1' and [antall] > 10`."""

from __future__ import annotations

from instruments.show_if.dialect import Dialect
from instruments.show_if.subjects import Subject
from instruments.show_if.tree import Comparison, Value

SIGNS: dict[Comparison, str] = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _name(subject: Subject, code: Value | None = None) -> str:
    own = subject.variable.lower()
    return f"[{own}]" if code is None else f"[{own}({code})]"


def _ticks(subject: Subject, codes: tuple[int, ...]) -> str:
    return f"sum({', '.join(_name(subject, code) for code in codes)})"


def _filled(subject: Subject) -> str:
    if subject.kind == "codes":
        return f"{_ticks(subject, (*subject.codes, *subject.missing))} > 0"
    return f"{_name(subject)} <> ''"


def _empty(subject: Subject) -> str:
    if subject.kind == "codes":
        return f"{_ticks(subject, (*subject.codes, *subject.missing))} = 0"
    return f"{_name(subject)} = ''"


def _chosen(subject: Subject, code: Value, truth: bool) -> str:  # noqa: FBT001
    if subject.kind == "codes":
        return f"{_name(subject, code)} = '{int(truth)}'"
    return f"{_name(subject)} {'=' if truth else '<>'} '{code}'"


def _measured(subject: Subject, comparison: Comparison, value: Value) -> str:
    if subject.kind == "date":
        return f'datediff("{value}", {_name(subject)}, "d", "ymd", true) {SIGNS[comparison]} 0'
    return f"{_name(subject)} {SIGNS[comparison]} {value}"


def _totalled(subject: Subject, comparison: Comparison, number: Value) -> str:
    return f"{_ticks(subject, subject.codes)} {SIGNS[comparison]} {number}"


DIALECT = Dialect(
    "redcap",
    filled=_filled,
    empty=_empty,
    chosen=_chosen,
    measured=_measured,
    totalled=_totalled,
    always="1 = 1",
    never="1 = 2",
)
