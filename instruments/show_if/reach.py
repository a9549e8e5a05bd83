"""Whether there are answers at all that let a question be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from instruments.show_if.evaluate import Answer, evaluate, holds
from instruments.show_if.routing import Routing, Step
from instruments.show_if.subjects import Subject
from instruments.show_if.tree import Compare, Leaf, Within, leaves

MOST = 20_000  # ways to answer that are tried for one question
MOST_CODES = 12  # codes of one question that conditions tell apart
TOO_MANY = None


def can_be_shown(step: Step, routing: Routing) -> bool | None:
    """True where some answers show the question, False where none do, None (TOO_MANY) where there are too many to try.

    Of answers that no condition tells apart, one is tried. The answers of hidden questions count as none, so the
    conditions of the questions asked about are looked at too.
    """
    needed = _needed(step, routing)
    asked = [leaf for each in needed for leaf in _leaves(each)]
    subjects = {routing.subjects[leaf.name.word].variable: routing.subjects[leaf.name.word] for leaf in asked}
    tried: list[tuple[str, list[Answer]]] = []
    ways = 1
    for name, subject in subjects.items():
        own = [leaf for leaf in asked if routing.subjects[leaf.name.word].variable == name]
        if len(_mentioned(own)) > MOST_CODES and subject.kind == "codes":
            return TOO_MANY
        tried.append((name, _told_apart(own, subject)))
        ways *= len(tried[-1][1])
    if ways > MOST:
        return TOO_MANY
    names = [name for name, _ in tried]
    return any(
        _is_shown(step, needed, dict(zip(names, answers, strict=True)), routing)
        for answers in product(*(values for _, values in tried))
    )


def _needed(step: Step, routing: Routing) -> list[Step]:
    """The question and all that its conditions ask about, and those that these ask about, in order."""
    wanted = {step.position}
    for each in reversed(routing.steps[: step.position + 1]):
        if each.position in wanted:
            wanted |= {routing.subjects[leaf.name.word].position for leaf in _leaves(each)}
    return [each for each in routing.steps if each.position in wanted]


def _is_shown(step: Step, needed: Sequence[Step], answers: dict[str, Answer], routing: Routing) -> bool:
    kept = dict(answers)
    for each in needed:
        condition = each.condition
        seen = condition is None or evaluate(condition, kept, routing.subjects) is True
        if each is step:
            return seen
        if not seen:
            question = each.placed.question
            for name in question.rows if question.type == "grid" else (question.variable,):
                kept.pop(name, None)
    return False


def _leaves(step: Step) -> Iterator[Leaf]:
    condition = step.condition
    return leaves(condition) if condition is not None else iter(())


def _told_apart(own: Sequence[Leaf], subject: Subject) -> list[Answer]:
    """One answer of each sort that the statements tell apart."""
    found: dict[tuple[bool | None, ...], Answer] = {}
    for answer in (None, *_possible(own, subject)):
        found.setdefault(tuple(holds(leaf, subject, answer) for leaf in own), answer)
    return list(found.values())


def _possible(own: Sequence[Leaf], subject: Subject) -> Iterable[Answer]:
    if subject.kind == "words":
        return ["x"]
    if subject.kind == "code":
        return [*subject.codes, *subject.missing]
    if subject.kind == "codes":
        return _choices(_mentioned(own), subject)
    values = _mentioned(own)
    near = _days_around(values) if subject.kind == "date" else _numbers_around(values, subject)
    return [*near, *subject.missing]


def _choices(mentioned: set[object], subject: Subject) -> Iterator[Answer]:
    """Each choice among the codes that are mentioned, filled up with one, two, … of the others."""
    every = (*subject.codes, *subject.missing)
    named = [code for code in every if code in mentioned]
    others = [code for code in every if code not in mentioned]
    for size in range(len(named) + 1):
        for chosen in combinations(named, size):
            for more in range(len(others) + 1):
                yield (*chosen, *others[:more])


def _numbers_around(values: set[object], subject: Subject) -> Iterator[float]:
    numbers = [float(each) for each in values if isinstance(each, int | float)]
    low = subject.low if subject.low is not None else min(numbers, default=0) - 1
    high = subject.high if subject.high is not None else max(numbers, default=0) + 1
    around = {low, high, *(each + step for each in numbers for step in (-0.5, 0, 0.5, -1, 1))}
    return (each for each in sorted(around) if low <= each <= high)


def _days_around(values: set[object]) -> Iterator[str]:
    days = [dt.date.fromisoformat(str(each)) for each in values] or [dt.date(2000, 1, 1)]
    return (
        (each + dt.timedelta(step)).isoformat()
        for each in sorted(days)
        for step in (-1, 0, 1)
        if dt.date.min < each < dt.date.max
    )


def _mentioned(own: Iterable[Leaf]) -> set[object]:
    return {
        each.value
        for leaf in own
        for each in (leaf.values if isinstance(leaf, Within) else (leaf.value,) if isinstance(leaf, Compare) else ())
    }
