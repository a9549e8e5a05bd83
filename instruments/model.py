"""A guide or questionnaire: sections of questions, tied to the themes of the evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from evaluation.model import Localised
from evaluation.model.people import Handle

Kind = Literal["guide", "questionnaire", "party-report", "minutes"]
_values = ConfigDict(frozen=True, extra="forbid")


class Question(BaseModel):
    """One question. `probes` are asked when the answer is short."""

    model_config = _values
    id: Handle
    text: Localised
    themes: tuple[str, ...] = ()
    probes: tuple[Localised, ...] = ()


class Section(BaseModel):
    """Questions asked together, within so many minutes."""

    model_config = _values
    id: Handle
    title: Localised
    minutes: int | None = Field(default=None, ge=0)
    themes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


class Instrument(BaseModel):
    model_config = _values
    id: Handle
    kind: Kind
    title: Localised
    minutes: int | None = Field(default=None, ge=0)
    sections: tuple[Section, ...] = ()

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def questions_about(self, theme: str) -> tuple[Question, ...]:
        """The questions of a theme: those that name it, or whose section does while they name none."""
        return tuple(
            question
            for section in self.sections
            for question in section.questions
            if theme in (question.themes or section.themes)
        )
