"""The open answers of a response to a form as a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluation.language import Language
from evaluation.model import Source
from evaluation.model.form import Answer, Response
from instruments.model import Instrument
from instruments.spoken import Spoken, answers_source

FORMAT = "form"
OPEN = ("open", "text")


def source_of(instrument: Instrument, response: Response, answers: Mapping[str, Answer], name: str) -> Source | None:
    """A text of the questions and what was answered to them; None where nothing was answered in words."""
    language: Language = response.language or instrument.original
    return answers_source(
        name,
        _spoken(instrument, answers, language),
        format=FORMAT,
        language=language,
        session=response.session,
        participant=response.participant,
    )


def _spoken(instrument: Instrument, answers: Mapping[str, Answer], language: Language) -> Iterator[Spoken]:
    for question in instrument.questions():
        answer = answers.get(question.variable)
        if question.type in OPEN and isinstance(answer, str):
            yield Spoken(question.id, question.text.text(language), answer)
