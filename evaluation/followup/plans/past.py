"""How a task has stood, as one text: a line for each entry, in a cell of a table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from evaluation.followup.deadlines import parse_deadline, write_deadline
from evaluation.followup.plans.words import statuses_in
from evaluation.language import Language, phrase
from evaluation.model.plans import StatusUpdate

_ESCAPES = {"\\": "\\\\", "|": "\\|", "\n": "\\n"}
_BACK = {"n": "\n"}
_PARTS = re.compile(r"(?<!\\)(?:\\\\)*\|")


def write_past(history: Iterable[StatusUpdate], language: Language | None = None) -> str:
    """`2012-11-16 | ola | under arbeid | 1. halvår 2013 | merknad`, the oldest first."""
    return "\n".join(" | ".join(map(_escaped, _parts(entry, language))) for entry in history)


def read_past(text: str) -> Iterator[StatusUpdate | str]:
    """The entries, or the line itself where one cannot be read."""
    for line in filter(str.strip, text.split("\n")):
        yield _entry([_plain(part.strip()) for part in _split(line)]) or line


def _parts(entry: StatusUpdate, language: Language | None) -> tuple[str, ...]:
    status = phrase(f"plan.status.{entry.status}", language)
    gone = (phrase("plan.gone", language),) if entry.gone else ()
    return (entry.at.isoformat(), entry.who, status, write_deadline(entry.deadline, language), entry.remark, *gone)


def _entry(parts: list[str]) -> StatusUpdate | None:
    date, who, status, deadline, remark, gone = [*parts, *[""] * 6][:6]
    found = statuses_in(status)
    try:
        at = dt.date.fromisoformat(date)
    except ValueError:
        return None
    if len(found.statuses) != 1 or found.says_more:
        return None
    return StatusUpdate(at, who, found.statuses[0], parse_deadline(deadline), remark, bool(gone))


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _split(line: str) -> list[str]:
    parts, last = [], 0
    for found in _PARTS.finditer(line):
        parts.append(line[last : found.end() - 1])
        last = found.end()
    return [*parts, line[last:]]


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _BACK.get(found[1], found[1]), text)
