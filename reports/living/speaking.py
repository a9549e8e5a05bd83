"""Which of the things the data say a paragraph speaks of, and how one can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from evaluation.language import phrase
from reports.living.evidence import Evidence, Told, hashed
from reports.living.numerals import Numeral, numerals, value_of
from reports.living.paragraphs import Paragraph

How = Literal["named", "beside", "number", "quoted"]
Rests = Mapping[str, tuple[str, str]]  # key → how it is said, and what the data say
NEAR = 70  # letters between a number and the name it belongs to
PART = "#"
_VARIABLE = re.compile(r"\{\{<\s*var\s+([\w.\-]+)\s*>\}\}")
_REFERENCE = re.compile(r"@(fig|tbl)-([\w-]+)")
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{12,})[»”\"]")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?]\s")
COMMON = frozenset(
    [
        "og",
        "i",
        "på",
        "av",
        "for",
        "til",
        "med",
        "som",
        "det",
        "den",
        "de",
        "en",
        "et",
        "ei",
        "a",
        "an",
        "the",
        "of",
        "in",
        "and",
        "to",
        "om",
        "som",
        "er",
        "var",
        "fra",
        "frå",
    ]
)


def rests_on(paragraph: Paragraph, told: Told) -> Rests:
    """Keys of what it speaks of, with what each says now: by name, by standing beside it, by a quote, by a number."""
    found: dict[str, tuple[str, str]] = {}
    for key in [*_numbers(paragraph, told)]:
        found[key] = ("number", state_of(key, told) or "")
    for key, how in (*_quoted(paragraph, told), *_beside(paragraph, told), *_named(paragraph, told)):
        found[key] = (how, state_of(key, told) or "")
    return found


def state_of(key: str, told: Told) -> str | None:
    """What a thing, or one part of it (`fig:heatmap#Forebygging · Helse`), says; None where it is gone."""
    id_, _, part = key.partition(PART)
    evidence = told.get(id_)
    if evidence is None or not part:
        return evidence.state if evidence else None
    said = evidence.parts.get(part)
    return hashed({"": said}) if said is not None and evidence.kind == "quotes" else said


def stands_beside(evidence: Evidence, paragraph: Paragraph, told: Told) -> bool:
    """Whether it is shown in what is drawn in beside the paragraph, but for chapters with headings of their own."""
    return any(name in evidence.files and not _is_chapter(name, told) for name in paragraph.draws)


def _is_chapter(name: str, told: Told) -> bool:
    text = told.get(f"text:{name}")
    return text is not None and text.parts[""].startswith("#")


def _named(paragraph: Paragraph, told: Told) -> Iterator[tuple[str, How]]:
    for name in _VARIABLE.findall(paragraph.text):
        if f"var:{name}" in told:
            yield f"var:{name}", "named"
    for kind, name in _REFERENCE.findall(paragraph.text):
        if f"{kind}:{name}" in told:
            yield f"{kind}:{name}", "named"


def _beside(paragraph: Paragraph, told: Told) -> Iterator[tuple[str, How]]:
    for each in told.values():
        if stands_beside(each, paragraph, told):
            yield each.id, "beside"


def _quoted(paragraph: Paragraph, told: Told) -> Iterator[tuple[str, How]]:
    """Words between quotation marks that a quote of the report has too."""
    quoted = [" ".join(each.split()).strip(" .,").casefold() for each in _QUOTED.findall(paragraph.text)]
    for each in told.values():
        if quoted and each.kind == "quotes":
            for coding, words in each.parts.items():
                if any(some in words.casefold() for some in quoted):
                    yield f"{each.id}{PART}{coding}", "quoted"


def _numbers(paragraph: Paragraph, told: Told) -> Iterator[str]:
    """Numbers written by hand that stand near the name of what has that number."""
    written = [*numerals(paragraph.text)]
    if not written:
        return
    by_value = {each.value for each in written}
    for evidence in told.values():
        if evidence.kind not in ("number", "figure", "table"):
            continue
        for part, value in evidence.parts.items():
            number = value_of(value) if len(value) <= 12 else ""
            if number in by_value and number:
                names = _names(evidence, part)
                near = stands_beside(evidence, paragraph, told)
                if names and any(
                    _fits(paragraph.text, each, names, near=near) for each in written if each.value == number
                ):
                    yield evidence.id + (f"{PART}{part}" if part else "")


def _names(evidence: Evidence, part: str) -> list[str]:
    """What the number may be called, each of which must be found: a row's name and a column's."""
    if evidence.kind != "number":
        return [each for each in part.split(" · ") if _WORD.search(each)]
    name = evidence.id.removeprefix("var:")
    if name.startswith("themes."):
        return [phrase("narrative.called.codings"), evidence.label]
    first = name.split(".")[0]
    return [phrase(f"narrative.called.{first}")] if first in CALLED else []


CALLED = ("organisations", "informants", "participants", "sessions", "sources", "words", "codings")


def _fits(text: str, number: Numeral, names: list[str], *, near: bool) -> bool:
    """Whether the names stand near the number, in its sentence; beside the figure itself one of them is enough."""
    around = _around(text, number)
    hits = [any(_mentions(around, name) for name in each.split("|")) for each in names]
    return any(hits) if near and len(hits) > 1 else all(hits)


def _around(text: str, number: Numeral) -> str:
    before, after = text[max(0, number.start - NEAR) : number.start], text[number.end : number.end + NEAR]
    ends = [each.end() for each in _SENTENCE.finditer(before)]
    stop = _SENTENCE.search(after)
    return f"{before[ends[-1] :] if ends else before} {after[: stop.start()] if stop else after}".casefold()


def _mentions(around: str, name: str) -> bool:
    """Whether each weighty word of the name stands there, whatever its ending."""
    words = [word for word in _WORD.findall(name.casefold()) if word not in COMMON]
    there = _WORD.findall(around)
    return bool(words) and all(any(_alike(word, each) for each in there) for word in words)


def _alike(word: str, other: str) -> bool:
    if len(word) < 5:
        return word == other or (len(word) > 2 and other in (f"{word}s", f"{word}e", f"{word}en", f"{word}et"))
    stem = word[: max(5, len(word) - 3)]
    return other.startswith(stem)


def label_of(evidence: Evidence) -> str:
    if evidence.kind != "number":
        return evidence.label
    name = evidence.id.removeprefix("var:")
    if name.startswith("themes.") and evidence.label:
        return phrase("narrative.number.theme", theme=evidence.label)
    first = name.split(".")[0]
    return phrase(f"narrative.number.{first}") if first in CALLED else name
