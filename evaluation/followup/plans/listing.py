"""What a plan is asked: which tasks there are, what is due, and who is behind."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.followup.plans.words import folded
from evaluation.model.plans import STATUSES, Plan, PlanTask, TaskStatus, parties_in


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks are asked for; None asks for all. party: part of the name of one who prepares or carries out."""

    status: Sequence[TaskStatus] = ()
    section: str | None = None
    party: str | None = None
    goal: int | None = None
    overdue: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task that is due: `last` is the last day, None where there is none; `overdue` on the day asked about."""

    task: PlanTask
    last: dt.date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """A party with tasks that are overdue: those it prepares and those it decides or carries out."""

    party: str
    prepares: tuple[PlanTask, ...]
    decides: tuple[PlanTask, ...]

    @property
    def tasks(self) -> tuple[PlanTask, ...]:
        return tuple(dict.fromkeys((*self.prepares, *self.decides)))


@dataclass(frozen=True, slots=True)
class Standing:
    """How many tasks of a section stand how, and how many of them are overdue."""

    section: str
    counts: dict[TaskStatus, int]
    overdue: int

    @property
    def tasks(self) -> int:
        return sum(self.counts.values())


def find_tasks(
    tasks: Iterable[PlanTask], wanted: Wanted, at: dt.date, *, next_meeting: dt.date | None = None
) -> list[PlanTask]:
    """The tasks that fit everything that is asked for, in their order. What is gone is left out unless asked for."""
    party = folded(wanted.party) if wanted.party else ""
    section = folded(wanted.section) if wanted.section else ""
    return [
        task
        for task in tasks
        if (wanted.gone or task.gone is None)
        and (not wanted.status or task.status in wanted.status)
        and (wanted.goal is None or wanted.goal in task.goals)
        and (not section or section in folded(task.section))
        and (not party or party in folded(f"{task.prepares}\n{task.decides}"))
        and (not wanted.overdue or task.is_overdue(at, next_meeting=next_meeting))
    ]


def due_tasks(
    tasks: Iterable[PlanTask], at: dt.date, by: dt.date, *, next_meeting: dt.date | None = None
) -> list[DueTask]:
    """Open tasks due by a day, the overdue ones first, and those to be done as soon as they can be last."""
    opened = ((task, task.deadline.last_day(at, next_meeting=next_meeting)) for task in tasks if task.is_open)
    chosen = [
        DueTask(task, last, task.is_overdue(at, next_meeting=next_meeting))
        for task, last in opened
        if (last and last <= by) or task.deadline.kind == "soon"
    ]
    return sorted(chosen, key=lambda each: (each.last or dt.date.max, each.task.number))


def behind(tasks: Iterable[PlanTask], at: dt.date, *, next_meeting: dt.date | None = None) -> list[Behind]:
    """The parties with overdue tasks, those with most first."""
    prepares: dict[str, list[PlanTask]] = {}
    decides: dict[str, list[PlanTask]] = {}
    for task in (each for each in tasks if each.is_overdue(at, next_meeting=next_meeting)):
        for found, words in ((prepares, task.prepares), (decides, task.decides)):
            for party in parties_in(words):
                found.setdefault(party, []).append(task)
    listed = [
        Behind(party, tuple(prepares.get(party, ())), tuple(decides.get(party, ())))
        for party in dict.fromkeys((*decides, *prepares))
    ]
    return sorted(listed, key=lambda each: (-len(each.tasks), each.party))


def standing(plan: Plan, at: dt.date, *, next_meeting: dt.date | None = None) -> list[Standing]:
    """A row for each section, in the plan's order. Tasks that are gone do not count."""
    found: dict[str, list[PlanTask]] = {}
    for task in (each for each in plan.tasks if each.gone is None):
        found.setdefault(task.section, []).append(task)
    return [_standing(section, tasks, at, next_meeting) for section, tasks in found.items()]


def _standing(section: str, tasks: Sequence[PlanTask], at: dt.date, next_meeting: dt.date | None) -> Standing:
    counted = Counter(task.status for task in tasks)
    late = sum(task.is_overdue(at, next_meeting=next_meeting) for task in tasks)
    return Standing(section, {status: counted[status] for status in STATUSES}, late)
