"""A guide or questionnaire: sections of questions, and the scales they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from evaluation.language import LANGUAGES, Language
from evaluation.model.people import Handle, SessionKind
from evaluation.settings.yaml_file import Place
from instruments.model.question import Codes, Question
from instruments.model.scale import Scale
from instruments.model.wording import Wording

Kind = Literal["guide", "questionnaire", "party-report", "minutes"]
_values = ConfigDict(frozen=True, extra="forbid")


class Section(BaseModel):
    """Questions asked together, within so many minutes. Themes and audience are of questions without any."""

    model_config = _values
    id: Handle
    title: Wording
    intro: Wording = Wording()
    minutes: int | None = Field(default=None, ge=0)
    themes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    show_if: str = ""
    questions: tuple[Question, ...] = ()


class Instrument(BaseModel):
    """`languages` are those it should have, the original first; `mode` is the kind of session it is made for."""

    model_config = _values
    id: Handle
    kind: Kind
    title: Wording
    mode: SessionKind | None = None
    version: str = ""
    languages: tuple[Language, ...] = ()
    intro: Wording = Wording()
    closing: Wording = Wording()
    minutes: int | None = Field(default=None, ge=0)
    roles: Mapping[str, Wording] = {}
    scales: Mapping[str, Scale] = {}
    sections: tuple[Section, ...] = ()

    @property
    def original(self) -> Language:
        """The language its translations are made from."""
        return self.languages[0] if self.languages else LANGUAGES[0]

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def placed(self) -> Iterator[Placed]:
        for row, section in enumerate(self.sections):
            for number, question in enumerate(section.questions):
                yield Placed(section, question, ("sections", row, "questions", number))

    def questions_about(self, theme: str) -> tuple[Question, ...]:
        """The questions of a theme: those that name it, or whose section does while they name none."""
        return tuple(each.question for each in self.placed() if theme in each.themes)

    def codes_of(self, question: Question) -> Codes:
        """The answers a question offers, but for those that are none. Empty where its scale is unknown."""
        scale = self.scales.get(question.scale or "")
        return scale.codes if scale else question.choices

    def missing_of(self, question: Question) -> Codes:
        scale = self.scales.get(question.scale or "")
        return {**(scale.missing if scale else {}), **question.missing}

    def columns(self, question: Question) -> tuple[str, ...]:
        """The variables a question fills in data."""
        return tuple(question.columns({**self.codes_of(question), **self.missing_of(question)}))


@dataclass(frozen=True, slots=True)
class Placed:
    """A question in its section, and where it stands in the file."""

    section: Section
    question: Question
    place: Place

    @property
    def themes(self) -> tuple[str, ...]:
        return self.question.themes or self.section.themes

    @property
    def audience(self) -> tuple[str, ...]:
        """The roles it is for; empty where it is for everybody."""
        return self.question.audience or self.section.audience
