"""The cells of one task made into values, each fault told with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from evaluation.errors import Problem, Severity, problem
from evaluation.followup.deadlines import read_deadline, write_deadline
from evaluation.followup.plans.past import read_past
from evaluation.followup.plans.rows import Cell
from evaluation.followup.plans.words import nearest_status, statuses_in
from evaluation.model.deadline import Deadline
from evaluation.model.plans import GOALS, PlanTask, StatusUpdate, TaskStatus
from evaluation.numbers import write_date

EPOCH = dt.date(1899, 12, 30)  # the day zero of dates in workbooks
SERIALS = (20_000, 60_000)  # 1954 to 2064: a number between them is a date that lost its format
# Of two statuses in one cell the one that leaves most to be done.
LEAST_DONE: tuple[TaskStatus, ...] = ("under-way", "not-started", "done", "dropped")


@dataclass
class Told:
    """What has been found wrong so far in a file."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def say(self, code: str, cell: Cell, line: int, severity: Severity = "error", **values: object) -> None:
        place = cell.place or self.file
        self.problems.append(
            problem(code, file=self.file, line=line, severity=severity, place=place, value=cell.text[:80], **values)
        )


class Placed(Protocol):
    """Tasks with the place each was read from."""

    @property
    def tasks(self) -> Sequence[PlanTask]: ...

    @property
    def places(self) -> Sequence[tuple[int, str]]: ...


def task_of(cells: Mapping[str, Cell], line: int, section: str, told: Told) -> PlanTask:
    """The task in one row: its cells by column."""
    status, more = _status(cells.get("status"), line, told)
    remark = cells.get("remark", Cell()).text.strip()
    return PlanTask(
        title=" ".join(cells["task"].text.split()),
        number=_number(cells.get("number", Cell()), line, told),
        section=section,
        prepares=_one_line(cells.get("prepares", Cell())),
        decides=_one_line(cells.get("decides", Cell())),
        deadline=deadline_in(cells.get("deadline", Cell()), line, told),
        status=status,
        remark="\n".join(part for part in (more, remark) if part and not (part == more and part in remark)),
        goals=_goals(cells.get("goals", Cell()), line, told),
        gone=_day(cells.get("gone", Cell()), line, told),
        history=tuple(_past(cells.get("history", Cell()), line, told)),
    )


def update_of(cells: Mapping[str, Cell], line: int, told: Told) -> StatusUpdate | None:
    """How a task stood, from one row of a table of history."""
    at = _day(cells["at"], line, told)
    status, _ = _status(cells.get("status"), line, told)
    if at is None:
        if not cells["at"].text:
            told.say("PLAN-029", cells["at"], line)
        return None
    deadline = deadline_in(cells.get("deadline", Cell()), line, Told(told.file))  # told where the task stands
    remark, gone = (cells.get(name, Cell()).text.strip() for name in ("remark", "gone"))
    return StatusUpdate(at, cells["who"].text.strip(), status, deadline, remark, bool(gone))


def deadline_in(cell: Cell, line: int, told: Told) -> Deadline:
    if cell.date is not None:
        return Deadline.on(cell.date)
    if cell.number is not None and SERIALS[0] < cell.number < SERIALS[1]:
        date = EPOCH + dt.timedelta(days=int(cell.number))
        told.say("PLAN-010", cell, line, date=write_date(date))
        return Deadline("unknown", words=cell.text)
    found, problems = read_deadline(cell.text, file=told.file, line=line, place=cell.place)
    told.problems += problems
    return found


def past_due(reading: Placed, at: dt.date, file: str) -> Iterator[Problem]:
    """Tasks that were due before a day and are not started."""
    for task, (line, place) in zip(reading.tasks, reading.places, strict=True):
        if task.status == "not-started" and task.gone is None and task.deadline.is_overdue(at):
            deadline = write_deadline(task.deadline)
            yield problem("PLAN-004", file=file, line=line, severity="warning", place=place, title=task.title,
                          deadline=deadline, date=write_date(at))  # fmt: skip


def _status(cell: Cell | None, line: int, told: Told) -> tuple[TaskStatus, str]:
    """The status, and what the cell says more than that."""
    if cell is None:
        return "not-started", ""
    if not cell.text:
        told.say("PLAN-009", cell, line, "warning")
        return "not-started", ""
    found = statuses_in(cell.text)
    if not found.statuses:
        told.say("PLAN-003", cell, line, known=nearest_status(cell.text))
        return "not-started", ""
    if len(found.statuses) > 1:
        told.say("PLAN-013", cell, line, "warning")
    elif found.says_more:
        told.say("PLAN-014", cell, line, "note")
    status = next(each for each in LEAST_DONE if each in found.statuses)
    return status, _one_line(cell) if found.says_more else ""


def _number(cell: Cell, line: int, told: Told) -> str:
    if cell.date is not None:
        told.say("PLAN-026", cell, line)
    return cell.text.strip().rstrip(".")


def _goals(cell: Cell, line: int, told: Told) -> tuple[int, ...]:
    found = [int(each) for each in re.findall(r"\d+", cell.text)]
    if not set(found) <= set(GOALS) or (cell.text.strip(" –-") and not found):
        told.say("PLAN-015", cell, line)
    return tuple(sorted({each for each in found if each in GOALS}))


def _day(cell: Cell, line: int, told: Told) -> dt.date | None:
    if cell.date is not None or not cell.text:
        return cell.date
    deadline = deadline_in(cell, line, told)
    if deadline.kind != "day":
        told.say("PLAN-029", cell, line)
        return None
    return deadline.last_day()


def _past(cell: Cell, line: int, told: Told) -> Iterator[StatusUpdate]:
    for entry in read_past(cell.text):
        if isinstance(entry, StatusUpdate):
            yield entry
        else:
            told.say("PLAN-030", Cell(entry, cell.place), line)


def _one_line(cell: Cell) -> str:
    """Parties under one another become a list; a comma at a line's end is not doubled."""
    lines = [" ".join(line.split()).strip(" ,;") for line in cell.text.split("\n")]
    return ", ".join(line for line in lines if line)
