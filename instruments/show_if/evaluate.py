"""Whether a condition holds: true, false, or unknown while what it asks about is unanswered."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from instruments.show_if.subjects import Subject, Subjects
from instruments.show_if.tree import And, Answered, Compare, Comparison, Condition, Count, Leaf, Not, Or, Within

Answer = int | float | str | Iterable[int] | None
COMPARE: Mapping[Comparison, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(condition: Condition, answers: Mapping[str, Answer], subjects: Subjects) -> bool | None:
    """Kleene's three-valued logic: `unknown or true` is true, `unknown and false` is false, else unknown stays so.

    answers: by variable. An order («at least») is unknown where the answer is one that is none, such as «don't know».
    S. C. Kleene (1952), Introduction to Metamathematics, § 64.
    """
    if isinstance(condition, Not):
        inner = evaluate(condition.part, answers, subjects)
        return None if inner is None else not inner
    if isinstance(condition, And):
        return _all(evaluate(each, answers, subjects) for each in condition.parts)
    if isinstance(condition, Or):
        return _any(evaluate(each, answers, subjects) for each in condition.parts)
    subject = subjects[condition.name.word]
    return holds(condition, subject, answers.get(subject.variable))


def holds(leaf: Leaf, subject: Subject, answer: Answer) -> bool | None:
    """Whether a single statement holds of an answer."""
    filled = is_answered(answer)
    if isinstance(leaf, Answered):
        return filled
    if isinstance(leaf, Count):
        return COMPARE[leaf.comparison](len(_chosen(answer) - set(subject.missing)) if filled else 0, leaf.number.value)
    if not filled:
        return None
    if isinstance(leaf, Within):
        return bool(_chosen(answer) & {each.value for each in leaf.values})
    return _compared(leaf, subject, answer)


def is_answered(answer: Answer) -> bool:
    return answer is not None and answer not in ("", (), [], frozenset())


def _compared(leaf: Compare, subject: Subject, answer: Answer) -> bool | None:
    if leaf.comparison not in ("=", "!=") and answer in subject.missing:
        return None
    return COMPARE[leaf.comparison](answer, leaf.value.value)


def _chosen(answer: Answer) -> set[Any]:
    if isinstance(answer, int | float | str) or answer is None:
        return {answer}
    return set(answer)


def _all(values: Iterable[bool | None]) -> bool | None:
    listed = list(values)
    return False if False in listed else None if None in listed else True


def _any(values: Iterable[bool | None]) -> bool | None:
    listed = list(values)
    return True if True in listed else None if None in listed else False
