"""Rows of action plans, and the values they stand for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Text, cast, select

from evaluation.model.deadline import Deadline, deadline_of
from evaluation.model.plans import Plan, PlanSection, PlanTask, StatusUpdate
from evaluation.store import schema
from evaluation.store.act import Act, Row

_OWN = ("number", "title", "section", "prepares", "decides", "status", "remark")


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A file that a plan came in: the name of its source, and the day it holds from."""

    plan: str
    source: str | None
    at: dt.date
    who: str


def plan_names(connection: Connection) -> list[str]:
    """The names of the plans, in the order they came."""
    return list(connection.scalars(select(schema.plan.c.name).order_by(schema.plan.c.id)))


def read_plans(
    connection: Connection, names: Sequence[str] | None = None, *, history: bool = True, status: Sequence[str] = ()
) -> list[Plan]:
    """The plans, all or those named, with their tasks in order; with `history`, how each has stood.

    status: only tasks that stand so, where any is named.
    """
    rows = connection.execute(select(schema.plan).order_by(schema.plan.c.id)).mappings().all()
    wanted = [row for row in rows if names is None or row["name"] in names]
    return [_plan(row, read_tasks(connection, row["id"], history=history, status=status)) for row in wanted]


def read_tasks(
    connection: Connection, plan: int, *, history: bool = True, status: Sequence[str] = ()
) -> tuple[PlanTask, ...]:
    task, plan_table = schema.plan_task, schema.plan
    name = connection.scalar(select(plan_table.c.name).where(plan_table.c.id == plan)) or ""
    # The sub-goals come as text: so many of them are the same that each is read once.
    columns = [*(task.c[each] for each in (*_OWN, "deadline", "deadline_words")), cast(task.c.goals, Text), task.c.gone]
    query = select(*columns, task.c.id).where(task.c.plan == plan).order_by(task.c.position, task.c.id)
    rows = connection.execute(query.where(task.c.status.in_(status)) if status else query).all()
    told = _histories(connection, plan) if history else {}
    return tuple(
        PlanTask(
            title,
            number,
            section,
            prepares,
            decides,
            _deadline(deadline, words),
            stands,
            remark,
            _goals(goals),
            _date(gone),
            told.get(id_, ()),
            name,
            id_,
        )
        for number, title, section, prepares, decides, stands, remark, deadline, words, goals, gone, id_ in rows
    )


def read_versions(connection: Connection) -> list[PlanVersion]:
    """The files that plans came in, the oldest first."""
    version, plan, source = schema.plan_version, schema.plan, schema.source
    query = (
        select(plan.c.name, source.c.name, version.c.at, version.c.who)
        .join(plan, version.c.plan == plan.c.id)
        .outerjoin(source, version.c.source == source.c.id)
        .order_by(version.c.at, version.c.id)
    )
    return [PlanVersion(name, of, dt.date.fromisoformat(at), who) for name, of, at, who in connection.execute(query)]


def write_plan(act: Act, plan: Plan) -> int:
    """Add a plan without its tasks, or bring the one with its id in line; returns its id."""
    sections = [{"title": each.title, "aim": each.aim} for each in plan.sections]
    row: Row = {"name": plan.name, "title": plan.title, "updated": _day(plan.updated), "sections": sections}
    if plan.id is None:
        return int(act.insert(schema.plan, [row])[0])
    act.update(schema.plan, plan.id, row)
    return plan.id


def add_tasks(act: Act, plan: int, tasks: Sequence[tuple[int, PlanTask]]) -> None:
    """Write new tasks, each with its place in the plan, and their history."""
    ids = act.insert(schema.plan_task, [{"plan": plan, "position": at, **_row(task)} for at, task in tasks])
    entries = [(id_, entry) for id_, (_, task) in zip(ids, tasks, strict=True) for entry in task.history]
    add_updates(act, entries)


def edit_tasks(act: Act, tasks: Iterable[tuple[int, PlanTask]]) -> None:
    """Bring the tasks with these ids in line, each with its place in the plan; their history is written apart."""
    act.write_over(schema.plan_task, [{"id": task.id, "position": at, **_row(task)} for at, task in tasks])


def add_updates(act: Act, entries: Sequence[tuple[int, StatusUpdate]]) -> None:
    """Write how tasks, named by their ids, stood from a day on."""
    rows = [
        {
            "task": id_,
            "at": entry.at.isoformat(),
            "deadline": entry.deadline.code,
            "deadline_words": entry.deadline.words,
            **{name: getattr(entry, name) for name in ("who", "status", "remark", "gone", "kept")},
        }
        for id_, entry in entries
    ]
    act.insert(schema.status_update, rows)


def add_version(act: Act, plan: int, source: str | None, at: dt.date, kept: str) -> None:
    table = schema.source
    id_ = act.connection.scalar(select(table.c.id).where(table.c.name == source)) if source else None
    act.insert(
        schema.plan_version,
        [{"plan": plan, "source": id_, "at": at.isoformat(), "who": act.who, "kept": kept}],
    )


def task_row(connection: Connection, plan: int, number: str) -> tuple[int, int]:
    """Id and place of the task with this number."""
    task = schema.plan_task
    found = connection.execute(
        select(task.c.id, task.c.position).where(task.c.plan == plan, task.c.number == number)
    ).one()
    return int(found[0]), int(found[1])


def _row(task: PlanTask) -> Row:
    own = {name: getattr(task, name) for name in _OWN}
    deadline = {"deadline": task.deadline.code, "deadline_words": task.deadline.words}
    return {**own, **deadline, "goals": list(task.goals), "gone": _day(task.gone)}


def _plan(row: RowMapping, tasks: tuple[PlanTask, ...]) -> Plan:
    sections = tuple(PlanSection(each["title"], each["aim"]) for each in row["sections"])
    return Plan(row["name"], row["title"], _date(row["updated"]), sections, tasks, row["id"])


def _histories(connection: Connection, plan: int) -> dict[int, tuple[StatusUpdate, ...]]:
    update, task = schema.status_update, schema.plan_task
    query = select(update).join(task, update.c.task == task.c.id).where(task.c.plan == plan)
    found: dict[int, list[StatusUpdate]] = {}
    for row in connection.execute(query.order_by(update.c.at, update.c.id)).mappings():
        found.setdefault(row["task"], []).append(_update(row))
    return {id_: tuple(entries) for id_, entries in found.items()}


def _update(row: RowMapping) -> StatusUpdate:
    own: dict[str, Any] = {name: row[name] for name in ("who", "status", "remark", "gone", "kept", "id")}
    deadline = _deadline(row["deadline"], row["deadline_words"])
    return StatusUpdate(at=dt.date.fromisoformat(row["at"]), deadline=deadline, **own)


@lru_cache(maxsize=256)
def _goals(written: str) -> tuple[int, ...]:
    return tuple(json.loads(written))


@lru_cache(maxsize=4096)
def _deadline(code: str, words: str) -> Deadline:
    return deadline_of(code, words)


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _date(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
