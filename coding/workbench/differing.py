"""A place in dispute as a person reads it: its words in their conversation, and what each coder has there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coding.consensus.comparing import Comparison
from coding.consensus.listing import Listed, Said, told_of
from coding.consensus.places import Disagreement
from coding.workbench.blocks import Block, blocks_of
from coding.workbench.reading import taken_back
from evaluation.model import Source
from evaluation.study import Study

REACH = 35  # words that are shown before and after a place
LONG = 24  # characters of a word and its blank: what they are looked for among
NOBODY: frozenset[str] = frozenset()
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """[start, end) of a text, with what parts it from the next word; coders: whose codings of the place it lies in."""

    start: int
    end: int
    text: str
    gap: str
    inside: bool
    coders: frozenset[str] = NOBODY


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A turn or a paragraph, or as much of it as is near; `cut` tells at which ends there is more."""

    speaker: str
    words: tuple[Word, ...]
    cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Given:
    """What one coder has at a place; without codings nothing."""

    coder: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A place with its words and their surroundings; line: where in the text it begins."""

    listed: Listed
    line: int
    paragraphs: tuple[Paragraph, ...]
    given: tuple[Given, ...]

    @property
    def shared(self) -> bool:
        """Whether there are words that every coder has coded."""
        return any(len(each.coders) == len(self.given) for each in self.words)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for each in self.paragraphs for word in each.words)


@dataclass(frozen=True)
class _Read:
    """A source parted as it is read, without what somebody has taken back."""

    source: Source
    blocks: tuple[Block, ...]


def differing(
    study: Study, comparison: Comparison, places: Sequence[Disagreement], reach: int = REACH
) -> list[Differing]:
    """The places, each with `reach` words before and after it. Words that somebody has taken back are not shown."""
    read = {name: _read(study, name) for name in dict.fromkeys(each.source for each in places)}
    told = told_of(study, comparison, places)
    return [
        _differing(comparison, read[place.source], place, listed, reach)
        for place, listed in zip(places, told, strict=True)
    ]


def _read(study: Study, name: str) -> _Read:
    source = study.source(name)
    away = taken_back(source, study.people())
    blocks = (each for each in blocks_of(source) if not any(a.start < each.end and each.start < a.end for a in away))
    return _Read(source, tuple(blocks))


def _differing(comparison: Comparison, read: _Read, place: Disagreement, listed: Listed, reach: int) -> Differing:
    words = list(_near(comparison, read, place, reach * LONG))
    inside = [at for at, (_, word) in enumerate(words) if word.inside]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    given = tuple(
        Given(coder, tuple(each for each in listed.said if each.coder == coder)) for coder in comparison.coders
    )
    line = read.source.text.count("\n", 0, place.start) + 1
    return Differing(listed, line, tuple(_paragraphs(words[max(first - reach, 0) : last + reach + 1])), given)


def _near(comparison: Comparison, read: _Read, place: Disagreement, window: int) -> Iterator[tuple[Block, Word]]:
    """The words of the place and some around it, also parted where a coding begins or ends within one."""
    text = read.source.text
    low, high = max(place.start - window, 0), min(place.end + window, len(text))
    spans = [(each.start, each.end, comparison.rater(each)) for each in place.codings]
    edges = sorted({place.start, place.end, *(edge for start, end, _ in spans for edge in (start, end))})
    for block in read.blocks:
        if block.end <= low or high <= block.start:
            continue
        pieces: list[tuple[int, int]] = []
        for found in _WORD.finditer(text, max(block.start, low), min(block.end, high)):
            cuts = [found.start(), *(edge for edge in edges if found.start() < edge < found.end()), found.end()]
            pieces += pairwise(cuts)
        after = [*(start for start, _ in pieces[1:]), block.end]
        for (start, end), next_ in zip(pieces, after, strict=True):
            inside = start < place.end and place.start < end
            coders = frozenset(who for a, b, who in spans if a < end and start < b) if inside else NOBODY
            yield block, Word(start, end, text[start:end], text[end:next_], inside, coders)


def _paragraphs(words: Iterable[tuple[Block, Word]]) -> Iterator[Paragraph]:
    own: dict[Block, list[Word]] = {}
    for block, word in words:
        own.setdefault(block, []).append(word)
    for block, some in own.items():
        speaker = (block.turn.speaker or "") if block.turn else ""
        cut = some[0].start > block.start, bool(some[-1].gap.strip()) or some[-1].end < block.end - 1
        yield Paragraph(speaker, tuple(some), cut)
