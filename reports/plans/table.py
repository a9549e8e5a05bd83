"""The table an action plan is told as: its columns, and each section with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.followup.deadlines import write_deadline
from evaluation.language import Language, phrase
from evaluation.model.plans import Plan, PlanTask
from evaluation.numbers import write_date

ALWAYS = ("number", "task", "prepares", "decides", "deadline", "status", "remark")
PAST = ("number", "at", "who", "status", "deadline", "remark", "gone")


@dataclass(frozen=True, slots=True)
class SectionTable:
    """A section with the tasks in it, each a text for every column."""

    title: str
    aim: str
    tasks: tuple[PlanTask, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """`columns` are the names of columns, `headings` what they are called."""

    title: str
    updated: str
    language: Language
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    sections: tuple[SectionTable, ...]


def table_of(plan: Plan, language: Language) -> PlanTable:
    """Sub-goals have a column where a task has any, and so has what is out of the plan."""
    columns = columns_of(plan)
    grouped: dict[str, list[PlanTask]] = {}
    for task in plan.tasks:
        grouped.setdefault(task.section, []).append(task)
    sections = tuple(
        SectionTable(
            title,
            plan.aim_of(title),
            tuple(tasks),
            tuple(tuple(text_of(task, column, language) for column in columns) for task in tasks),
        )
        for title, tasks in grouped.items()
    )
    return PlanTable(
        plan.title or plan.name, updated_line(plan, language), language, columns, headings(columns, language), sections
    )


def columns_of(plan: Plan) -> tuple[str, ...]:
    goals = ("goals",) if any(task.goals for task in plan.tasks) else ()
    gone = ("gone",) if any(task.gone for task in plan.tasks) else ()
    return (*ALWAYS, *goals, *gone)


def headings(columns: Sequence[str], language: Language) -> tuple[str, ...]:
    return tuple(phrase(f"plan.column.{column}", language) for column in columns)


def updated_line(plan: Plan, language: Language) -> str:
    day = plan.last_said
    return f"{phrase('plan.updated', language)} {write_date(day, language)}" if day else ""


def text_of(task: PlanTask, column: str, language: Language) -> str:
    """What stands in one cell."""
    if column == "task":
        return task.title
    if column == "deadline":
        return write_deadline(task.deadline, language)
    if column == "status":
        return phrase(f"plan.status.{task.status}", language)
    if column == "goals":
        return ", ".join(map(str, task.goals))
    if column == "gone":
        return write_date(task.gone, language) if task.gone else ""
    return str(getattr(task, column))
