"""The variables that a question fills, as an archive is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evaluation.language import LANGUAGES, phrase
from instruments.exchange.ddi.variable import Asked, Described, Nature, Representation
from instruments.model import Instrument, Placed, Question, QuestionType, Wording
from instruments.show_if.routing import routing_of
from instruments.show_if.tree import leaves

Leading = dict[str, dict[str, str]]  # by question, conditions by the question they name, or lie on

REPRESENTED: Mapping[QuestionType, Representation] = {
    "open": "text",
    "text": "text",
    "number": "numeric",
    "date": "datetime",
    "rank": "numeric",
}
NATURES: Mapping[QuestionType, Nature] = {
    "single": "nominal",
    "multi": "nominal",
    "scale": "ordinal",
    "grid": "ordinal",
    "rank": "ordinal",
    "number": "ratio",
}


def variables_of(instrument: Instrument) -> list[Described]:
    """Every variable of the instrument in order, as its data have them."""
    after, leads_to = _leading(instrument)
    return [
        described
        for placed in instrument.placed()
        if placed.question.is_asked
        for described in _described(instrument, placed, after, leads_to)
    ]


def question_id(question: Question) -> str:
    return f"Q_{question.variable}"


def _described(instrument: Instrument, placed: Placed, after: Leading, leads_to: Leading) -> Iterator[Described]:
    question = placed.question
    asked = Asked(
        question_id(question),
        question.text,
        instructions=tuple(each for each in (question.help, *question.probes, *question.listen_for) if each),
        after=after.get(question.id, {}),
        leads_to=leads_to.get(question.id, {}),
    )
    whole = Described(
        question.variable,
        question.text,
        REPRESENTED.get(question.type, "code"),
        NATURES.get(question.type),
        asked,
        instrument.codes_of(question),
        instrument.missing_of(question),
        (question.minimum, question.maximum),
        placed.themes,
    )
    for number, column in enumerate(_columns(whole, question)):
        # An id stands once in a file: the first of a question's variables bears it.
        yield column if number == 0 or column.asked is None else _further(column, column.asked)


def _further(column: Described, asked: Asked) -> Described:
    return replace(column, asked=Asked(f"{asked.id}.{column.name}", asked.text, asked.before))


def _columns(whole: Described, question: Question) -> Iterator[Described]:
    answers = {**whole.codes, **whole.missing}
    if question.type == "grid" and whole.asked:
        for name, row in question.rows.items():
            yield replace(whole, name=name, label=row, asked=replace(whole.asked, text=row, before=question.text))
    elif question.type == "multi":
        ticked = {1: _said("chosen"), 0: _said("not_chosen")}
        for code, label in answers.items():
            yield replace(whole, name=f"{whole.name}_{code}", label=label, codes=ticked, missing={})
    elif question.type == "rank":
        for code, label in answers.items():
            name = f"{whole.name}_{code}"
            yield replace(whole, name=name, label=label, codes={}, missing={}, limits=(1, len(answers)))
    else:
        yield whole


def _said(word: str) -> Wording:
    return Wording(**{each: phrase(f"form.ddi.{word}", each) for each in LANGUAGES})


def _leading(instrument: Instrument) -> tuple[Leading, Leading]:
    """For each question, the conditions it lies behind; and those that lie on its answer."""
    places = {placed.place: placed.question for placed in instrument.placed()}
    ids = {name: each for each in places.values() for name in (each.id, each.variable, *each.rows)}
    after: Leading = {}
    leads_to: Leading = {}
    for written in routing_of(instrument).written():
        place = written.place[:-1]
        hidden = [each for at, each in places.items() if at[: len(place)] == place and each.is_asked]
        text = _text(instrument, place)
        for leaf in leaves(written.condition) if written.condition else ():
            origin = ids.get(leaf.name.word)
            for question in hidden if origin else ():
                after.setdefault(question.id, {})[question_id(origin)] = text  # type: ignore[arg-type]
                leads_to.setdefault(origin.id, {})[question_id(question)] = text  # type: ignore[union-attr]
    return after, leads_to


def _text(instrument: Instrument, place: tuple[str | int, ...]) -> str:
    section = instrument.sections[int(place[1])]
    return section.questions[int(place[3])].show_if if len(place) > 2 else section.show_if
