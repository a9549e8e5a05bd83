"""Codes a source by rule: what its codebook's indicators find becomes codings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from coding.rules.finding import Find, finds
from coding.rules.places import Skip, enclosing, sentences_around, spoken, stretches
from coding.rules.rulebook import rulebook
from coding.text.folding import fold
from coding.text.spans import Span
from evaluation.language import LANGUAGES, Language
from evaluation.model import Codebook, Coding, Source
from evaluation.sources.tongue import guess_language

Unit = Literal["sentence", "turn", "match"]


def apply(
    codebook: Codebook,
    source: Source,
    *,
    unit: Unit = "sentence",
    coder: str = "rule",
    languages: Sequence[Language] | None = None,
    skip: Skip = (),
) -> tuple[Coding, ...]:
    """One coding for each code and unit in which an indicator of the code is found; its note names the indicators.

    unit: the sentence, the whole turn (in a source without turns, the whole text), or just the words found.
    languages: whose indicators to use; by default bokmål and nynorsk together, and English with them when the source
    is English. skip: turns to leave out (the moderator's), as a container or a predicate. A source with turns is coded
    only where somebody speaks, without labels and stage directions. Raises one error that lists every faulty
    indicator. Ordered by place, then by the codebook.
    """
    spoken_in = source.language or guess_language(source.text) or "nb"
    rules = rulebook(codebook, _languages(languages, spoken_in))
    turns = stretches(source, skip)
    found = finds(rules, fold(source.text), (part for turn in turns for part in spoken(source, turn)))
    placed = _placed(source, turns, found, unit, spoken_in)
    return tuple(_codings(source, codebook, placed, coder))


def _languages(wanted: Sequence[Language] | None, spoken_in: Language) -> tuple[Language, ...]:
    if wanted is not None:
        return tuple(language for language in LANGUAGES if language in wanted)
    return LANGUAGES if spoken_in == "en" else ("nb", "nn")


def _placed(
    source: Source, turns: list[Span], found: list[Find], unit: Unit, language: Language
) -> Iterator[tuple[Span, Find]]:
    """Each find with the unit it lies in; one that reaches over the end of a sentence is no find."""
    sentences = sentences_around(source.text, turns, (find.start for find in found), language)
    for find in found:
        sentence = enclosing(sentences, find.start)
        if sentence is None or find.end > sentence.end:
            continue
        if unit == "match":
            yield Span(find.start, find.end), find
        elif unit == "sentence":
            yield sentence, find
        elif turn := enclosing(turns, find.start):
            yield turn, find


def _codings(source: Source, codebook: Codebook, placed: Iterable[tuple[Span, Find]], coder: str) -> Iterator[Coding]:
    order = {code.name: number for number, code in enumerate(codebook)}
    notes: dict[tuple[Span, str], dict[str, None]] = {}
    for span, find in placed:
        notes.setdefault((span, find.code), {})[find.indicator] = None
    for span, code in sorted(notes, key=lambda key: (key[0], order[key[1]])):
        note = ", ".join(notes[span, code])
        yield Coding(source.name, span.start, span.end, code, coder, origin="rule", note=note)
