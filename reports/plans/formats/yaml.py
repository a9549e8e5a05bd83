"""A plan as a YAML file: all of it, to be edited by hand and read again."""

from __future__ import annotations

from typing import Any

from coding.codebooks.text import as_yaml
from evaluation.followup.deadlines import write_deadline
from evaluation.language import Language, phrase
from evaluation.model.plans import Plan, PlanTask, StatusUpdate
from reports.plans.formats.shape import PlanFormat
from reports.plans.table import table_of


def write(plan: Plan, language: Language) -> bytes:
    sections = [
        _filled({"title": each.title, "aim": each.aim, "tasks": [_task(task, language) for task in each.tasks]})
        for each in table_of(plan, language).sections
    ]
    return as_yaml(_filled({"title": plan.title, "updated": plan.last_said, "sections": sections})).encode()


def _task(task: PlanTask, language: Language) -> dict[str, Any]:
    return _filled(
        {
            "number": task.number,
            "task": task.title,
            "prepares": task.prepares,
            "decides": task.decides,
            "deadline": write_deadline(task.deadline, language),
            "status": phrase(f"plan.status.{task.status}", language),
            "remark": task.remark,
            "goals": list(task.goals),
            "gone": task.gone,
            "history": [_entry(entry, language) for entry in task.history],
        }
    )


def _entry(entry: StatusUpdate, language: Language) -> dict[str, Any]:
    return _filled(
        {
            "date": entry.at,
            "who": entry.who,
            "status": phrase(f"plan.status.{entry.status}", language),
            "deadline": write_deadline(entry.deadline, language),
            "remark": entry.remark,
            "gone": entry.gone,
        }
    )


def _filled(content: dict[str, Any]) -> dict[str, Any]:
    """Only what says something."""
    return {key: value for key, value in content.items() if value}


FORMAT = PlanFormat(("yaml", "yml"), write)
