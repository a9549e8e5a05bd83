"""What a condition can ask about: the earlier answers, how they are given and with which codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from instruments.model import Instrument, Placed

Answers = Literal["code", "codes", "number", "date", "words"]

KINDS: Mapping[str, Answers] = {
    "single": "code",
    "scale": "code",
    "multi": "codes",
    "number": "number",
    "date": "date",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One answer. `position` counts questions from nought; `grid` is the variable of the grid it is a row of."""

    variable: str
    question: str
    kind: Answers
    position: int
    codes: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    grid: str | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Subjects:
    """The answers of an instrument by the words a condition may use: id, variable, or a grid's row."""

    by_word: Mapping[str, Subject]
    grids: frozenset[str]

    def get(self, word: str) -> Subject | None:
        return self.by_word.get(word) or self.by_word.get(word.lower())

    def __getitem__(self, word: str) -> Subject:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def words(self) -> list[str]:
        return list(dict.fromkeys(each.variable for each in self.by_word.values()))


def subjects_of(instrument: Instrument) -> Subjects:
    found: dict[str, Subject] = {}
    grids: set[str] = set()
    for position, placed in enumerate(instrument.placed()):
        question = placed.question
        if question.type == "grid":
            grids |= {question.id, question.variable, question.variable.lower()}
        for subject in _subjects(instrument, placed, position):
            words = (subject.variable, subject.variable.lower()) + ((question.id,) if subject.grid is None else ())
            found.update(dict.fromkeys(words, subject))
    return Subjects(found, frozenset(grids))


def _subjects(instrument: Instrument, placed: Placed, position: int) -> Iterator[Subject]:
    question = placed.question
    if not question.is_asked:
        return
    codes, missing = tuple(instrument.codes_of(question)), tuple(instrument.missing_of(question))
    if question.type == "grid":
        for row in question.rows:
            yield Subject(row, question.id, "code", position, codes, missing, question.variable)
        return
    kind = KINDS.get(question.type, "words")
    low, high = question.minimum, question.maximum
    yield Subject(question.variable, question.id, kind, position, codes, missing, low=low, high=high)
