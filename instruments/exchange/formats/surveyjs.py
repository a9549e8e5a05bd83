"""SurveyJS: the form as JSON, a page for each section."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from evaluation.language import LANGUAGES
from instruments.exchange.shape import ExchangeFormat, Exported, lost, lost_of_form
from instruments.model import Codes, Instrument, Placed, Question, Wording
from instruments.show_if.routing import Routing, routing_of
from instruments.show_if.targets import compile_to
from instruments.translations import languages_of

TYPES: Mapping[str, str] = {
    "open": "comment",
    "single": "radiogroup",
    "scale": "radiogroup",
    "multi": "checkbox",
    "grid": "matrix",
    "number": "text",
    "date": "text",
    "text": "text",
    "rank": "ranking",
    "information": "html",
}


def write(instrument: Instrument) -> Exported:
    form = _Form(instrument)
    content = json.dumps(form.whole(), ensure_ascii=False, indent=2) + "\n"
    return Exported(content.encode(), (*lost(instrument, "SurveyJS"), *lost_of_form(instrument, "SurveyJS")))


class _Form:
    """Writes one instrument; every text in its languages, the original as the default."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.routing: Routing = routing_of(instrument)
        self.others = [each for each in languages_of(instrument) if each != instrument.original]
        self.conditions = {
            written.place[:-1]: compile_to("surveyjs", written.condition, self.routing.subjects)
            for written in self.routing.written()
            if written.condition is not None
        }

    def whole(self) -> dict[str, Any]:
        placed = list(self.instrument.placed())
        pages = []
        for row, section in enumerate(self.instrument.sections):
            elements = [self.element(each) for each in placed if each.place[1] == row]
            page = {"name": section.id, "title": self.text(section.title), "elements": elements}
            if section.intro:
                page["description"] = self.text(section.intro)
            pages.append(page | self.shown(("sections", row)))
        told = {"title": self.instrument.title, "description": self.instrument.intro}
        ended = {"completedHtml": self.markup(self.instrument.closing)} if self.instrument.closing else {}
        # What is hidden is forgotten at once, as in our own routing.
        # Our first language needs no word; others say which one the default texts are in.
        locale = {} if self.instrument.original == LANGUAGES[0] else {"locale": self.instrument.original}
        return {
            **locale,
            **{key: self.text(value) for key, value in told.items() if value},
            **ended,
            "clearInvisibleValues": "onHidden",
            "pages": pages,
        }

    def element(self, placed: Placed) -> dict[str, Any]:
        question = placed.question
        found: dict[str, Any] = {"type": TYPES[question.type], "name": question.variable}
        if question.type == "information":
            return found | {"html": self.markup(question.text)} | self.shown(placed.place)
        found["title"] = self.text(question.text)
        if question.help:
            found["description"] = self.text(question.help)
        if question.required:
            found["isRequired"] = True
        return found | self.answers(question) | self.shown(placed.place)

    def answers(self, question: Question) -> dict[str, Any]:
        codes = self.choices({**self.instrument.codes_of(question), **self.instrument.missing_of(question)})
        if question.type == "grid":
            rows = [{"value": name, "text": self.text(label)} for name, label in question.rows.items()]
            return {"columns": codes, "rows": rows}
        if question.is_coded:
            return {"choices": codes}
        if question.type == "number":
            limits = {"min": question.minimum, "max": question.maximum}
            return {"inputType": "number", **{key: value for key, value in limits.items() if value is not None}}
        return {"inputType": "date"} if question.type == "date" else {}

    def choices(self, codes: Codes) -> list[dict[str, Any]]:
        return [{"value": code, "text": self.text(label)} for code, label in codes.items()]

    def shown(self, place: tuple[str | int, ...]) -> dict[str, str]:
        return {"visibleIf": self.conditions[place]} if place in self.conditions else {}

    def text(self, wording: Wording) -> str | dict[str, str]:
        default = wording.text(self.instrument.original)
        others: dict[str, str] = {each: str(getattr(wording, each)) for each in self.others if getattr(wording, each)}
        return {"default": default, **others} if any(each != default for each in others.values()) else default

    def markup(self, wording: Wording) -> str | dict[str, str]:
        """Text where SurveyJS takes HTML: none of its signs is."""
        told = self.text(wording)
        if isinstance(told, str):
            return f"<p>{html.escape(told)}</p>"
        return {language: f"<p>{html.escape(text)}</p>" for language, text in told.items()}


FORMAT = ExchangeFormat("surveyjs", ".json", write)
