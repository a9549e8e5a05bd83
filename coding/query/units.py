"""The turns of a study, and the paragraphs where nobody speaks: whose they are, and which question they answer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from coding.query.segments import ROOM_BITS, Places, Segments
from coding.query.texts import Texts
from evaluation.store.coding_queries import TurnPlaces

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True)
class Units:
    """In order, never overlapping. `participant` and `question` are numbers in the lists, -1 for none."""

    places: Segments
    source: Places
    participant: Places
    question: Places
    participants: tuple[str, ...]
    questions: tuple[str, ...]  # the same question in two sources stands there twice

    def at(self, places: Places) -> Places:
        """The number of the unit each place lies in; -1 between units."""
        if not len(self.places):
            return np.full(len(places), -1)
        number = np.searchsorted(self.places.start, places, side="right") - 1
        return np.where((number >= 0) & (places < self.places.end[number]), number, -1)


def lay_out(turns: TurnPlaces, numbers: Places, texts: Texts) -> Units:
    """numbers: those of the sources the turns stand in."""
    who, people = _counted(turns.participants)
    what, questions = _counted(list(zip(numbers.tolist(), turns.questions, strict=True)), lambda each: each[1])
    spoken = np.column_stack([turns.rows[:, 1:] + (numbers << ROOM_BITS)[:, None], numbers, who, what])
    rows = np.concatenate([spoken[turns.rows[:, 2] > turns.rows[:, 1]], _paragraphs(texts, set(numbers.tolist()))])
    start, end, source, participant, question = rows[np.argsort(rows[:, 0])].T
    asked = tuple(question for _, question in questions)
    return Units(Segments(start, end), source, participant, question, tuple(people), asked)


def _counted(values: Sequence[Value], said: Callable[[Value], object] = bool) -> tuple[Places, list[Value]]:
    """The number of each value among the different ones, as they come; -1 for one that says nothing."""
    known: dict[Value, int] = {}
    numbers = [known.setdefault(value, len(known)) if said(value) else -1 for value in values]
    return np.array(numbers, np.int64), list(known)


def _paragraphs(texts: Texts, spoken: set[int]) -> Places:
    """Rows for the sources in which nobody speaks."""
    from coding.text.paragraphs import paragraphs

    silent = [number for number in range(len(texts)) if number not in spoken]
    texts.load(silent)
    rows = [
        ((number << ROOM_BITS) + start, (number << ROOM_BITS) + end, number, -1, -1)
        for number in silent
        for start, end in paragraphs(texts.text(number))
    ]
    return np.array(rows, np.int64).reshape(len(rows), 5)
