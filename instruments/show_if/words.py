"""A condition in plain words, for those who fill a form in on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from evaluation.language import Language, phrase
from evaluation.numbers import write_date, write_number
from instruments.model import Instrument, Question
from instruments.show_if.normal import (
    Both,
    Chosen,
    Either,
    Empty,
    Filled,
    Measured,
    Normal,
    Single,
    Totalled,
    certainly,
)
from instruments.show_if.routing import Routing
from instruments.show_if.subjects import Subject
from instruments.show_if.tree import Comparison, Condition, Value

SIGNS: Mapping[Comparison, str] = {
    "=": "equal", "!=": "other", "<": "under", "<=": "most", ">": "over", ">=": "least"
}  # fmt: skip


class Telling:
    """Tells conditions of one instrument in one language; `numbers` are those that questions bear on paper."""

    def __init__(
        self, instrument: Instrument, routing: Routing, numbers: Mapping[str, str], language: Language
    ) -> None:
        self.instrument = instrument
        self.subjects = routing.subjects
        self.numbers = numbers
        self.language = language
        self.questions = {each.id: each for each in instrument.questions()}

    def told(self, condition: Condition) -> str:
        """`du svarte «Nei» på spørsmål 4 eller du svarte på spørsmål 5`."""
        return self._told(certainly(condition, self.subjects))

    def _told(self, normal: Normal) -> str:
        if isinstance(normal, Both | Either):
            parts = [self._part(each) for each in _without_the_obvious(normal.parts)]
            word = self._say("both" if isinstance(normal, Both) else "either")
            return f" {word} ".join(parts)
        return self._single(normal)

    def _part(self, normal: Normal) -> str:
        """In brackets where several statements stand within others."""
        told = self._told(normal)
        several = isinstance(normal, Both | Either) and len(_without_the_obvious(normal.parts)) > 1
        return f"({told})" if several else told

    def _single(self, normal: Single) -> str:
        where = self._where(normal.subject)
        if isinstance(normal, Filled | Empty):
            return self._say("filled" if isinstance(normal, Filled) else "empty", question=where)
        if isinstance(normal, Chosen):
            listed = f" {self._say('either')} ".join(self._label(normal.subject, each) for each in normal.codes)
            return self._say("chosen" if normal.truth else "not_chosen", question=where, answers=listed)
        if isinstance(normal, Totalled):
            return self._say(f"total.{SIGNS[normal.comparison]}", question=where, value=normal.number)
        value = self._value(normal)
        key = f"day.{SIGNS[normal.comparison]}" if normal.subject.kind == "date" else SIGNS[normal.comparison]
        return self._say(f"measure.{key}", question=where, value=value)

    def _where(self, subject: Subject) -> str:
        number = self.numbers.get(subject.question, subject.question)
        if subject.grid is None:
            return number
        row = self.questions[subject.question].rows[subject.variable].text(self.language)
        return f"{number} («{row.rstrip('.')}»)"

    def _label(self, subject: Subject, code: Value) -> str:
        question: Question = self.questions[subject.question]
        labels = {**self.instrument.codes_of(question), **self.instrument.missing_of(question)}
        label = labels[int(code)].text(self.language) if int(code) in labels else str(code)
        return f"«{label}»"

    def _value(self, measured: Measured) -> str:
        value = measured.value
        if isinstance(value, str):
            return write_date(dt.date.fromisoformat(value), self.language)
        return write_number(value, 0 if float(value).is_integer() else 1, self.language)

    def _say(self, key: str, **values: object) -> str:
        return phrase(f"route.words.{key}", self.language, **values)


def _without_the_obvious(parts: Sequence[Normal]) -> list[Normal]:
    """That there is an answer need not be said where something is said of it; nor that it is no «don't know»."""
    said = {each.subject for each in parts if isinstance(each, Chosen | Measured | Totalled)}
    kept = [each for each in parts if not (isinstance(each, Filled | Empty) and each.subject in said)]
    return [each for each in kept if not _excludes_missing(each, kept)]


def _excludes_missing(part: Normal, beside: Sequence[Normal]) -> bool:
    if not isinstance(part, Measured) or part.comparison != "!=" or part.value not in part.subject.missing:
        return False
    return any(isinstance(each, Measured) and each.subject == part.subject and each != part for each in beside)
