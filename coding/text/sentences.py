"""Parts a text into sentences, for Norwegian and English, as printed, spoken and taken from PDF.

NLTK's Punkt does the work with the abbreviations kept here, so nothing is downloaded. A sentence never reaches over
the end of a paragraph, a point or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coding.text.abbreviations import ABBREVIATIONS, AFTER_ORDINAL, LAST_WORDS
from coding.text.paragraphs import paragraphs
from coding.text.spans import Span, trimmed
from evaluation.language import Language

_END_BEFORE_WORD = re.compile(r"[.!?]\s+(?=[^\W_])")
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}")
_POSSIBLE_END = re.compile(r"[.!?…]\S*\s+\S")
_NUMBER_LAST = re.compile(r"(?:^|\s)\d{1,2}\.\Z")
_NUMBER_ALONE = re.compile(r"\d{1,2}\.\Z")
_LAST_WORD = re.compile(r"[^\s(\[«\"“]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_UNFINISHED = re.compile(r"(?:\.\.|…|[»”\"')\]])\Z")


def sentences(text: str, start: int = 0, end: int | None = None, language: Language = "nb") -> tuple[Span, ...]:
    """The sentences of text[start:end] as trimmed stretches of the text, in order."""
    parts = paragraphs(text, start, end)
    return tuple(sentence for part in parts for sentence in sentences_of_paragraph(text, part, language))


def is_surely_parted(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends before the last word of text[start:end], whatever language it is in."""
    ends = _END_BEFORE_WORD.finditer(text, start, end)
    return any(_is_sure(_word_before(text, 0, found.start()), *ABBREVIATIONS) for found in ends)


def sentences_of_paragraph(text: str, paragraph: Span, language: Language = "nb") -> list[Span]:
    words = text[paragraph.start : paragraph.end]
    found = [sentence for piece in _pieces(words, language) for sentence in _sentences_of_piece(words, piece, language)]
    spans = (trimmed(text, paragraph.start + start, paragraph.start + end) for start, end in found)
    return [span for span in spans if span.start < span.end]


def _pieces(words: str, language: Language) -> Iterator[Span]:
    """The paragraph parted where there is no doubt: after a plain word, before a letter or a figure.

    Punkt would part it there too; asking it only where there is doubt is several times as fast.
    """
    start = 0
    for found in _END_BEFORE_WORD.finditer(words):
        if _is_sure(_word_before(words, start, found.start()), language):
            yield Span(start, found.end())
            start = found.end()
    yield Span(start, len(words))


def _word_before(words: str, start: int, end: int) -> str:
    """All that stands without white space before this end; nothing when white space does."""
    last = words[max(words.rfind(" ", start, end), start) : end]
    return last.split()[-1] if last and not last[-1].isspace() else ""


def _sentences_of_piece(words: str, piece: Span, language: Language) -> list[Span]:
    if not _POSSIBLE_END.search(words, *piece):
        return [piece]
    from coding.text.punkt import punkt  # NLTK takes a second to load: not before somebody is in doubt

    found: list[Span] = []
    for here, there in punkt(language).span_tokenize(_with_plain_blanks(words[piece.start : piece.end])):
        start, end = piece.start + here, piece.start + there
        if found and _goes_on(words[found[-1].start : found[-1].end], words[start:end], language):
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found


def _with_plain_blanks(words: str) -> str:
    # Punkt takes what no-break spaces hold together for one word.
    return words.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2007", " ")


def _is_sure(word: str, *languages: Language) -> bool:
    """Whether a full stop after this word ends a sentence: it is a plain word, and no abbreviation in any of these."""
    if not _PLAIN_WORD.fullmatch(word):
        return False
    return not any(word.lower() in known[each] for each in languages for known in (ABBREVIATIONS, LAST_WORDS))


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
