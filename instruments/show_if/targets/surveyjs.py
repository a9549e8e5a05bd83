"""SurveyJS: `{tiltak} notempty and {tiltak.length} >= 2`."""

from __future__ import annotations

from instruments.show_if.dialect import Dialect
from instruments.show_if.subjects import Subject
from instruments.show_if.tree import Comparison, Value


def _name(subject: Subject) -> str:
    return f"{{{subject.grid}.{subject.variable}}}" if subject.grid else f"{{{subject.variable}}}"


def _chosen(subject: Subject, code: Value, truth: bool) -> str:  # noqa: FBT001
    sign = ("contains" if truth else "notcontains") if subject.kind == "codes" else "=" if truth else "!="
    return f"{_name(subject)} {sign} {code}"


def _measured(subject: Subject, comparison: Comparison, value: Value) -> str:
    return f"{_name(subject)} {comparison} {repr(value) if isinstance(value, str) else value}"


def _totalled(subject: Subject, comparison: Comparison, number: Value) -> str:
    if not subject.missing:
        return f"{{{subject.variable}.length}} {comparison} {number}"
    each = (f"iif({_name(subject)} contains {code}, 1, 0)" for code in subject.codes)
    return f"({' + '.join(each)}) {comparison} {number}"


DIALECT = Dialect(
    "surveyjs",
    filled=lambda subject: f"{_name(subject)} notempty",
    empty=lambda subject: f"{_name(subject)} empty",
    chosen=_chosen,
    measured=_measured,
    totalled=_totalled,
    never="1 = 2",
    always="1 = 1",
)
