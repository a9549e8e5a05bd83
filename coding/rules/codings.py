"""Codes a source by rule: what its codebook's indicators find becomes codings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from coding.rules.block import block_of_stretches
from coding.rules.finding import finds
from coding.rules.places import Skip, enclosing, sentences_around, spoken, stretches, within_one_sentence
from coding.rules.rulebook import Rule, Rulebook, rulebook
from coding.text.spans import Span
from evaluation.language import LANGUAGES, Language
from evaluation.model import Codebook, Coding, Source
from evaluation.sources.tongue import guess_language

Unit = Literal["sentence", "turn", "match"]


class Find(NamedTuple):
    """The place a rule found something at, from its first word to its last."""

    start: int
    end: int
    rule: Rule


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
    rules = rulebook(codebook, languages_read(languages, spoken_in))
    turns = stretches(source, skip)
    found = _finds(rules, source, turns)
    placed = _placed(source, turns, found, unit, spoken_in)
    return tuple(_codings(source, codebook, placed, coder))


def languages_read(wanted: Sequence[Language] | None, spoken_in: Language) -> tuple[Language, ...]:
    if wanted is not None:
        return tuple(language for language in LANGUAGES if language in wanted)
    return LANGUAGES if spoken_in == "en" else ("nb", "nn")


def _finds(rules: Rulebook, source: Source, turns: list[Span]) -> list[Find]:
    block = block_of_stretches(source.text, (part for turn in turns for part in spoken(source, turn)))
    found = finds(rules, block)
    starts = block.original(found.starts, block.stretches_of(found.starts)).tolist()
    ends = block.original(found.ends, block.stretches_of(found.ends - 1)).tolist()
    return list(map(Find, starts, ends, map(rules.including.__getitem__, found.rules.tolist())))


def _placed(
    source: Source, turns: list[Span], found: list[Find], unit: Unit, language: Language
) -> Iterator[tuple[Span, Rule]]:
    """The unit each find lies in; one that reaches over the end of a sentence is no find."""
    if unit == "sentence":
        yield from _in_sentences(source, turns, found, language)
        return
    spans = [Span(find.start, find.end) for find in found]
    for span, find, inside in zip(spans, found, within_one_sentence(source.text, turns, spans, language), strict=True):
        holder = span if unit == "match" else enclosing(turns, span.start)
        if inside and holder:
            yield holder, find.rule


def _in_sentences(
    source: Source, turns: list[Span], found: list[Find], language: Language
) -> Iterator[tuple[Span, Rule]]:
    sentences = sentences_around(source.text, turns, (find.start for find in found), language)
    for start, end, rule in found:
        sentence = enclosing(sentences, start)
        if sentence and end <= sentence.end:
            yield sentence, rule


def _codings(source: Source, codebook: Codebook, placed: Iterable[tuple[Span, Rule]], coder: str) -> Iterator[Coding]:
    names = [code.name for code in codebook]
    order = {name: number for number, name in enumerate(names)}
    notes: dict[tuple[int, int, int], dict[str, None]] = {}
    for (start, end), rule in placed:
        notes.setdefault((start, end, order[rule.code]), {})[rule.pattern.written] = None
    for (start, end, number), note in sorted(notes.items()):
        yield Coding(source.name, start, end, names[number], coder, origin="rule", note=", ".join(note))
