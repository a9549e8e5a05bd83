"""The lines of a transcript told apart: words, headings, and what is not speech."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coding.transcripts.consistency import speaking
from coding.transcripts.labels import Mark, mark_of
from evaluation.sources.clock import seconds
from evaluation.sources.extract import Line
from evaluation.sources.speakers import label_key

Kind = Literal["words", "heading", "aside"]

_ASIDE = re.compile(
    r"\s*[*_]{0,2}(?:\((?:[^()]|\([^()]*\))*\)|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|<[^<>]+>)[*_]{0,2}[.\s]*$"
    r"|\s*(?:[-*_=–—]\s*){3,}$"
)
_TIME_ALONE = re.compile(r"\s*[\[(#]?(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)(?:-\d)?[\])#]?\s*$")
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s+\S|[*_]{0,2}(?:spørsmål|spm\.?|question|tema|topic|temaområde|delspørsmål|del)\s*\d{1,3}[a-z]?\b)",
    re.IGNORECASE,
)
_LONG = 12
_QUESTION_ALONE = re.compile(r"\s*(?:\*\*|__)[^*_]+(?:\*\*|__)\s*$")
_ANSWER = re.compile(r"\s*(?:\*\*|__)?(?:svar|answer)(?:\*\*|__)?:(?:\*\*|__)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A line that is not blank: [start, end) of the text, without label and outer white space."""

    kind: Kind
    start: int
    end: int
    line: int | None
    label: str | None = None  # empty: the format, which knows who speaks, does not know it here
    speaker: str = ""
    start_time: float | None = None
    end_time: float | None = None


def passages(lines: Sequence[Line], asked: Container[str] = (), identifiers: Container[str] = ()) -> Iterator[Passage]:
    """Each line that is not blank. A line that is one of the questions `asked`, folded, is a heading; what looks
    like a label but is the identifier of a question is no speaker.
    """
    found = [None if line.speaker or _is_aside(line.text) else mark_of(line) for line in lines]
    names = [mark if mark and label_key(mark.label) in identifiers else None for mark in found]
    labels = speaking(lines, [None if name else mark for name, mark in zip(names, found, strict=True)])
    unknown = "" if any(line.speaker for line in lines) else None
    at = 0
    for line, mark, name in zip(lines, found, names, strict=True):
        if name:
            yield from _named(line, at, name, conversation=bool(labels))
        elif line.speaker or (mark and label_key(mark.label) in labels):
            yield _spoken(line, at, mark)
        elif line.text.strip(" \t[]()").casefold() in identifiers:
            yield Passage("heading", at, at + len(line.text), line.number)
        elif line.text.strip():
            is_heading = _is_heading(line, asked, conversation=bool(labels))
            yield _other(line, at, unknown, heading=is_heading)
        at += len(line.text) + 1


def fold(text: str) -> str:
    """A wording without case, numbering, markup and punctuation, so that two of the same compare equal."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"^[\s#*_]*(?:\d{1,2}[a-z]?[.)]\s)?", "", text).casefold()))


def _named(line: Line, at: int, name: Mark, *, conversation: bool) -> Iterator[Passage]:
    """A line that begins with a question's identifier: the question, or in written answers the answer to it."""
    start, end = _trimmed(line.text, 0)
    words, _ = _trimmed(line.text, name.start)
    is_question = conversation or words >= end or line.text.endswith("?", 0, end)
    yield Passage("heading", at + start, at + (end if is_question else words), line.number)
    if not is_question:
        yield Passage("words", at + words, at + end, line.number)


def _spoken(line: Line, at: int, mark: Mark | None) -> Passage:
    """Words with a label before them, or of a speaker the format knows."""
    written = f"{line.speaker}: "
    begins = mark.start if mark else len(written) * line.text.startswith(written)
    label = mark.label if mark else line.speaker
    time = line.start_time if mark is None or mark.time is None else mark.time
    start, end = _trimmed(line.text, begins)
    label_here = label if mark or begins else None
    return Passage("words", at + start, at + end, line.number, label_here, label, time, line.end_time)


def _other(line: Line, at: int, label: str | None, *, heading: bool) -> Passage:
    start, end = _trimmed(line.text, 0)
    if time := _TIME_ALONE.match(line.text):
        return Passage("aside", at + start, at + end, line.number, start_time=seconds(time[1]))
    if _is_aside(line.text):
        return Passage("aside", at + start, at + end, line.number)
    if heading:
        return Passage("heading", at + start, at + end, line.number)
    if answer := _ANSWER.match(line.text):
        start, end = _trimmed(line.text, answer.end())
    return Passage("words", at + start, at + end, line.number, label, "", line.start_time, line.end_time)


def _trimmed(text: str, begins: int) -> tuple[int, int]:
    words = text[begins:]
    start = begins + len(words) - len(words.lstrip())
    return start, max(start, len(text.rstrip()))


def _is_aside(text: str) -> bool:
    return _ASIDE.match(text) is not None


def _is_heading(line: Line, asked: Container[str], *, conversation: bool) -> bool:
    """By its form, or by its wording. Among turns a long line in bold is more of what the moderator says."""
    text = line.text
    if line.heading or _HEADING.match(text) or (asked and len(text) < 400 and fold(text) in asked):
        return True
    in_bold = (line.bold and line.bold >= len(text.rstrip())) or _QUESTION_ALONE.match(text)
    return bool(in_bold) and not (conversation and len(text.split()) > _LONG)
