"""The ways people write who speaks, found at the beginning of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from evaluation.sources.clock import seconds
from evaluation.sources.extract import Line

Form = Literal["colon", "time", "bold", "tab"]

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_BEFORE, _AFTER = (rf"[\[(#]?(?P<{group}>{_CLOCK})(?:-\d)?[\])#]?" for group in ("before", "after"))
_DASH = r"\s*(?:[-–—•·*]\s+|>+\s*)?"
_MARKUP = r"(?:\*\*|__)?"
_NAME = r"(?P<label>[^\W_][^\n:\[\]<>*?!;\"«»\t]{0,70}?)"

_COLON = re.compile(
    rf"{_DASH}{_MARKUP}(?:{_BEFORE}[\s,–-]*)?{_MARKUP}\[?{_NAME}\]?{_MARKUP}(?:\s+{_AFTER})?\s*{_MARKUP}:{_MARKUP}"
    r"(?=\s|$|[A-ZÆØÅ«\"(])\s*"
)
_THEN_TIME = re.compile(rf"{_DASH}{_MARKUP}{_NAME}{_MARKUP}[\s,–-]+{_AFTER}{_MARKUP}\s*$")
_TIME_THEN = re.compile(rf"{_DASH}{_MARKUP}{_BEFORE}[\s,–-]+{_MARKUP}{_NAME}{_MARKUP}\s*$")
_TAB = re.compile(rf"{_DASH}(?:{_BEFORE}\s+)?{_NAME} *(?:\t *{_AFTER} *)?\t\s*")
_STARS = re.compile(rf"{_DASH}(?:{_BEFORE}[\s,–-]*)?(?:\*\*|__){_NAME}(?:\*\*|__)(?:\s+|$)")
_FORMS: tuple[tuple[Form, re.Pattern[str], str], ...] = (
    ("colon", _COLON, ":"),
    ("time", _THEN_TIME, ":"),
    ("time", _TIME_THEN, ":"),
    ("bold", _STARS, "**"),
    ("bold", _STARS, "__"),
    ("tab", _TAB, "\t"),
)
_LOOKED_AT = 120


@dataclass(frozen=True, slots=True)
class Mark:
    """What may be a speaker's label: the words of the line begin at `start`, after it."""

    label: str
    start: int
    form: Form
    time: float | None = None


def mark_of(line: Line) -> Mark | None:
    """The label a line may begin with; whether it is one is for `consistency` to say."""
    text = line.text
    head = text[:_LOOKED_AT]
    for form, pattern, sign in _FORMS:
        if sign in head and (match := pattern.match(text)):
            found = match.groupdict()
            time = found.get("before") or found.get("after")
            return Mark(_tidy(match["label"]), match.end(), form, seconds(time) if time else None)
    return _bold_mark(line) if line.bold else None


def _bold_mark(line: Line) -> Mark | None:
    """A name in bold before words that are not, or alone on its line."""
    label = _tidy(line.text[: line.bold])
    if not label or not label[0].isalnum() or len(label) > 60:
        return None
    rest = line.text[line.bold :]
    return Mark(label, line.bold + len(rest) - len(rest.lstrip(" \t:")), "bold")


def _tidy(label: str) -> str:
    return " ".join(label.split()).strip(" -–,:")
