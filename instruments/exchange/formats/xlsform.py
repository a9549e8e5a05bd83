"""XLSForm: the workbook that ODK, KoBo and SurveyCTO read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.language import Language
from instruments.exchange.shape import ExchangeFormat, Exported, lost
from instruments.model import Instrument, Placed, Question, Wording
from instruments.show_if.routing import routing_of
from instruments.show_if.targets import compile_to
from instruments.translations import languages_of

NAMES: Mapping[Language, str] = {"nb": "Bokmål (nb)", "nn": "Nynorsk (nn)", "en": "English (en)"}
TYPES: Mapping[str, str] = {
    "open": "text",
    "text": "text",
    "number": "decimal",
    "date": "date",
    "information": "note",
    "single": "select_one",
    "scale": "select_one",
    "multi": "select_multiple",
    "rank": "rank",
}
SHEETS = ("survey", "choices", "settings")
Row = dict[str, str]


def write(instrument: Instrument) -> Exported:
    return Exported(_workbook(sheets(instrument)), tuple(lost(instrument, "XLSForm")))


def sheets(instrument: Instrument) -> dict[str, list[Row]]:
    """The three sheets as rows; pyxform takes them as they are."""
    form = _Form(instrument)
    return {"survey": list(form.survey()), "choices": list(form.choices()), "settings": [form.settings()]}


class _Form:
    """Writes one instrument; the lists of answers bear the names of scales, or of the questions that own them."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        routing = routing_of(instrument)
        self.languages = languages_of(instrument) or (instrument.original,)
        self.conditions = {
            written.place[:-1]: compile_to("xlsform", written.condition, routing.subjects)
            for written in routing.written()
            if written.condition is not None
        }

    def survey(self) -> Iterator[Row]:
        placed = list(self.instrument.placed())
        for row, section in enumerate(self.instrument.sections):
            name = f"section_{row + 1}"
            yield {
                "type": "begin_group",
                "name": name,
                **self.text("label", section.title),
                **self.shown(("sections", row)),
            }
            if section.intro:
                yield {"type": "note", "name": f"{name}_intro", **self.text("label", section.intro)}
            for each in placed:
                if each.place[1] == row:
                    yield from self.question(each)
            yield {"type": "end_group", "name": name}

    def question(self, placed: Placed) -> Iterator[Row]:
        question = placed.question
        about = {**self.text("label", question.text), **self.text("hint", question.help), **self.shown(placed.place)}
        if question.type == "grid":
            yield {"type": "begin_group", "name": question.variable, "appearance": "field-list", **about}
            for name, label in question.rows.items():
                kind = f"select_one {self.listed(question)}"
                yield {"type": kind, "name": name, **self.text("label", label), **_required(question)}
            yield {"type": "end_group", "name": question.variable}
            return
        kind = f"{TYPES[question.type]} {self.listed(question)}" if question.is_coded else TYPES[question.type]
        yield {"type": kind, "name": question.variable, **about, **_required(question), **_details(question)}

    def choices(self) -> Iterator[Row]:
        seen: set[str] = set()
        for question in self.instrument.questions():
            name = self.listed(question)
            if not question.is_coded or name in seen:
                continue
            seen.add(name)
            missing = self.instrument.missing_of(question)
            for code, label in {**self.instrument.codes_of(question), **missing}.items():
                none = {"missing": "yes"} if code in missing else {}
                yield {"list_name": name, "name": str(code), **self.text("label", label), **none}

    def settings(self) -> Row:
        title = self.instrument.title.text(self.instrument.original)
        chosen = {"default_language": NAMES[self.languages[0]]} if len(self.languages) > 1 else {}
        version = {"version": self.instrument.version} if self.instrument.version else {}
        return {"form_title": title, "form_id": self.instrument.id, **chosen, **version}

    def listed(self, question: Question) -> str:
        """A scale with codes of the question's own beside is a list of its own."""
        return f"scale_{question.scale}" if question.scale and not question.missing else f"list_{question.variable}"

    def shown(self, place: tuple[str | int, ...]) -> Row:
        return {"relevant": self.conditions[place]} if place in self.conditions else {}

    def text(self, column: str, wording: Wording) -> Row:
        if not wording:
            return {}
        if len(self.languages) == 1:
            return {column: wording.text(self.languages[0])}
        return {f"{column}::{NAMES[each]}": wording.text(each) for each in self.languages}


def _required(question: Question) -> Row:
    return {"required": "yes"} if question.required else {}


def _details(question: Question) -> Row:
    if question.type == "open":
        return {"appearance": "multiline"}
    limits = ((">=", question.minimum), ("<=", question.maximum))
    codes = [f". = {code}" for code in question.missing] if question.type == "number" else []
    within = " and ".join(f". {sign} {value:g}" for sign, value in limits if value is not None)
    return {"constraint": " or ".join([f"({within})" if codes else within, *codes])} if within else {}


def _workbook(content: Mapping[str, list[Row]]) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    for name in SHEETS:
        sheet: Any = workbook.active if name == SHEETS[0] else workbook.create_sheet()
        sheet.title = name
        columns = list(dict.fromkeys(column for row in content[name] for column in row))
        sheet.append(columns)
        for row in content[name]:
            sheet.append([row.get(column) for column in columns])
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                cell.data_type = "s" if cell.value is not None else cell.data_type
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


FORMAT = ExchangeFormat("xlsform", ".xlsx", write)
