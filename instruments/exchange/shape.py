"""What a format of another program declares, and how it tells what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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


FORM = ("kind", "mode", "version", "minutes", "roles", "scales")


def lost_of_form(
    instrument: Instrument,
    program: str,
    parts: Sequence[str] = FORM,
    of_sections: Sequence[str] = ("minutes", "themes"),
) -> Iterator[Problem]:
    """One note on what belongs to the whole form, its sections and scales, and has no place in the program."""
    held = instrument.kind == "questionnaire"  # what is read again becomes one
    found = [each for each in parts if getattr(instrument, each) and not (each == "kind" and held)]
    if "scales" in parts and any(instrument.missing_of(each) for each in instrument.questions()):
        found.append("missing")
    sections = instrument.sections
    found += [f"sections.{part}" for part in of_sections if any(getattr(each, part) for each in sections)]
    if found:
        yield problem("FORM-030", severity="note", program=program, parts=", ".join(found))
