"""A text as it was received, normalised once, and the turns people take in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from evaluation.errors import Problem
from evaluation.language import Language

SourceKind = Literal["transcript", "answers", "minutes", "plan", "party-report", "document"]
QuestionBasis = Literal["shown", "likely"]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each stretch of the stored text stood in the original; both in code points.

    `steps` holds (stored, original) pairs, ascending, first (0, o). Between two steps both sides advance by one
    for each code point; where the original is longer (CRLF, decomposed letters), the next step takes it up.
    """

    steps: tuple[tuple[int, int], ...] = ((0, 0),)

    def original(self, stored: int) -> int:
        here, there = self.steps[bisect_right(self.steps, (stored, 1 << 62)) - 1]
        return there + stored - here

    def stored(self, original: int) -> int:
        """The stored offset of an original one; one inside a dropped stretch gives where that was."""
        at = max(bisect_right([there for _, there in self.steps], original) - 1, 0)
        here, there = self.steps[at]
        limit = self.steps[at + 1][0] if at + 1 < len(self.steps) else None
        moved = max(here, here + original - there)
        return moved if limit is None else min(moved, limit)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before another takes over: [start, end) of the source's text, without the label.

    `start_time` and `end_time` are seconds from the beginning of the recording.
    """

    start: int
    end: int
    speaker: str = ""
    start_time: float | None = None
    end_time: float | None = None
    participant: str | None = None
    question: str | None = None
    question_basis: QuestionBasis | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """One text with its turns. An importer reads it, `study.add` stores it, `evaluation.editing` alone changes it."""

    name: str
    text: str
    kind: SourceKind = "document"
    turns: tuple[Turn, ...] = ()
    language: Language | None = None
    session: str | None = None
    file: str = ""
    sha256: str = ""
    format: str = ""
    encoding: str = ""
    offsets: OffsetMap = OffsetMap()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    id: int | None = field(default=None, compare=False)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The labels speakers bear in the text, in order of appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))

    def words_of(self, turn: Turn) -> str:
        return self.text[turn.start : turn.end]
