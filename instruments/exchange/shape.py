"""What a format of another program declares, and how it tells what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from evaluation.errors import Problem, problem
from instruments.model import Instrument, Question


@dataclass(frozen=True, slots=True)
class Exported:
    content: bytes
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ExchangeFormat:
    """`suffix` is what its files end in."""

    name: str
    suffix: str
    write: Callable[[Instrument], Exported]


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


def lost_of_form(instrument: Instrument, program: str) -> Iterator[Problem]:
    """One note on what belongs to the whole form, its sections and scales, and has no place in the program."""
    parts = [each for each in ("kind", "mode", "version", "minutes", "roles") if getattr(instrument, each)]
    parts += ["scales"] if instrument.scales else []
    missing = any(instrument.missing_of(each) for each in instrument.questions())
    parts += ["missing"] if missing else []
    parts += [
        f"sections.{each}" for each in ("minutes", "themes") if any(getattr(one, each) for one in instrument.sections)
    ]
    if parts != ["kind"] or instrument.kind != "questionnaire":  # what is read again becomes a questionnaire
        yield problem("FORM-030", severity="note", program=program, parts=", ".join(parts))
