"""The conditions of an instrument, read once, and which questions they let through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.settings.yaml_file import Place
from instruments.model import Instrument, Placed
from instruments.show_if.evaluate import Answer, evaluate
from instruments.show_if.faults import Fault, Unreadable
from instruments.show_if.parser import parse
from instruments.show_if.subjects import Subjects, subjects_of
from instruments.show_if.tree import And, Condition


@dataclass(frozen=True, slots=True)
class Written:
    """A condition as it stands in the file. `position` is of the first question that it holds for."""

    text: str
    place: Place
    position: int
    condition: Condition | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A question with the conditions it is shown under: its section's and its own."""

    placed: Placed
    position: int
    conditions: tuple[Written, ...]

    @property
    def condition(self) -> Condition | None:
        """All of them together; None where it is shown in any case."""
        parts = tuple(each.condition for each in self.conditions if each.condition is not None)
        return None if not parts else parts[0] if len(parts) == 1 else And(parts)


@dataclass(frozen=True, slots=True)
class Routing:
    steps: tuple[Step, ...]
    subjects: Subjects

    def written(self) -> Iterator[Written]:
        """Each condition once, in the order of the file."""
        seen: set[Place] = set()
        for step in self.steps:
            for each in step.conditions:
                if each.place not in seen:
                    seen.add(each.place)
                    yield each


def routing_of(instrument: Instrument) -> Routing:
    """All conditions, read; those that cannot be read bear their fault and let everything through."""
    steps: list[Step] = []
    sections: dict[Place, Written] = {}
    for position, placed in enumerate(instrument.placed()):
        found: list[Written] = []
        above = placed.place[:2]
        if placed.section.show_if:
            place = (*above, "show_if")
            found.append(sections.setdefault(above, _read(placed.section.show_if, place, position)))
        if placed.question.show_if:
            found.append(_read(placed.question.show_if, (*placed.place, "show_if"), position))
        steps.append(Step(placed, position, tuple(found)))
    return Routing(tuple(steps), subjects_of(instrument))


def shown(routing: Routing, answers: Mapping[str, Answer]) -> list[str]:
    """The ids of the questions that are shown, given answers by variable: those whose condition is true.

    What was answered in a question that is hidden counts as unanswered. Conditions ask about earlier answers only.
    """
    kept: dict[str, Answer] = {}
    found: list[str] = []
    for step in routing.steps:
        condition = step.condition
        if condition is None or evaluate(condition, kept, routing.subjects):
            question = step.placed.question
            found.append(question.id)
            own = question.rows if question.type == "grid" else (question.variable,)
            kept.update({name: answers[name] for name in own if name in answers})
    return found


def _read(text: str, place: Place, position: int) -> Written:
    try:
        return Written(text, place, position, condition=parse(text))
    except Unreadable as error:
        return Written(text, place, position, fault=error.fault)
