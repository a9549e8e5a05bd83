"""Action plans as the commands tell them: what goes into a list, a table, or a program that reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import EvaluationError, Problem, fail, problem
from evaluation.followup.deadlines import read_deadline, write_deadline
from evaluation.followup.occasions import Occasion, next_meeting, occasions
from evaluation.followup.plans.compare import Comparison, TaskChange
from evaluation.followup.plans.discover import built_in
from evaluation.followup.plans.keeping import ImportedPlan, import_plan
from evaluation.followup.plans.listing import Behind, DueTask
from evaluation.followup.plans.read import read_plan
from evaluation.followup.plans.words import nearest_status, statuses_in
from evaluation.language import Language, phrase
from evaluation.model.plans import STATUSES, PlanTask, StatusUpdate, TaskStatus
from evaluation.study import Study

SOON = 92  # days ahead that `plan due` and `status` look: a quarter


@dataclass(frozen=True, slots=True)
class Seen:
    """The day a plan is looked at, and when the next meeting is."""

    at: dt.date
    next_meeting: dt.date | None
    language: Language


def seen(study: Study, on: str | None, language: Language) -> Seen:
    """Today, unless another day is asked for."""
    at = day(on) or dt.date.today()
    coming = next_meeting(occasions(study), at)
    return Seen(at, coming.date if coming else None, language)


def day(told: str | None) -> dt.date | None:
    """A date as people write it. Raises PLAN-029 for what is none."""
    if not told:
        return None
    deadline, _ = read_deadline(told)
    found = deadline.last_day()
    if found is None:
        raise fail("PLAN-029", place=told, value=told)
    return found


def status_of(told: str | None) -> TaskStatus | None:
    """A status as people write it, in any of the three languages. Raises PLAN-003 with the nearest."""
    if told is None:
        return None
    found = statuses_in(told)
    if len(found.statuses) != 1 or found.says_more:
        raise fail("PLAN-003", place="--status", value=told, known=nearest_status(told))
    return found.statuses[0]


def add_plan(study: Study, files: list[Path], *, name: str | None = None) -> ImportedPlan | None:
    """A plan out of a file that is added as one; None for a file without a table, which is a text alone."""
    if len(files) > 1 and any(each.suffix.lower() in built_in() for each in files):
        raise fail("PLAN-038", file=files[1])
    if files[0].suffix.lower() not in built_in():
        return None
    try:
        return import_plan(study, read_plan(files[0]), name=name)
    except EvaluationError as error:
        if files[0].suffix.lower() == ".docx" and [each.code for each in error.problems] == ["PLAN-001"]:
            return None
        raise


def no_table(file: Path) -> Problem:
    return problem("PLAN-039", file=file, severity="warning")


def told_task(task: PlanTask, view: Seen) -> dict[str, Any]:
    """A task as JSON. `deadline` is in words, `when` what programs reckon with, `due` the last day."""
    return {
        "plan": task.plan,
        "number": task.number,
        "title": task.title,
        "section": task.section,
        "prepares": task.prepares,
        "decides": task.decides,
        "deadline": write_deadline(task.deadline, view.language),
        "when": task.deadline.code,
        "due": task.deadline.last_day(view.at, next_meeting=view.next_meeting),
        "overdue": task.is_overdue(view.at, next_meeting=view.next_meeting),
        "status": task.status,
        "remark": task.remark,
        "goals": list(task.goals),
        "gone": task.gone,
    }


def told_update(update: StatusUpdate, language: Language) -> dict[str, Any]:
    return {
        "at": update.at,
        "who": update.who,
        "status": update.status,
        "deadline": write_deadline(update.deadline, language),
        "remark": update.remark,
        "gone": update.gone,
    }


def told_due(due: DueTask, view: Seen) -> dict[str, Any]:
    return {**told_task(due.task, view), "due": due.last, "overdue": due.overdue}


def told_behind(behind: Behind, at: dt.date) -> dict[str, Any]:
    """`days`: how late the task is that is most late."""
    days = [(at - last).days for each in behind.tasks if (last := each.deadline.last_day())]
    return {
        "party": behind.party,
        "overdue": len(behind.tasks),
        "tasks": [each.number for each in behind.tasks],
        "days": max(days, default=0),
    }


def told_changes(comparison: Comparison, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "number": (each.task.number or (each.before.number if each.before else "")),
            "title": each.task.title,
            "changes": list(each.kinds),
            "before": _side(each.before, each, language),
            "after": _side(each.after, each, language),
        }
        for each in comparison.changes
    ]


def told_occasion(found: Occasion) -> dict[str, Any]:
    return {"kind": found.kind, "date": found.date, "title": found.title, "owners": found.owners}


def task_words(task: PlanTask, column: str, view: Seen) -> Any:
    """What stands in a cell of a table for people."""
    if column == "status":
        words = phrase(f"plan.status.{task.status}", view.language)
        if task.gone:
            return f"{words} ({phrase('plan.gone', view.language)})"
        late = task.is_overdue(view.at, next_meeting=view.next_meeting)
        return f"{words} ({phrase('plan.overdue', view.language)})" if late else words
    if column == "deadline":
        return write_deadline(task.deadline, view.language)
    if column == "task":
        return task.title
    if column == "owners":
        return task.decides or task.prepares
    return getattr(task, column)


def counted(rows: Iterable[dict[TaskStatus, int]]) -> dict[TaskStatus, int]:
    """All sections together."""
    listed = list(rows)
    return {status: sum(each[status] for each in listed) for status in STATUSES}


def _side(task: PlanTask | None, change: TaskChange, language: Language) -> dict[str, Any] | None:
    """What the task said on one side, as far as it changed."""
    if task is None:
        return None
    told: dict[str, Any] = {}
    for kind in change.kinds:
        if kind == "owners":
            told |= {"prepares": task.prepares, "decides": task.decides}
        elif kind == "deadline":
            told["deadline"] = write_deadline(task.deadline, language)
        elif kind in ("new", "gone", "back"):
            told |= {"status": task.status, "deadline": write_deadline(task.deadline, language)}
        else:
            told[kind] = list(task.goals) if kind == "goals" else getattr(task, kind)
    return told
