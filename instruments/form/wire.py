"""Answers as the form in the browser has them, and as they are kept: the one place where they are converted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluation.model.form import Answer
from instruments.model import Instrument, Question


def to_form(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """The answers as SurveyJS has them: a grid's rows lie under the grid's own name."""
    found: dict[str, Any] = {}
    for question in instrument.questions():
        if question.type == "grid":
            rows = {row: answers[row] for row in question.rows if row in answers}
            found |= {question.variable: rows} if rows else {}
        elif question.variable in answers:
            found[question.variable] = answers[question.variable]
    return found


def from_form(instrument: Instrument, told: Mapping[str, Any]) -> dict[str, Any]:
    """The answers by variable, whatever their values are: rows of grids come out by their own names.

    What is empty counts as unanswered. Names that no question has stay, for validation to find.
    """
    grids = {question.variable: question for question in instrument.questions() if question.type == "grid"}
    found: dict[str, Any] = {}
    for name, value in told.items():
        if name in grids and isinstance(value, Mapping):
            found |= {row: each for row, each in value.items() if not _is_empty(each)}
        elif not _is_empty(value):
            found[name] = _tidied(value)
    return found


def variables_of(question: Question) -> tuple[str, ...]:
    """The names a question's answer is kept under: a grid's rows, else its variable; none of what is not asked."""
    if question.type == "grid":
        return tuple(question.rows)
    return (question.variable,) if question.is_asked else ()


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def _tidied(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
