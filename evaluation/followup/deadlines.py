"""Deadlines as people write them: read from a cell or a sentence, and written in each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from re import Match

from evaluation.errors import Problem, problem
from evaluation.followup.deadline_words import AROUND, DATED_PATTERNS, MONTHS, OPEN_PATTERNS, ORDINALS, SEASONS
from evaluation.language import Language, current, phrase
from evaluation.model.deadline import Deadline, DeadlineKind
from evaluation.numbers import MONTHS as MONTH_NAMES
from evaluation.numbers import write_date

WHOLE_MONTHS = ("mars", "mai", "juni", "juli", "May", "June", "July")  # of four letters or fewer


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline at [start, end) of a text. Without a year, it is told as `unknown` and `lacks_year`."""

    start: int
    end: int
    deadline: Deadline
    lacks_year: bool = False
    impossible: bool = False


def read_deadline(
    text: str, *, since: dt.date | None = None, file: object = "", line: int | None = None, place: str = ""
) -> tuple[Deadline, tuple[Problem, ...]]:
    """The deadline a cell holds, and what deserves a look.

    since: a date without a year is the next such date from here on; without it, it is not understood.
    place: the cell, where a line would not say enough. Of several dates the latest counts, and that is told.
    """
    words = " ".join(text.split())
    shown = f"{place}: " if place else ""
    found = find_deadlines(words, since=since)
    for rule, wrong in (("DEADLINE-003", "impossible"), ("DEADLINE-004", "lacks_year")):
        if any(getattr(each, wrong) for each in found) and not any(each.deadline.is_dated for each in found):
            return Deadline("unknown", words=words), (problem(rule, file=file, line=line, words=words, place=shown),)
    if not words:
        return Deadline(), ()
    if not found:
        unknown = problem("DEADLINE-001", file=file, line=line, severity="warning", words=words, place=shown)
        return Deadline("unknown", words=words), (unknown,)
    chosen = _weightiest(found)
    kept = replace(chosen.deadline, words="" if _says_no_more(words, chosen) else words)
    dates = {each.deadline.code for each in found if each.deadline.is_dated}
    if len(dates) < 2:
        return kept, ()
    latest = write_deadline(kept, with_words=False)
    return kept, (
        problem("DEADLINE-002", file=file, line=line, severity="note", words=words, place=shown, chosen=latest),
    )


def parse_deadline(text: str, *, since: dt.date | None = None) -> Deadline:
    """The deadline a text holds; what is not understood is kept as words of one that is `unknown`."""
    return read_deadline(text, since=since)[0]


def find_deadlines(text: str, *, since: dt.date | None = None) -> list[FoundDeadline]:
    """Every deadline in a running text, in the order they stand; none overlaps another."""
    found: list[FoundDeadline] = []
    for each in _matches(text, since):
        if all(each.end <= other.start or other.end <= each.start for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def write_deadline(deadline: Deadline, language: Language | None = None, *, with_words: bool = True) -> str:
    """`1. juli 2011`, `1. halvår 2013`, `løpende`; what was written itself where that says more."""
    chosen = language or current()
    if deadline.kind == "unknown" or (with_words and deadline.words):
        return deadline.words
    if deadline.kind == "day":
        return write_date(dt.date(deadline.year, deadline.part, deadline.day), chosen)
    if deadline.kind == "month":
        return f"{MONTH_NAMES[chosen][deadline.part - 1]} {deadline.year}"
    if deadline.kind == "year":
        return str(deadline.year)
    if deadline.kind == "none":
        return ""
    key = deadline.kind if deadline.kind not in ("half", "quarter", "season") else f"{deadline.kind}.{deadline.part}"
    return phrase(f"deadline.{key}", chosen, year=deadline.year, part=deadline.part)


def _matches(text: str, since: dt.date | None) -> Iterator[FoundDeadline]:
    for kind, pattern in DATED_PATTERNS:
        for match in pattern.finditer(text):
            if each := _dated(kind, match, since):
                yield each
    for open_kind, open_pattern in OPEN_PATTERNS:
        for match in open_pattern.finditer(text):
            if open_kind != "none" or _says_nothing_else(text, match):
                yield FoundDeadline(*match.span(), Deadline(open_kind))


def _dated(kind: DeadlineKind, match: Match[str], since: dt.date | None) -> FoundDeadline | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year, part, day = _year(groups), _part(groups), int(groups.get("day", 0))
    if kind == "month" and year is None and (len(match[0]) < 5 or match[0] == "march") and match[0] not in WHOLE_MONTHS:
        return None  # the English verbs, and names such as Jan
    deadline = Deadline(kind, year or 0, part, day)
    if year is None and since is not None:
        deadline = _next(deadline, since)
    lacks = year is None and since is None
    if lacks:
        fits = _exists(replace(deadline, year=2000))
        return FoundDeadline(*match.span(), Deadline("unknown"), lacks_year=fits, impossible=not fits)
    if not _exists(deadline):
        return FoundDeadline(*match.span(), Deadline("unknown"), impossible=True)
    return FoundDeadline(*match.span(), deadline)


def _year(groups: dict[str, str]) -> int | None:
    written = groups.get("year") or groups.get("year_before")
    if written is None:
        return None
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < 70 else 1900)


def _part(groups: dict[str, str]) -> int:
    if "month" in groups:
        return MONTHS[groups["month"].casefold()[:3]]
    if "season" in groups:
        return SEASONS[groups["season"].casefold()]
    written = (groups.get("part") or groups.get("part_after") or groups.get("number") or "0").rstrip(".").casefold()
    return ORDINALS.get(written) or int(written)


def _exists(deadline: Deadline) -> bool:
    try:
        return deadline.last_day() is not None and not (deadline.kind == "half" and deadline.part > 2)
    except (ValueError, IndexError):
        return False


def _next(deadline: Deadline, since: dt.date) -> Deadline:
    """The first such deadline that ends on or after a day; 29 February waits for a leap year."""
    tries = (replace(deadline, year=since.year + more) for more in range(9))
    fits = (each for each in tries if _exists(each) and not each.is_overdue(since))
    return next(fits, replace(deadline, year=since.year))


def _weightiest(found: list[FoundDeadline]) -> FoundDeadline:
    """The latest date; a bare year weighs less than a date beside it; words only where there is no date."""
    dated = [each for each in found if each.deadline.is_dated]
    exact = [each for each in dated if each.deadline.kind != "year"]
    if dated:
        return max(exact or dated, key=lambda each: each.deadline.order())
    return found[0]


def _says_no_more(words: str, found: FoundDeadline) -> bool:
    return not AROUND.sub("", f"{words[: found.start]}").strip() and not words[found.end :].strip(" .,;)")


def _says_nothing_else(text: str, match: Match[str]) -> bool:
    return text.strip() == match[0]
