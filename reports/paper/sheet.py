"""An instrument as it stands on paper: what is read, asked and filled in, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from evaluation.language import Language, phrase
from instruments.model import Instrument, Placed, Question, Wording
from instruments.show_if.routing import routing_of
from instruments.show_if.words import Telling

Layout = Literal["guide", "form"]
Shape = Literal["lines", "line", "boxes", "row", "grid", "number", "date", "rank", "none"]

LINES = {"guide": 3, "form": 4}
MOST_IN_A_ROW = 6  # answers that stand beside each other


@dataclass(frozen=True, slots=True)
class Answer:
    """Room for an answer. `lines` for notes or words; `options` with a box each; `rows` of a grid."""

    shape: Shape
    lines: int = 0
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `number` is empty for what is only read. `marks` are its priority and whom it is for."""

    number: str
    text: str
    answer: Answer
    help: str = ""
    condition: str = ""
    marks: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()
    listen_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section; `clock` is from when to when in the session: `0:10–0:32`."""

    title: str
    asked: tuple[Asked, ...]
    minutes: str = ""
    clock: str = ""
    intro: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    language: Language
    layout: Layout
    title: str
    kind: str
    length: str
    intro: str
    closing: str
    parts: tuple[Part, ...]


def sheet_of(instrument: Instrument, language: Language) -> Sheet:
    """A guide for whoever leads the talk; all else, and guides that are answered in writing, as a form to fill in."""
    layout: Layout = "guide" if instrument.kind == "guide" and instrument.mode != "written-answer" else "form"
    return Sheet(
        language,
        layout,
        title=instrument.title.text(language),
        kind=_kind(instrument, layout, language),
        length=_minutes(instrument.minutes, language),
        intro=instrument.intro.text(language),
        closing=instrument.closing.text(language),
        parts=tuple(_parts(instrument, layout, language)),
    )


def _parts(instrument: Instrument, layout: Layout, language: Language) -> Iterator[Part]:
    numbers = _numbers(instrument)
    telling = Telling(instrument, routing_of(instrument), numbers, language)
    conditions = _conditions(instrument, telling)
    begun = 0
    placed = list(instrument.placed())
    for row, section in enumerate(instrument.sections):
        minutes = section.minutes or 0
        asked = (each for each in placed if each.place[1] == row)
        yield Part(
            section.title.text(language),
            tuple(_asked(each, instrument, layout, language, numbers, conditions) for each in asked),
            minutes=_minutes(section.minutes, language),
            clock=f"{_clock(begun)}–{_clock(begun + minutes)}" if section.minutes else "",
            intro=section.intro.text(language),
            condition=conditions.get(("sections", row), ""),
        )
        begun += minutes


def _asked(
    placed: Placed,
    instrument: Instrument,
    layout: Layout,
    language: Language,
    numbers: Mapping[str, str],
    conditions: Mapping[tuple[str | int, ...], str],
) -> Asked:
    question = placed.question
    return Asked(
        numbers.get(question.id, ""),
        question.text.text(language),
        _answer(question, instrument, layout, language),
        help=question.help.text(language),
        condition=conditions.get(placed.place, ""),
        marks=tuple(_marks(placed, instrument, layout, language)),
        probes=_texts(question.probes, language),
        listen_for=_texts(question.listen_for, language),
    )


def _answer(question: Question, instrument: Instrument, layout: Layout, language: Language) -> Answer:
    labels = {**instrument.codes_of(question), **instrument.missing_of(question)}
    options = _texts(tuple(labels.values()), language)
    if not question.is_asked:
        return Answer("none")
    if question.type == "open" or (layout == "guide" and not question.is_coded):
        return Answer("lines", lines=LINES[layout])
    if question.type == "grid":
        told = phrase("paper.one_each", language)
        return Answer("grid", options=options, rows=_texts(tuple(question.rows.values()), language), told=told)
    if question.type == "rank":
        return Answer("rank", options=options, told=phrase("paper.rank", language, n=len(options)))
    if question.type in ("single", "multi", "scale"):
        row = question.type == "scale" and len(options) <= MOST_IN_A_ROW + 1
        told = phrase("paper.several" if question.type == "multi" else "paper.one", language)
        return Answer("row" if row else "boxes", options=options, told=told)
    return Answer("line" if question.type == "text" else "date" if question.type == "date" else "number", lines=1)


def _marks(placed: Placed, instrument: Instrument, layout: Layout, language: Language) -> Iterator[str]:
    if layout == "guide" and placed.question.priority != "should":
        yield phrase(f"paper.priority.{placed.question.priority}", language)
    if placed.question.required and layout == "form":
        yield phrase("paper.required", language)
    if placed.audience:
        roles = (instrument.roles.get(each, Wording()).text(language) or each for each in placed.audience)
        yield phrase("paper.audience", language, roles=", ".join(each.lower() for each in roles))


def _conditions(instrument: Instrument, telling: Telling) -> dict[tuple[str | int, ...], str]:
    """By place of section or question: `Svar bare hvis du svarte «Nei» på spørsmål 4.`"""
    found: dict[tuple[str | int, ...], str] = {}
    for written in routing_of(instrument).written():
        if written.condition is not None:
            told = telling.told(written.condition)
            found[written.place[:-1]] = phrase("paper.only_if", telling.language, condition=told)
    return found


def _numbers(instrument: Instrument) -> dict[str, str]:
    asked = (each for each in instrument.questions() if each.is_asked)
    return {question.id: str(number) for number, question in enumerate(asked, 1)}


def _kind(instrument: Instrument, layout: Layout, language: Language) -> str:
    written = instrument.kind == "guide" and layout == "form"
    named = phrase("paper.written" if written else f"instrument.kind.{instrument.kind}", language)
    return named[:1].upper() + named[1:]


def _texts(wordings: tuple[Wording, ...], language: Language) -> tuple[str, ...]:
    return tuple(each.text(language) for each in wordings)


def _minutes(minutes: int | None, language: Language) -> str:
    return phrase("report.minutes", language, n=minutes) if minutes else ""


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
