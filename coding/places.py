"""Where words stand in a source, when a person gives the words themselves or the place."""

from __future__ import annotations

import re

from coding.text.folding import fold, literal
from coding.text.spans import Span
from evaluation.errors import EvaluationError, fail
from evaluation.model import Source

SHOWN = 60  # characters of a passage that an error message gives


def place_of(source: Source, *, words: str | None = None, start: int | None = None, end: int | None = None) -> Span:
    """The stretch meant: by its words, or by its start and end.

    Raises CODING-001 for words that are not there, with the nearest passage; CODING-002 where they stand in several
    places; CODING-003 for a place that is not in the text; CODING-009 where both or neither are given, CODING-010 where
    there is nothing but white space.
    """
    placed = start is not None or end is not None
    if (words is not None) == placed:
        raise fail("CODING-009")
    found = _found(source, words) if words is not None else _within(source, start, end)
    if not source.text[found.start : found.end].strip():
        raise fail("CODING-010", file=source.name)
    return found


def _within(source: Source, start: int | None, end: int | None) -> Span:
    length = len(source.text)
    if start is None or end is None or not 0 <= start < end <= length:
        first, last = ("–" if each is None else each for each in (start, end))
        raise fail("CODING-003", file=source.name, length=length, start=first, end=last)
    return Span(start, end)


def _found(source: Source, words: str) -> Span:
    if not words.strip():
        raise fail("CODING-010", file=source.name)
    places = [Span(*found.span()) for found in literal(words).finditer(fold(source.text))]
    for narrower in (_whole, _to_the_letter):
        places = (len(places) > 1 and [each for each in places if narrower(source.text, each, words)]) or places
    if len(places) == 1:
        return places[0]
    raise _many(source, words, places) if places else _none(source, words)


def _whole(text: str, place: Span, _words: str) -> bool:
    """Whether no word is cut in two."""
    around = (text[place.start - 1 : place.start + 1], text[place.end - 1 : place.end + 1])
    return not any(re.fullmatch(r"\w\w", pair) for pair in around)


def _to_the_letter(text: str, place: Span, words: str) -> bool:
    return " ".join(text[place.start : place.end].split()) == " ".join(words.split())


def _many(source: Source, words: str, places: list[Span]) -> EvaluationError:
    listed = ", ".join(f"{each.start}–{each.end}" for each in places[:8])
    more = " …" if len(places) > 8 else ""
    return fail("CODING-002", file=source.name, words=_short(words), n=len(places), places=listed + more)


def _none(source: Source, words: str) -> EvaluationError:
    from rapidfuzz import fuzz

    near = fuzz.partial_ratio_alignment(fold(words), fold(source.text), score_cutoff=60)
    start, end = (near.dest_start, near.dest_end) if near else (0, 0)
    passage = f"«{_short(source.text[start:end])}» ({start}–{end})" if near else "–"
    return fail("CODING-001", file=source.name, words=_short(words), near=passage)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
