"""Passages gathered into stretches: a turn as long as one speaker goes on, or a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coding.transcripts.passages import Passage
from evaluation.model import Turn

# Without speakers, a silence this long (in seconds) parts the turns.
_SILENCE = 2.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A heading, or the words of one speaker until somebody else, a heading or an aside breaks in."""

    passages: tuple[Passage, ...]
    speaker: str = ""
    start_time: float | None = None

    @property
    def is_heading(self) -> bool:
        return self.passages[0].kind == "heading"

    @property
    def line(self) -> int | None:
        return self.passages[0].line

    @property
    def span(self) -> tuple[int, int]:
        """[start, end) of the words; empty when nothing follows the label."""
        spoken = [each for each in self.passages if each.end > each.start] or [self.passages[0]]
        return spoken[0].start, spoken[-1].end

    @property
    def is_empty(self) -> bool:
        start, end = self.span
        return start >= end


def is_labelled(passages: Sequence[Passage]) -> bool:
    return any(each.speaker for each in passages)


def preamble(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """What stands before the first speaker, where there are speakers."""
    first = next((at for at, each in enumerate(passages) if each.speaker), 0)
    return tuple(each for each in passages[:first] if each.kind == "words")


def stretches(passages: Sequence[Passage]) -> Iterator[Stretch]:
    """The headings and turns in order. Words before the first speaker are left out where there are speakers."""
    left_out = set(preamble(passages))
    opened: list[Passage] = []
    speaker, time = "", None
    for passage in passages:
        if passage in left_out:
            continue
        if opened and _breaks(passage, opened[-1]):
            yield _stretch(opened, speaker, time)
            opened, time = [], None
        if passage.kind == "aside":
            time = passage.start_time if passage.start_time is not None else time
        elif passage.kind == "heading":
            yield Stretch((passage,))
            speaker = ""
        else:
            speaker = passage.speaker if passage.label is not None else passage.speaker or speaker
            opened.append(passage)
    if opened:
        yield _stretch(opened, speaker, time)


def _breaks(passage: Passage, before: Passage) -> bool:
    """Whether a passage ends the turn that is open."""
    if passage.kind != "words" or passage.label or passage.label == "" != before.speaker:
        return True
    if passage.speaker != before.speaker and passage.speaker:
        return True
    if passage.speaker or passage.start_time is None or before.end_time is None:
        return False
    return passage.start_time - before.end_time >= _SILENCE


def _stretch(opened: Sequence[Passage], speaker: str, time: float | None) -> Stretch:
    own = opened[0].start_time
    return Stretch(tuple(opened), speaker, time if own is None else own)


def turn_of(stretch: Stretch) -> Turn:
    start, end = stretch.span
    last = stretch.passages[-1]
    return Turn(start, end, stretch.speaker, stretch.start_time, last.end_time, line=stretch.line)
