"""An action plan: what is to be done, by whom and when, and how each task has stood."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args

from evaluation.model.deadline import NO_DEADLINE, Deadline

TaskStatus = Literal["not-started", "under-way", "done", "dropped"]
STATUSES: tuple[TaskStatus, ...] = get_args(TaskStatus)
OPEN: tuple[TaskStatus, ...] = ("not-started", "under-way")
GOALS = (1, 2, 3)

# «og» parts two names where a capital letter follows, or a word for those who take part; in `Arbeids- og
# velferdsdirektoratet`, `Rådet for arbeid og pensjon` and `Ministry of Health and Care Services` it does not.
_BODY = r"\w+(?:ene|ane|departementet|direktoratet|tilsynet|gruppen|gruppa|rådet|forbund\w*|foreninger|foreiningar)\b"
_BETWEEN = re.compile(
    r"\s*[;\n]\s*|,\s+(?:og\s+|and\s+)?|\s+(?i:i\s+samarbeid\s+med|in\s+co-?operation\s+with|samt)\s+"
    rf"|(?<![-‐‑–])\s+(?:og|and|&)\s+(?:the\s+)?(?=[A-ZÆØÅ]|{_BODY})"
    r"(?!(?:[A-Z]\w+\s+)*(?:Affairs|Services|Inclusion)\b)"
)


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """How a task stood from a day on, and who said so. None is ever taken away.

    `at` is the day it holds from, `kept` the moment it was written down. `gone`: the plan no longer held the task.
    """

    at: dt.date
    who: str
    status: TaskStatus
    deadline: Deadline = NO_DEADLINE
    remark: str = ""
    gone: bool = False
    kept: str = ""
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One thing to be done. `number` is its own in the plan; `decides` are those who decide or carry out.

    `gone`: since when the plan no longer holds it. `history` is the oldest first, and the last one says how it stands.
    """

    title: str
    number: str = ""
    section: str = ""
    prepares: str = ""
    decides: str = ""
    deadline: Deadline = NO_DEADLINE
    status: TaskStatus = "not-started"
    remark: str = ""
    goals: tuple[int, ...] = ()
    gone: dt.date | None = None
    history: tuple[StatusUpdate, ...] = ()
    plan: str = field(default="", compare=False)
    id: int | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN and self.gone is None

    def is_overdue(self, at: dt.date, *, next_meeting: dt.date | None = None) -> bool:
        return self.is_open and self.deadline.is_overdue(at, next_meeting=next_meeting)

    @property
    def parties(self) -> tuple[str, ...]:
        """Who prepares, decides or carries out, each once."""
        return tuple(dict.fromkeys((*parties_in(self.prepares), *parties_in(self.decides))))


@dataclass(frozen=True, slots=True)
class PlanSection:
    """Tasks that belong together, and what they are to lead to."""

    title: str
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan as it stands. `updated`: the day of the last version that came in."""

    name: str
    title: str = ""
    updated: dt.date | None = None
    sections: tuple[PlanSection, ...] = ()
    tasks: tuple[PlanTask, ...] = ()
    id: int | None = field(default=None, compare=False)

    @property
    def last_said(self) -> dt.date | None:
        """The last day anything was said of it: by a version, or by a status given by hand."""
        days = (self.updated, *(entry.at for task in self.tasks for entry in task.history))
        return max((day for day in days if day), default=None)

    def aim_of(self, section: str) -> str:
        return next((each.aim for each in self.sections if each.title == section), "")


@lru_cache(maxsize=4096)
def parties_in(words: str) -> tuple[str, ...]:
    """The parties a cell names: `AD, HOD og Nav` are three, `Arbeids- og velferdsdirektoratet` is one."""
    found = (each.strip(" .,") for each in _BETWEEN.split(words))
    return tuple(dict.fromkeys(each for each in found if each))
