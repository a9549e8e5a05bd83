"""What is wrong with answers to a questionnaire, all of it at once."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.errors import Problem, problem
from evaluation.memos import UNWRITABLE
from evaluation.model.form import Answer
from evaluation.numbers import write_number
from evaluation.settings.nearness import near
from instruments.form.wire import variables_of
from instruments.model import Instrument, Question
from instruments.show_if.routing import routing_of, shown

LONGEST = 50_000  # code points in one open answer: about twenty pages
LONGEST_LINE = 1_000
LARGEST = 10**15  # a number beyond it is not kept to the last digit everywhere
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Checked:
    """The answers that hold, those hidden by routing left out; and what is wrong with the others."""

    answers: Mapping[str, Answer]
    problems: tuple[Problem, ...]


def check(instrument: Instrument, answers: Mapping[str, Any], *, complete: bool = False) -> Checked:
    """Hold answers, by variable, against the questions: names, types, codes, limits and routing.

    An answer to a question that is hidden is dropped and not a fault, as in the browser; with `complete`, questions
    that are shown and required must be answered. Problems bear the question's id as their place.
    """
    owners = {name: question for question in instrument.questions() for name in variables_of(question)}
    problems = [_unknown(name, owners) for name in answers if name not in owners]
    held: dict[str, Answer] = {}
    for name, question in owners.items():
        if name in answers:
            found = _fault(instrument, question, answers[name])
            if found is None:
                held[name] = answers[name]
            else:
                problems.append(found)
    seen = set(shown(routing_of(instrument), held))
    kept = {name: value for name, value in held.items() if owners[name].id in seen}
    if complete:
        told = {*kept, *(name for name in owners if name in answers and name not in held)}
        problems += _unanswered(instrument, told, seen)
    return Checked(kept, tuple(problems))


def _unknown(name: Any, owners: Mapping[str, Question]) -> Problem:
    told = str(name)[:80]
    return problem("ANSWER-001", file=told, name=told, known=near(told, list(owners)))


def _unanswered(instrument: Instrument, told: set[str], seen: set[str]) -> Iterator[Problem]:
    """What is shown and required and has no answer at all; an answer that does not hold has its own fault."""
    for question in instrument.questions():
        if question.required and question.id in seen and any(name not in told for name in variables_of(question)):
            yield problem("ANSWER-008", file=question.id, question=question.id)


def _fault(instrument: Instrument, question: Question, value: Any) -> Problem | None:
    """The fault of one answer, or None."""
    codes = {**instrument.codes_of(question), **instrument.missing_of(question)}
    if question.type in ("single", "scale", "grid"):
        return None if _is_whole(value) and value in codes else _not_offered(question, [value], codes)
    if question.type in ("multi", "rank"):
        return _listed(question, value, codes)
    if question.type == "number":
        return _number(question, value)
    if question.type == "date":
        return None if _is_date(value) else problem("ANSWER-005", file=question.id, question=question.id)
    return _text(question, value)


def _listed(question: Question, value: Any, codes: Mapping[int, Any]) -> Problem | None:
    if not isinstance(value, list):
        return problem("ANSWER-003", file=question.id, question=question.id)
    wrong = [each for each in value if not (_is_whole(each) and each in codes)]
    if wrong:
        return _not_offered(question, wrong, codes)
    twice = len(set(value)) < len(value)
    return problem("ANSWER-004", file=question.id, question=question.id) if twice else None


def _number(question: Question, value: Any) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -LARGEST <= value <= LARGEST:
        return problem("ANSWER-006", file=question.id, question=question.id, low="", high="")
    low = -math.inf if question.minimum is None else question.minimum
    high = math.inf if question.maximum is None else question.maximum
    if low <= value <= high:
        return None
    ends = _end(question.minimum), _end(question.maximum)
    return problem("ANSWER-007", file=question.id, question=question.id, low=ends[0], high=ends[1])


def _text(question: Question, value: Any) -> Problem | None:
    most = LONGEST if question.type == "open" else LONGEST_LINE
    if not isinstance(value, str) or UNWRITABLE.search(value):
        return problem("ANSWER-009", file=question.id, question=question.id)
    if len(value) > most:
        return problem("ANSWER-010", file=question.id, question=question.id, most=write_number(most))
    return None


def _not_offered(question: Question, values: list[Any], codes: Mapping[int, Any]) -> Problem:
    told = ", ".join(str(each)[:40] for each in values[:8])
    known = ", ".join(map(str, codes))
    return problem("ANSWER-002", file=question.id, question=question.id, value=told, known=known)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _end(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"
