"""XLSForm's `relevant`, which is XPath: `selected(${tiltak}, '2') and ${antall} > 10`."""

from __future__ import annotations

from instruments.show_if.dialect import Dialect
from instruments.show_if.subjects import Subject
from instruments.show_if.tree import Comparison, Value


def _name(subject: Subject) -> str:
    return f"${{{subject.variable}}}"


def _chosen(subject: Subject, code: Value, truth: bool) -> str:  # noqa: FBT001
    if subject.kind == "codes":
        said = f"selected({_name(subject)}, '{code}')"
        return said if truth else f"not({said})"
    return f"{_name(subject)} {'=' if truth else '!='} '{code}'"


def _measured(subject: Subject, comparison: Comparison, value: Value) -> str:
    if subject.kind == "date":
        # XPath 1.0 orders numbers only: 2026-04-22 as 20260422.
        return f"number(translate({_name(subject)}, '-', '')) {comparison} {str(value).replace('-', '')}"
    return f"{_name(subject)} {comparison} {value}"


def _totalled(subject: Subject, comparison: Comparison, number: Value) -> str:
    less = "".join(f" - number(selected({_name(subject)}, '{code}'))" for code in subject.missing)
    return f"count-selected({_name(subject)}){less} {comparison} {number}"


DIALECT = Dialect(
    "xlsform",
    filled=lambda subject: f"{_name(subject)} != ''",
    empty=lambda subject: f"{_name(subject)} = ''",
    chosen=_chosen,
    measured=_measured,
    totalled=_totalled,
    always="true()",
    never="false()",
)
