"""Answers in words as a source: a text with a turn for each question, whatever they were collected with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.language import Language
from evaluation.model import Source, Turn
from evaluation.sources.normalise import normalise


@dataclass(frozen=True, slots=True)
class Spoken:
    """One answer: the question's id, its words, and what was written."""

    question: str
    heading: str
    words: str


def answers_source(
    name: str,
    spoken: Iterable[Spoken],
    *,
    format: str,  # noqa: A002
    language: Language | None = None,
    session: str | None = None,
    participant: str | None = None,
) -> Source | None:
    """A text of the questions and what was answered to them; None where nothing was answered in words.

    The words of a question stand before its answer, outside of the turn, as in a written answer that was received.
    """
    parts: list[str] = []
    turns: list[Turn] = []
    length = 0
    for each in spoken:
        told, _ = normalise(each.words)
        heading = f"{each.heading}\n"
        start = length + len(heading)
        turns.append(Turn(start, start + len(told), participant=participant, question=each.question,
                          question_basis="shown"))  # fmt: skip
        parts.append(f"{heading}{told}\n\n")
        length += len(parts[-1])
    if not turns:
        return None
    text = "".join(parts).rstrip("\n")
    digest = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
    return Source(name, text, "answers", tuple(turns), language, session, sha256=digest, format=format)
