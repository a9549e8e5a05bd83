"""The months a timeline covers, and which of them there is room to name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.language import Language, phrase
from evaluation.numbers import MONTHS
from reports.figures.lettering import widest

APART = 8.0
PERIODS = (1, 2, 3, 6, 12)


def month_of(date: dt.date, later: int = 0) -> dt.date:
    """The first day of the month, or of one so many months later."""
    months = date.year * 12 + date.month - 1 + later
    return dt.date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whole months laid over a width of points: from the first day of one to the first day after the last."""

    first: dt.date
    after: dt.date
    left: float
    right: float

    def at(self, date: dt.date) -> float:
        """Where the beginning of this day is."""
        share = (date - self.first).days / (self.after - self.first).days
        return self.left + share * (self.right - self.left)

    @property
    def months(self) -> list[dt.date]:
        count = (self.after.year - self.first.year) * 12 + self.after.month - self.first.month
        return [month_of(self.first, later) for later in range(count)]


def calendar(dates: Iterable[dt.date], left: float, right: float) -> Calendar:
    """The months from the first to the last of these dates."""
    known = sorted(dates)
    return Calendar(month_of(known[0]), month_of(known[-1], 1), left, right)


def named_months(months: Calendar, language: Language) -> list[tuple[dt.date, str]]:
    """The months to name: every one in full, every one cut short, or every second, third, sixth, twelfth."""
    short = phrase("figure.timeline.months", language).split()
    room = (months.right - months.left) / len(months.months) - APART
    names = MONTHS[language] if widest(list(MONTHS[language])) <= room else short
    needed = widest(list(names))
    step = next((each for each in PERIODS if needed <= each * room + (each - 1) * APART), PERIODS[-1])
    return [(each, names[each.month - 1]) for each in months.months if (each.month - 1) % step == 0]
