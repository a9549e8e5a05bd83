"""What has changed in a plan from one version to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from evaluation.errors import Problem, problem
from evaluation.followup.plans.matching import OTHER, Matching, match
from evaluation.model.plans import Plan, PlanTask, StatusUpdate

ChangeKind = Literal[
    "new", "gone", "back", "status", "deadline", "owners", "title", "number", "section", "remark", "goals"
]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task before and after; one of them is None where it is new or gone."""

    before: PlanTask | None
    after: PlanTask | None
    kinds: tuple[ChangeKind, ...]

    @property
    def task(self) -> PlanTask:
        """The task as it stands now."""
        found = self.after or self.before
        if found is None:
            raise ValueError(self)
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changes` in the order of the newer plan, what is gone last. same: how many tasks say what they said."""

    changes: tuple[TaskChange, ...]
    same: int = 0

    def of_kind(self, kind: ChangeKind) -> list[TaskChange]:
        return [each for each in self.changes if kind in each.kinds]


def compare(before: Plan, after: Plan, matching: Matching | None = None) -> Comparison:
    """Tasks that were gone already and still are, are left out."""
    found = matching or match(before.tasks, after.tasks)
    partner = {id(each.after): each.before for each in found.pairs}
    changes = []
    for task in after.tasks:
        old = partner.get(id(task))
        kinds = _differences(old, task) if old else () if task.gone else ("new",)
        changes.append(TaskChange(old, task, kinds))
    gone = [TaskChange(task, None, ("gone",)) for task in found.gone if task.gone is None]
    told = [each for each in changes if each.kinds]
    return Comparison((*told, *gone), len(changes) - len(told))


def notes(matching: Matching, kept: Plan, file: str) -> Iterator[Problem]:
    """What deserves a look in how tasks were found again, and in how they stand now."""
    now = {task.id: task for task in kept.tasks}
    for pair in matching.pairs:
        told = {"number": pair.after.number or pair.before.number, "title": pair.after.title, "old": pair.before.title}
        if pair.by == "number" and pair.likeness < OTHER:
            yield problem("PLAN-018", file=file, line=None, severity="warning", **told)
        elif pair.by == "near":
            yield problem("PLAN-019", file=file, line=None, severity="warning", **told)
        if pair.before.status == "done" and now[pair.before.id].status == "not-started":
            yield problem("PLAN-033", file=file, line=None, severity="warning", **told)
    for new, old in matching.resembling:
        yield problem("PLAN-020", file=file, severity="warning", number=old.number, title=new.title, old=old.title)


def as_of(plan: Plan, day: dt.date) -> Plan:
    """The plan as it stood at the end of a day: tasks that came later are not in it."""
    tasks = ((task, [each for each in task.history if each.at <= day]) for task in plan.tasks)
    return replace(plan, tasks=tuple(_then(task, past) for task, past in tasks if past))


def _then(task: PlanTask, past: list[StatusUpdate]) -> PlanTask:
    last = past[-1]
    gone = task.gone or last.at if last.gone else None
    return replace(task, status=last.status, deadline=last.deadline, remark=last.remark, gone=gone, history=tuple(past))


def _differences(before: PlanTask, after: PlanTask) -> tuple[ChangeKind, ...]:
    differs: dict[ChangeKind, bool] = {
        "gone": before.gone is None and after.gone is not None,
        "back": before.gone is not None and after.gone is None,
        "status": before.status != after.status,
        "deadline": before.deadline != after.deadline,
        "owners": (before.prepares, before.decides) != (after.prepares, after.decides),
        "title": before.title != after.title,
        "number": bool(after.number) and before.number != after.number,
        "section": before.section != after.section,
        "remark": before.remark != after.remark,
        "goals": before.goals != after.goals,
    }
    return tuple(kind for kind in KINDS if differs.get(kind))
