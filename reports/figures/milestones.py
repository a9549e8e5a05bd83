"""The occasions on which data were collected, and what is said of them in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import NO_BREAK, write_date
from reports.figures.lettering import one_line
from reports.figures.wording import NAMED, quote, write_count

Period = tuple[dt.date | None, dt.date | None]
OTHER = "other"
KINDS = (
    *("focus-group", "interview", "telephone", "video", "written-answer", "supplement", "survey-wave", "meeting"),
    OTHER,
)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One occasion; `kind` is a session's kind (`focus-group`, `telephone` …), any other counts as `other`."""

    date: dt.date
    label: str
    kind: str

    @property
    def known_kind(self) -> str:
        return self.kind if self.kind in KINDS else OTHER


def kinds_of(sessions: Sequence[Milestone]) -> dict[str, int]:
    """How many there are of each kind, in the order kinds are always named."""
    counted = Counter(each.known_kind for each in sessions)
    return {kind: counted[kind] for kind in KINDS if counted[kind]}


def labels_of(sessions: Sequence[Milestone], language: Language) -> list[str]:
    """`Fokusgruppe, 22. april`, with the year when they are not all in the same."""
    write_day = _day if len({each.date.year for each in sessions}) == 1 else write_date
    dated = [(one_line(each.label), write_day(each.date, language).replace(" ", NO_BREAK)) for each in sessions]
    return [", ".join(part for part in parts if part) for parts in dated]


def period_words(period: Period, language: Language) -> str:
    """`Evalueringsperioden: 2. februar til 20. juni 2026`; open sides as `fra …`, `til …`; nothing when not given."""
    first, last = period
    if first and last:
        return phrase("figure.timeline.period", language, dates=_span(first, last, language))
    if first:
        return phrase("figure.timeline.period_from", language, date=write_date(first, language))
    return phrase("figure.timeline.period_to", language, date=write_date(last, language)) if last else ""


def alternative(sessions: Sequence[Milestone], period: Period, language: Language) -> str:
    """One to three sentences: how many of what and when, what was first and last, the period. By date, not empty."""
    first, last = sessions[0].date, sessions[-1].date
    counted = [write_count(f"figure.timeline.count.{kind}", n, language) for kind, n in kinds_of(sessions).items()]
    words = {"sessions": enumerate_words(counted, language)}
    if first == last:
        parts = [phrase("figure.timeline.alternative_day", language, dates=write_date(first, language), **words)]
    else:
        span = _span(first, last, language)
        parts = [phrase("figure.timeline.alternative", language, dates=span, **words), _ends(sessions, language)]
    parts += [f"{each}." for each in [period_words(period, language)] if each]
    return " ".join(part for part in parts if part)


def _ends(sessions: Sequence[Milestone], language: Language) -> str:
    """What came first and last; nothing where that is more than can be named, or has no name."""
    first, last = (
        [one_line(each.label) for each in sessions if each.date == end] for end in (sessions[0].date, sessions[-1].date)
    )
    if max(len(first), len(last)) > NAMED or not all(first + last):
        return ""
    first, last = ([quote(name, language) for name in names] for names in (first, last))
    names = {"first": enumerate_words(first, language), "last": enumerate_words(last, language)}
    return phrase("figure.timeline.ends", language, **names)


def _span(first: dt.date, last: dt.date, language: Language) -> str:
    beginning = _day(first, language) if first.year == last.year else write_date(first, language)
    return phrase("figure.timeline.span", language, first=beginning, last=write_date(last, language))


def _day(date: dt.date, language: Language) -> str:
    return write_date(date, language).rsplit(" ", 1)[0]
