"""A plan changed task by task: what is said of one from a day on, and new ones; each change one act."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from evaluation.errors import Problem, fail, problem
from evaluation.followup.plans.keeping import Signed, entry_of, grouped, numbered, plan_of, task_of
from evaluation.model.deadline import Deadline
from evaluation.model.finding import hash_of
from evaluation.model.plans import Plan, PlanSection, PlanTask, StatusUpdate, TaskStatus
from evaluation.numbers import write_date
from evaluation.store import plans as stored
from evaluation.store.act import Act
from evaluation.store.changes import row_changes
from evaluation.study import Study

ACTS = ("plan.update", "plan.add", "plan.import")  # those that change what a task says
WORDS = ("title", "section", "prepares", "decides")  # what a task says beside how it stands


@dataclass(frozen=True, slots=True)
class TaskUpdate:
    """What is to be said of a task; None leaves it as it stands. at: since when it stands so."""

    status: TaskStatus | None = None
    deadline: Deadline | None = None
    remark: str | None = None
    at: dt.date | None = None
    title: str | None = None
    section: str | None = None
    prepares: str | None = None
    decides: str | None = None

    @property
    def words(self) -> dict[str, str]:
        return {name: " ".join(told.split()) for name in WORDS if (told := getattr(self, name)) is not None}

    @property
    def says_how_it_stands(self) -> bool:
        return (self.status, self.deadline, self.remark, self.at) != (None, None, None, None)


@dataclass(frozen=True, slots=True)
class Reworded:
    """What a task was called, where it stood and who was responsible, where an act changed that: before and after."""

    at: str
    who: str
    words: dict[str, tuple[str, str]]


def stamp_of(task: PlanTask) -> str:
    """What a task says, as a hash: two people who change the same one find out by it."""
    said = [task.number, *(getattr(task, name) for name in WORDS), task.status, task.remark, str(task.gone or "")]
    return hash_of(json.dumps([*said, task.deadline.code, task.deadline.words], ensure_ascii=False))


def find_task(study: Study, id_: int) -> tuple[Plan, PlanTask]:
    """The task with this id, and its plan. Raises PLAN-062 where there is none."""
    with study.store.reading() as connection:
        for plan in stored.read_plans(connection):
            for task in plan.tasks:
                if task.id == id_:
                    return plan, task
    raise fail("PLAN-062", number=id_)


def update_task(
    study: Study, plan: Plan, number: str, update: TaskUpdate, *, was: str | None = None
) -> tuple[PlanTask, tuple[Problem, ...]]:
    """Say what a task is and how it stands from a day on; an earlier day than its last entry leaves that one standing.

    was: the stamp of what the writer saw. Raises PLAN-061 where it says something else by now, PLAN-023 for a day to
    come, PLAN-064 for a task without words.
    """
    task_of(plan, number)
    today = dt.date.today()
    at = update.at or today
    if at > today:
        raise fail("PLAN-023", number=number, date=write_date(at))
    with study.store.act("plan.update", study.who, plan=plan.name, number=number.strip()) as act:
        [now] = stored.read_plans(act.connection, [plan.name])
        task = task_of(now, number)
        if was is not None and stamp_of(task) != was:
            raise fail("PLAN-061", number=task.number)
        late = bool(task.history) and task.history[-1].at > at
        entry = _entry(task, update, at, study.who)
        after = task if late or entry is None else _standing_as(task, entry)
        after = _worded(after, update)
        act.details["status"] = after.status
        others = [each for each in now.tasks if each.id != task.id]
        at_place = now.tasks.index(task) if after.section == task.section else len(others)
        _rewrite(act, now, [*others[:at_place], after, *others[at_place:]])
        if entry is not None and task.id is not None:
            stored.add_updates(act, [(task.id, entry)])
    last = task.history[-1].at if late and entry else None
    told = (problem("PLAN-035", severity="note", number=task.number, last=write_date(last)),) if last else ()
    return task_of(plan_of(study, plan.name), task.number), told


def add_task(study: Study, plan: str | None, task: PlanTask, *, at: dt.date | None = None) -> PlanTask:
    """Put a task into a plan, at the end of its section and numbered after it; the first one begins a plan.

    Raises PLAN-063 for a number that is taken, PLAN-064 for a task without words, PLAN-023 for a day to come.
    """
    day = at or dt.date.today()
    if day > dt.date.today():
        raise fail("PLAN-023", number=task.number, date=write_date(day))
    with study.store.act("plan.add", study.who) as act:
        known = stored.plan_names(act.connection)
        [now] = (
            stored.read_plans(act.connection, [plan_of(study, plan, history=False).name])
            if known
            else [Plan(plan or "plan", updated=day)]
        )
        if any(task.number == each.number for each in now.tasks):
            raise fail("PLAN-063", number=task.number, plan=now.name)
        new = replace(_worded(task, TaskUpdate(title=task.title)), id=None, gone=None)
        new = replace(new, history=(entry_of(new, Signed(study.who, day)),))
        tasks = _rewrite(act, now, [*now.tasks, new])
        made = next(each for each in tasks if each.id is None)
        act.details.update(plan=now.name, number=made.number)
    return task_of(plan_of(study, now.name), made.number)


def rewordings_of(study: Study, id_: int) -> list[Reworded]:
    """When a task was given other words or other people, the oldest first; what was taken back is left out."""
    with study.store.reading() as connection:
        found = row_changes(connection, "plan_task", id_, ACTS)
    told = [Reworded(each.change.at, each.change.who, _differing(each.before, each.after)) for each in found]
    return [each for each in told if each.words]


def _differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[str, str]]:
    both = before and after
    return {name: (before[name], after[name]) for name in WORDS if both and before[name] != after[name]}


def _entry(task: PlanTask, update: TaskUpdate, at: dt.date, who: str) -> StatusUpdate | None:
    """What is said of how it stands; None where nothing is."""
    if not update.says_how_it_stands:
        return None
    then = _standing(task, at)
    return replace(
        then,
        at=at,
        who=who,
        status=update.status or then.status,
        deadline=update.deadline if update.deadline is not None else then.deadline,
        remark=then.remark if update.remark is None else update.remark,
        kept=datetime.now(UTC).isoformat(timespec="seconds"),
        id=None,
    )


def _worded(task: PlanTask, update: TaskUpdate) -> PlanTask:
    after = replace(task, **update.words)  # type: ignore[arg-type]
    if not after.title:
        raise fail("PLAN-064", number=task.number or "–")
    return after


def _rewrite(act: Act, plan: Plan, tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """Keep the plan with these tasks, section by section, each with its place and a number."""
    placed = list(enumerate(numbered(grouped(tasks))))
    known = {each.title for each in plan.sections}
    new = dict.fromkeys(each.section for _, each in placed if each.section and each.section not in known)
    id_ = stored.write_plan(act, replace(plan, sections=(*plan.sections, *map(PlanSection, new))))
    stored.edit_tasks(act, [(at, each) for at, each in placed if each.id is not None])
    stored.add_tasks(act, id_, [(at, each) for at, each in placed if each.id is None])
    return [each for _, each in placed]


def _standing(task: PlanTask, at: dt.date) -> StatusUpdate:
    """How the task stood on a day; as it came in, where that was later."""
    past = [each for each in task.history if each.at <= at] or list(task.history[:1])
    return past[-1] if past else entry_of(task, Signed("", at))


def _standing_as(task: PlanTask, entry: StatusUpdate) -> PlanTask:
    return replace(task, status=entry.status, deadline=entry.deadline, remark=entry.remark)
