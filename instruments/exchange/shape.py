"""What a format of another program declares, and how it tells what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from evaluation.errors import Problem, problem
from evaluation.language import Language
from instruments.model import Instrument, Question


@dataclass(frozen=True, slots=True)
class Exported:
    content: bytes
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ExchangeFormat:
    """`suffix` is what its files end in. `in_language` is of formats whose files hold one language only."""

    name: str
    suffix: str
    write: Callable[[Instrument], Exported]
    in_language: Callable[[Instrument, Language], Exported] | None = None


# What no other program knows of: it is named once for the whole instrument, with how many questions have it.
OURS = ("themes", "audience", "priority", "probes", "listen_for", "parallel")


def lost(instrument: Instrument, program: str, parts: Iterable[str] = OURS) -> Iterator[Problem]:
    """A note on each part of questions that the program cannot hold."""
    for part in parts:
        number = sum(_has(each, part) for each in instrument.questions())
        if number:
            yield problem("FORM-002", severity="note", n=number, part=part, program=program)


def _has(question: Question, part: str) -> bool:
    return part in question.model_fields_set and bool(getattr(question, part))
