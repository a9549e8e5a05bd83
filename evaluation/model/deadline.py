"""When something is to be done: a day, a stretch of a year, again and again, or as soon as it can be."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

DatedKind = Literal["day", "week", "month", "quarter", "half", "season", "year"]
RecurringKind = Literal["monthly", "quarterly", "twice", "yearly"]
OpenKind = Literal["next-meeting", "soon", "running", "none", "unknown"]
DeadlineKind = DatedKind | RecurringKind | OpenKind
DATED: tuple[DatedKind, ...] = get_args(DatedKind)
RECURRING: tuple[RecurringKind, ...] = get_args(RecurringKind)
KINDS: tuple[DeadlineKind, ...] = (*DATED, *RECURRING, *get_args(OpenKind))

_SEASON_ENDS = {1: (6, 30), 2: (8, 31), 3: (12, 31)}  # spring and autumn last as long as their half-years
_CODES: tuple[tuple[DatedKind, str], ...] = (
    ("day", r"(\d{4})-(\d\d)-(\d\d)"),
    ("week", r"(\d{4})-W(\d\d)"),
    ("month", r"(\d{4})-(\d\d)"),
    ("quarter", r"(\d{4})-Q(\d)"),
    ("half", r"(\d{4})-H(\d)"),
    ("season", r"(\d{4})-S(\d)"),
    ("year", r"(\d{4})"),
)
_WRITTEN: dict[str, str] = {
    "day": "{0.year:04d}-{0.part:02d}-{0.day:02d}",
    "week": "{0.year:04d}-W{0.part:02d}",
    "month": "{0.year:04d}-{0.part:02d}",
    "quarter": "{0.year:04d}-Q{0.part}",
    "half": "{0.year:04d}-H{0.part}",
    "season": "{0.year:04d}-S{0.part}",
    "year": "{0.year:04d}",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is to be done.

    part: the month, week, quarter, half-year or season (1 spring, 2 summer, 3 autumn) of the year. words: what was
    written, where that says more than the deadline or was not understood.
    """

    kind: DeadlineKind = "none"
    year: int = 0
    part: int = 0
    day: int = 0
    words: str = ""

    @classmethod
    def on(cls, date: dt.date, words: str = "") -> Deadline:
        return cls("day", date.year, date.month, date.day, words)

    @property
    def code(self) -> str:
        """How it is stored: `2013-06-01`, `2013-06`, `2013-H1`, `running`, …; the words stand beside it."""
        return _WRITTEN.get(self.kind, self.kind).format(self)

    @property
    def is_dated(self) -> bool:
        return self.kind in DATED

    @property
    def recurs(self) -> bool:
        return self.kind in RECURRING

    def last_day(self, today: dt.date | None = None, *, next_meeting: dt.date | None = None) -> dt.date | None:
        """The day by which it is to be done; of one that recurs, the last day of the period that `today` lies in."""
        if self.kind == "next-meeting":
            return next_meeting
        if self.recurs:
            return _end_of_period(self.kind, today) if today else None
        return _end(self) if self.is_dated else None

    def is_overdue(self, at: dt.date, *, next_meeting: dt.date | None = None) -> bool:
        """Whether its last day lies before `at`. What recurs, runs on or has no date never is."""
        last = None if self.recurs else self.last_day(next_meeting=next_meeting)
        return last is not None and last < at

    def order(self, *, next_meeting: dt.date | None = None) -> tuple[dt.date, int, str]:
        """What deadlines are sorted by: those with a last day first, then by how open they are."""
        return (self.last_day(next_meeting=next_meeting) or dt.date.max, KINDS.index(self.kind), self.words)


NO_DEADLINE = Deadline()


def deadline_of(code: str, words: str = "") -> Deadline:
    """The deadline that is stored as this code; raises ValueError for any other text."""
    for kind, pattern in _CODES:
        if found := re.fullmatch(pattern, code):
            year, part, day = (*map(int, found.groups()), 0, 0)[:3]
            return Deadline(kind, year, part, day, words)
    if code in KINDS and code not in DATED:
        return Deadline(code, words=words)
    raise ValueError(code)


def end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _end(deadline: Deadline) -> dt.date:
    year, part = deadline.year, deadline.part
    if deadline.kind == "day":
        return dt.date(year, part, deadline.day)
    if deadline.kind == "week":
        return dt.date.fromisocalendar(year, part, 7)
    if deadline.kind == "season":
        return dt.date(year, *_SEASON_ENDS[part])
    months = {"month": part, "quarter": 3 * part, "half": 6 * part, "year": 12}
    return end_of_month(year, months[deadline.kind])


def _end_of_period(kind: str, today: dt.date) -> dt.date:
    length = {"monthly": 1, "quarterly": 3, "twice": 6, "yearly": 12}[kind]
    return end_of_month(today.year, -(-today.month // length) * length)
