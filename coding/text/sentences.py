"""Parts a text into sentences, for Norwegian and English, as printed, spoken and taken from PDF.

NLTK's Punkt does the work with the abbreviations kept here, so nothing is downloaded. A sentence never reaches over
the end of a paragraph, a point or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from coding.text.abbreviations import ABBREVIATIONS, AFTER_ORDINAL, LAST_WORDS
from coding.text.paragraphs import paragraphs
from coding.text.spans import Span, trimmed
from evaluation.language import Language

_END = re.compile(r"[.!?…]")
_NUMBER_LAST = re.compile(r"(?:^|\s)\d{1,2}\.\Z")
_NUMBER_ALONE = re.compile(r"\d{1,2}\.\Z")
_LAST_WORD = re.compile(r"[^\s(\[«\"“]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_UNFINISHED = re.compile(r"(?:\.\.|…|[»”\"')\]])\Z")


class _Signs(PunktLanguageVars):  # type: ignore[misc]
    sent_end_chars = (".", "?", "!", "…")


def sentences(text: str, start: int = 0, end: int | None = None, language: Language = "nb") -> tuple[Span, ...]:
    """The sentences of text[start:end] as trimmed stretches of the text, in order."""
    parts = paragraphs(text, start, end)
    return tuple(sentence for part in parts for sentence in sentences_of_paragraph(text, part, language))


def sentences_of_paragraph(text: str, paragraph: Span, language: Language = "nb") -> list[Span]:
    words = text[paragraph.start : paragraph.end]
    if not _END.search(words):
        return [paragraph]
    found: list[Span] = []
    for here, there in _punkt(language).span_tokenize(words):
        if found and _goes_on(words[found[-1].start : found[-1].end], words[here:there], language):
            found[-1] = Span(found[-1].start, there)
        else:
            found.append(Span(here, there))
    return list(_placed(text, paragraph.start, found))


def _placed(text: str, offset: int, found: list[Span]) -> Iterator[Span]:
    spans = (trimmed(text, offset + each.start, offset + each.end) for each in found)
    return (span for span in spans if span.start < span.end)


@cache
def _punkt(language: Language) -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS[language])
    return PunktSentenceTokenizer(parameters, lang_vars=_Signs())


def _goes_on(before: str, after: str, language: Language) -> bool:
    """Whether what Punkt parted is one sentence all the same."""
    if _NUMBER_ALONE.match(before):
        return True
    if _NUMBER_LAST.search(before):
        first = _FIRST_WORD.match(after)
        return after[0].islower() or bool(first and first.group().lower() in AFTER_ORDINAL)
    if not (after[0].islower() or after[0].isdigit()):
        return False
    return bool(_UNFINISHED.search(before) and after[0].islower()) or _ends_abbreviated(before, language)


def _ends_abbreviated(before: str, language: Language) -> bool:
    last = _LAST_WORD.search(before)
    return last is not None and last.group().lower().removesuffix(".") in LAST_WORDS[language]
