"""Where in a source words are spoken, and in which sentence or turn a place lies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from coding.text.paragraphs import paragraphs
from coding.text.sentences import sentences_of_paragraph
from coding.text.spans import Span, trimmed
from evaluation.language import Language
from evaluation.model import Source, Turn

Skip = Container[Turn] | Callable[[Turn], bool]
# What a transcriber adds: [pause], (ler). A longer parenthesis is somebody's words.
STAGE_DIRECTION = re.compile(r"\[[^\[\]\n]{0,200}\]|\([^()\n]{0,60}\)")
# A stretch without one of these in it lies in one sentence.
SENTENCE_MAY_END = re.compile(r"\n|[.!?…]\S*\s")


def stretches(source: Source, skip: Skip = ()) -> list[Span]:
    """The turns that are not skipped; the whole text of a source that has none."""
    if not source.turns:
        return [trimmed(source.text, 0, len(source.text))]
    kept = (turn for turn in source.turns if not _skips(skip, turn))
    return [trimmed(source.text, turn.start, turn.end) for turn in kept]


def _skips(skip: Skip, turn: Turn) -> bool:
    return turn in skip if isinstance(skip, Container) else skip(turn)


def spoken(source: Source, stretch: Span) -> Iterator[Span]:
    """The parts of a turn that are spoken: what stands between stage directions."""
    start = stretch.start
    if source.kind == "transcript" and source.turns:
        for direction in STAGE_DIRECTION.finditer(source.text, *stretch):
            yield Span(start, direction.start())
            start = direction.end()
    yield Span(start, stretch.end)


def enclosing(spans: list[Span], place: int) -> Span | None:
    """The one of these ordered, disjoint stretches that holds the place."""
    at = bisect_right(spans, (place, len(spans) and spans[-1].end + 1)) - 1
    return spans[at] if at >= 0 and place < spans[at].end else None


def sentences_around(text: str, within: list[Span], places: Iterable[int], language: Language) -> list[Span]:
    """The sentences of those paragraphs in which one of the places lies, in order."""
    parts = [part for stretch in within for part in paragraphs(text, *stretch)]
    wanted = dict.fromkeys(part for place in places if (part := enclosing(parts, place)))
    return sorted(sentence for part in wanted for sentence in sentences_of_paragraph(text, part, language))


def within_one_sentence(text: str, within: list[Span], spans: Sequence[Span], language: Language) -> list[bool]:
    """Whether each of these stretches lies in one sentence."""
    unsure = {span for span in spans if SENTENCE_MAY_END.search(text, *span)}
    sentences = sentences_around(text, within, sorted({span.start for span in unsure}), language)
    parted = {span for span in unsure if not _holds(enclosing(sentences, span.start), span)}
    return [span not in parted for span in spans]


def _holds(sentence: Span | None, span: Span) -> bool:
    return sentence is not None and span.end <= sentence.end
