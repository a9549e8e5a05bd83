"""LimeSurvey's relevance equations: `(tiltak_2.NAOK == "Y" and antall.NAOK > 10)`."""

from __future__ import annotations

from instruments.show_if.dialect import Dialect
from instruments.show_if.subjects import Subject
from instruments.show_if.tree import Comparison, Value

SIGNS: dict[Comparison, str] = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
LONGEST = 20


def code_of(variable: str) -> str:
    """A question code as LimeSurvey takes it: letters and digits, at most twenty of them."""
    return variable.replace("_", "")[:LONGEST]


def _name(subject: Subject, code: Value | None = None) -> str:
    # NAOK: a question that is hidden or unanswered is an empty text, and does not undo the whole equation.
    own = code_of(subject.variable)
    name = f"{code_of(subject.grid)}_{own}" if subject.grid else own if code is None else f"{own}_{code}"
    return f"{name}.NAOK"


def _all_of(subject: Subject, codes: tuple[int, ...]) -> str:
    return f"count({', '.join(_name(subject, code) for code in codes)})"


def _filled(subject: Subject) -> str:
    if subject.kind == "codes":
        return f"{_all_of(subject, (*subject.codes, *subject.missing))} > 0"
    return f"!is_empty({_name(subject)})"


def _empty(subject: Subject) -> str:
    if subject.kind == "codes":
        return f"{_all_of(subject, (*subject.codes, *subject.missing))} == 0"
    return f"is_empty({_name(subject)})"


def _chosen(subject: Subject, code: Value, truth: bool) -> str:  # noqa: FBT001
    sign = "==" if truth else "!="
    if subject.kind == "codes":
        return f'{_name(subject, code)} {sign} "Y"'
    return f'{_name(subject)} {sign} "{code}"'


def _measured(subject: Subject, comparison: Comparison, value: Value) -> str:
    written = f'"{value}"' if isinstance(value, str) else str(value)
    return f"{_name(subject)} {SIGNS[comparison]} {written}"


def _totalled(subject: Subject, comparison: Comparison, number: Value) -> str:
    return f"{_all_of(subject, subject.codes)} {SIGNS[comparison]} {number}"


DIALECT = Dialect(
    "limesurvey",
    filled=_filled,
    empty=_empty,
    chosen=_chosen,
    measured=_measured,
    totalled=_totalled,
    always="1",
    never="0",
)
