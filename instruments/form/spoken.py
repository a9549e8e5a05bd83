"""The open answers of a response as a source: a text with a turn for each question."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from evaluation.language import Language
from evaluation.model import Source, Turn
from evaluation.model.form import Answer, Response
from evaluation.sources.normalise import normalise
from instruments.model import Instrument

FORMAT = "form"
OPEN = ("open", "text")


def source_of(instrument: Instrument, response: Response, answers: Mapping[str, Answer], name: str) -> Source | None:
    """A text of the questions and what was answered to them; None where nothing was answered in words.

    The words of a question stand before its answer, outside of the turn, as in a written answer that was received.
    """
    language: Language = response.language or instrument.original
    parts: list[str] = []
    turns: list[Turn] = []
    length = 0
    for question in instrument.questions():
        answer = answers.get(question.variable)
        if question.type not in OPEN or not isinstance(answer, str):
            continue
        told, _ = normalise(answer)
        heading = f"{question.text.text(language)}\n"
        start = length + len(heading)
        turns.append(Turn(start, start + len(told), participant=response.participant, question=question.id,
                          question_basis="shown"))  # fmt: skip
        parts.append(f"{heading}{told}\n\n")
        length += len(parts[-1])
    if not turns:
        return None
    text = "".join(parts).rstrip("\n")
    digest = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
    return Source(name, text, "answers", tuple(turns), language, response.session, sha256=digest, format=FORMAT)
