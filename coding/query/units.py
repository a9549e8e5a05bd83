"""The turns of a study, and the paragraphs where nobody speaks: whose they are, and which question they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from coding.query.segments import Places, Segments
from coding.query.texts import Texts
from evaluation.store.coding_queries import TurnPlace

_Row = tuple[int, int, int, int, int]  # start, end, source, participant, question


class Layout(Protocol):
    """Sources on one line of places: where each begins, the turns (by the source's id), and the texts."""

    bases: Places
    turn_rows: Sequence[TurnPlace]
    texts: Texts

    @property
    def numbers(self) -> dict[int, int]: ...


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


def lay_out(layout: Layout) -> Units:
    people: dict[str, int] = {}
    asked: dict[tuple[int, str], int] = {}
    rows = sorted([*_turns(layout, people, asked), *_paragraphs(layout)])
    start, end, source, participant, question = np.array(rows, np.int64).reshape(len(rows), 5).T
    questions = tuple(question for _, question in asked)
    return Units(Segments(start, end), source, participant, question, tuple(people), questions)


def _turns(layout: Layout, people: dict[str, int], asked: dict[tuple[int, str], int]) -> Iterator[_Row]:
    """Numbers people and questions as they come."""
    numbers, bases = layout.numbers, layout.bases.tolist()
    for id_, start, end, participant, question in layout.turn_rows:
        source = numbers[id_]
        who = people.setdefault(participant, len(people)) if participant else -1
        what = asked.setdefault((source, question), len(asked)) if question else -1
        if end > start:
            yield bases[source] + start, bases[source] + end, source, who, what


def _paragraphs(layout: Layout) -> Iterator[_Row]:
    from coding.text.paragraphs import paragraphs

    spoken = {layout.numbers[turn[0]] for turn in layout.turn_rows}
    for source, base in enumerate(layout.bases.tolist()):
        if source not in spoken:
            found = paragraphs(layout.texts.text(source))
            yield from ((base + start, base + end, source, -1, -1) for start, end in found)
