"""REDCap's data dictionary (.csv): one form, in one language."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from evaluation.errors import Problem, problem
from evaluation.language import Language
from instruments.exchange.outside_names import Renaming, fitted, told_renamed
from instruments.exchange.shape import OURS, ExchangeFormat, Exported, lost
from instruments.model import Instrument, Placed, Question, Wording
from instruments.show_if.routing import routing_of
from instruments.show_if.subjects import Subject
from instruments.show_if.tree import Condition
from instruments.translations import languages_of

PROGRAM = "REDCap"
TYPES: Mapping[str, str] = {
    "open": "notes",
    "text": "text",
    "number": "text",
    "date": "text",
    "information": "descriptive",
    "single": "radio",
    "scale": "radio",
    "multi": "checkbox",
    "grid": "descriptive",
    "rank": "descriptive",
}
COLUMNS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
NAME, FORM, HEADER, TYPE, LABEL, CHOICES, NOTE, KIND, MIN, MAX = COLUMNS[:10]
SHOWN, REQUIRED, MATRIX, RANKING, ANNOTATION = (COLUMNS[number] for number in (11, 12, 15, 16, 17))
RECORD = "record id"
LONGEST, RECOMMENDED = 100, 26
# What is written in the annotation, so that it comes back as what it was.
INTRO, CLOSING, SECTION_INTRO, MISSING = "instrument intro", "instrument closing", "section intro", "missing: "
Row = dict[str, str]


def write(instrument: Instrument, language: Language | None = None) -> Exported:
    """language: the one to write, the original where the instrument does not have it."""
    there = languages_of(instrument) or (instrument.original,)
    form = _Form(instrument, language if language in there else instrument.original)
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({FORM: form.name, **row} for row in form.rows())
    return Exported(target.getvalue().encode("utf-8"), tuple(form.problems()))


class _Form:
    """Writes one instrument; `names` are what its variables are called there."""

    def __init__(self, instrument: Instrument, language: Language) -> None:
        self.instrument = instrument
        self.language = language
        self.name = re.sub(r"[^a-z0-9]+", "_", instrument.id.lower()).strip("_")
        self.name = self.name if self.name[:1].isalpha() else f"form_{self.name}"
        names = [name for each in instrument.questions() for name in _names(instrument, each)]
        intros = [f"section {row + 1} intro" for row, each in enumerate(instrument.sections) if each.intro]
        self.names = fitted((RECORD, *names, INTRO, CLOSING, *intros), _shape, LONGEST)
        routing = routing_of(instrument)
        renaming = Renaming("redcap", routing.subjects, self.names, {}, self.rank_rows)
        self.conditions = {
            step.placed.place: renaming.compiled(step.condition) for step in routing.steps if step.condition
        }
        sections = {step.placed.place[1]: _of_section(each.condition, step.placed.section.show_if, each.text)
                    for step in routing.steps for each in step.conditions[:1]}  # fmt: skip
        self.sections = {row: renaming.compiled(each) for row, each in sections.items() if each is not None}

    def problems(self) -> Iterator[Problem]:
        yield from lost(self.instrument, PROGRAM, OURS)
        others = [each for each in languages_of(self.instrument) if each != self.language]
        if others:
            listed = ", ".join(others)
            yield problem("FORM-052", severity="note", program=PROGRAM, language=self.language, others=listed)
        own = {name: made for name, made in self.names.items() if " " not in name}
        yield from told_renamed(own, PROGRAM)
        long = [made for made in self.names.values() if len(made) > RECOMMENDED]
        if long:
            yield problem("FORM-053", severity="note", n=len(long), most=RECOMMENDED, names=", ".join(long))
        barred = [each.variable for each in self.instrument.questions() if self.has_bar(each)]
        if barred:
            yield problem("FORM-054", severity="warning", names=", ".join(barred))

    def has_bar(self, question: Question) -> bool:
        codes = {**self.instrument.codes_of(question), **self.instrument.missing_of(question)}
        return any("|" in label.text(self.language) for label in codes.values())

    def rank_rows(self, subject: Subject) -> tuple[Subject, ...]:
        """A ranking is answered when one of its rows is."""
        question = next(each for each in self.instrument.questions() if each.id == subject.question)
        names = _names(self.instrument, question)[1:] if question.type == "rank" else ()
        return tuple(Subject(self.names[each], subject.question, "words", subject.position) for each in names)

    def rows(self) -> Iterator[Row]:
        yield {NAME: self.names[RECORD], TYPE: "text", LABEL: "Record ID"}
        if self.instrument.intro:
            yield self.told(INTRO, self.instrument.intro, INTRO)
        placed = list(self.instrument.placed())
        for number, section in enumerate(self.instrument.sections):
            rows: list[Row] = []
            if section.intro:
                shown = {SHOWN: self.sections[number]} if number in self.sections else {}
                rows.append(self.told(f"section {number + 1} intro", section.intro, SECTION_INTRO) | shown)
            rows += [row for each in placed if each.place[1] == number for row in self.question(each)]
            if rows:
                rows[0] = {**rows[0], HEADER: self.text(section.title)}
            yield from rows
        if self.instrument.closing:
            yield self.told(CLOSING, self.instrument.closing, CLOSING)

    def told(self, name: str, wording: Wording, annotation: str) -> Row:
        return {NAME: self.names[name], TYPE: "descriptive", LABEL: self.text(wording), ANNOTATION: annotation}

    def question(self, placed: Placed) -> Iterator[Row]:
        question = placed.question
        row = {NAME: self.names[question.variable], TYPE: TYPES[question.type], LABEL: self.text(question.text)}
        if question.help:
            row[NOTE] = self.text(question.help)
        shown = {SHOWN: self.conditions[placed.place]} if placed.place in self.conditions else {}
        row |= shown
        if question.type in ("grid", "rank"):
            yield row
            yield from (each | shown for each in self.matrix(question))
            return
        if question.required:
            row[REQUIRED] = "y"
        yield row | self.answers(question) | self.annotation(question)

    def matrix(self, question: Question) -> Iterator[Row]:
        """The rows of a grid; of a ranking those ranked, the columns being their places."""
        own = {TYPE: "radio", MATRIX: self.names[question.variable]} | ({REQUIRED: "y"} if question.required else {})
        if question.type == "grid":
            for name, label in question.rows.items():
                answers = {**self.answers(question), **self.annotation(question)}
                yield {NAME: self.names[name], LABEL: self.text(label), **own, **answers}
            return
        labels = {**self.instrument.codes_of(question), **self.instrument.missing_of(question)}
        places = " | ".join(f"{number}, {number}" for number in range(1, len(labels) + 1))
        for name, label in zip(_names(self.instrument, question)[1:], labels.values(), strict=True):
            row = {NAME: self.names[name], LABEL: self.text(label), CHOICES: places, RANKING: "y"}
            code = name.removeprefix(f"{question.variable}_")
            yield row | own | {ANNOTATION: f"code: {code}"}

    def answers(self, question: Question) -> Row:
        if question.is_coded:
            codes = {**self.instrument.codes_of(question), **self.instrument.missing_of(question)}
            return {CHOICES: " | ".join(f"{code}, {self.choice(label)}" for code, label in codes.items())}
        if question.type == "number":
            limits = {MIN: question.minimum, MAX: question.maximum}
            return {KIND: "number", **{name: f"{value:.15g}" for name, value in limits.items() if value is not None}}
        return {KIND: "date_ymd"} if question.type == "date" else {}

    def annotation(self, question: Question) -> Row:
        missing = self.instrument.missing_of(question)
        if not missing:
            return {}
        if question.is_coded:
            told = ", ".join(map(str, missing))
        else:
            told = ", ".join(f"{code} = {self.choice(label)}" for code, label in missing.items())
        only = f" @NONEOFTHEABOVE='{','.join(map(str, missing))}'" if question.type == "multi" else ""
        return {ANNOTATION: f"{MISSING}{told}{only}"}

    def choice(self, label: Wording) -> str:
        return " ".join(self.text(label).replace("|", "/").split())

    def text(self, wording: Wording) -> str:
        """Text where REDCap takes tags, and pipes in what stands in brackets: none of its signs is either."""
        told = re.sub(r"&(?=#?\w+;)", "&amp;", wording.text(self.language).strip())
        return re.sub(r"\[(?=[A-Za-z])", "&#91;", re.sub(r"<(?=[A-Za-z/!?])", "&lt;", told))


def _of_section(condition: Condition | None, section: str, text: str) -> Condition | None:
    return condition if section and section == text else None


def _names(instrument: Instrument, question: Question) -> list[str]:
    ranked = instrument.columns(question) if question.type == "rank" else ()
    return [question.variable, *question.rows, *ranked]


def _shape(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


FORMAT = ExchangeFormat("redcap", ".csv", write, in_language=write)
