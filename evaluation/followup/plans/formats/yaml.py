"""A plan as a YAML file, as `plan export` writes it and people may write it themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from evaluation.errors import fail
from evaluation.followup.plans.rows import Cell, Row, Sheet, Sheets
from evaluation.language import phrase
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import YamlFile, parse

SUFFIXES = (".yaml", ".yml")
_values = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)
HEADINGS = ("number", "section", "aim", "task", "prepares", "decides", "deadline", "status", "remark", "goals", "gone")
PAST = ("number", "at", "who", "status", "deadline", "remark", "gone")


class Past(BaseModel):
    """How a task stood from a day on."""

    model_config = _values
    date: dt.date
    who: str = ""
    status: str
    deadline: str = ""
    remark: str = ""
    gone: bool = False


class WrittenTask(BaseModel):
    """A task as it is written."""

    model_config = _values
    number: str = ""
    task: str
    prepares: str = ""
    decides: str = ""
    deadline: str = ""
    status: str = ""
    remark: str = ""
    goals: tuple[int, ...] = ()
    gone: dt.date | None = None
    history: tuple[Past, ...] = ()


class WrittenSection(BaseModel):
    """A section as it is written."""

    model_config = _values
    title: str = ""
    aim: str = ""
    tasks: tuple[WrittenTask, ...] = ()


class WrittenPlan(BaseModel):
    """A plan as it is written."""

    model_config = _values
    title: str = ""
    updated: dt.date | None = None
    sections: tuple[WrittenSection, ...] = Field(min_length=1)


def read(content: bytes, file: str) -> Sheets:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise fail("YAML-002", file=file, line=line) from error
    found = parse(text, Path(file))
    plan = validate(found, WrittenPlan)
    return Sheets((Sheet("", list(_rows(plan, found))), Sheet("history", list(_past(plan, found)))))


def _rows(plan: WrittenPlan, file: YamlFile) -> Iterator[Row]:
    if plan.title:
        yield Row(file.line(("title",)), (Cell(plan.title),), alone=True)
    if plan.updated:
        updated = f"{phrase('plan.updated')} {plan.updated.isoformat()}"
        yield Row(file.line(("updated",)), (Cell(updated),), alone=True)
    yield Row(1, tuple(map(Cell, HEADINGS)))
    for number, section in enumerate(plan.sections):
        for at, task in enumerate(section.tasks):
            line = file.line(("sections", number, "tasks", at))
            values = {**task.model_dump(exclude={"history"}), "section": section.title, "aim": section.aim}
            yield _row(values, HEADINGS, line)


def _past(plan: WrittenPlan, file: YamlFile) -> Iterator[Row]:
    tasks = [(("sections", a, "tasks", b), task) for a, s in enumerate(plan.sections) for b, task in enumerate(s.tasks)]
    if any(task.history for _, task in tasks):
        yield Row(1, tuple(map(Cell, PAST)))
    for place, task in tasks:
        for at, past in enumerate(task.history):
            values = {**past.model_dump(), "number": task.number, "at": past.date, "gone": "x" if past.gone else ""}
            yield _row(values, PAST, file.line((*place, "history", at)))


def _row(values: Mapping[str, Any], columns: tuple[str, ...], line: int) -> Row:
    place = phrase("plan.place.line", line=line)
    return Row(line, tuple(_cell(values.get(column), place) for column in columns))


def _cell(value: Any, place: str) -> Cell:
    if isinstance(value, tuple):
        return Cell(", ".join(map(str, value)), place)
    if isinstance(value, dt.date):
        return Cell(value.isoformat(), place, date=value)
    return Cell("" if value is None else str(value).strip(), place)
