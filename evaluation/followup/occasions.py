"""Meetings, deadlines and reports by day: what stands in a calendar, on a timeline, and on the list of what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from evaluation.followup.meetings.action_points import owners_shown
from evaluation.language import phrase
from evaluation.model import People
from evaluation.model.deadline import Deadline
from evaluation.model.form import ReportingRound
from evaluation.model.meetings import ActionPoint, Meeting
from evaluation.model.people import Session
from evaluation.model.plans import Plan
from evaluation.store.action_points import read_action_points
from evaluation.store.meetings import read_meetings
from evaluation.store.plans import read_plans
from evaluation.store.reporting_rounds import read_reporting_rounds
from evaluation.study import Study

OccasionKind = Literal["meeting", "task", "action", "report", "agreement"]
KINDS: tuple[OccasionKind, ...] = get_args(OccasionKind)
State = Literal["open", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that falls on a day. `key` tells it apart and stays the same while titles and days change.

    deadline: where it is a stretch of time, which; `date` is then its last day. start, end: clock times of a meeting.
    """

    kind: OccasionKind
    key: str
    date: dt.date
    title: str
    deadline: Deadline | None = None
    owners: str = ""
    state: State = "open"
    number: str = ""
    place: str = ""
    start: str | None = None
    end: str | None = None
    remark: str = ""

    def is_overdue(self, at: dt.date) -> bool:
        return self.kind in ("task", "action") and self.state == "open" and self.date < at


def occasions(study: Study) -> list[Occasion]:
    """Everything with a day, in the order of days; what is out of a plan is left out."""
    people = study.people()
    with study.store.reading() as connection:
        meetings = read_meetings(connection)
        found = [
            *of_meetings(meetings),
            *of_sessions(people.sessions, meetings),
            *(each for plan in read_plans(connection, history=False) for each in of_plan(plan)),
            *of_actions(read_action_points(connection), people),
            *of_rounds(read_reporting_rounds(connection)),
        ]
    agreement = study.evaluation.agreement
    if agreement.to is not None:
        title = phrase("plan.agreement_ends", agreement=agreement.short or agreement.name)
        found.append(Occasion("agreement", "agreement", agreement.to, title))
    return sorted(found, key=lambda each: (each.date, KINDS.index(each.kind), each.key))


def of_meetings(meetings: Iterable[Meeting]) -> Iterator[Occasion]:
    """Each meeting, and the next one it set a day for, until that has come in itself.

    A meeting is known as the one after the one before, so that it is the same in a calendar once it has been held.
    """
    listed = sorted((each for each in meetings if each.date), key=lambda each: (each.date or dt.date.max, each.name))
    known = {(_group(each), each.date) for each in listed}
    before: dict[str, str] = {}
    for each in listed:
        group = _group(each)
        key = f"after:{before[group]}" if group in before else f"meeting:{each.name}"
        before[group] = each.name
        state: State = "done" if each.state == "held" else "open"
        if each.date:
            yield Occasion("meeting", key, each.date, _named(each), state=state, place=each.place,
                           start=each.start, end=each.end)  # fmt: skip
    for each in (each for each in listed if before[_group(each)] == each.name):
        if each.next_date and (_group(each), each.next_date) not in known:
            yield Occasion("meeting", f"after:{each.name}", each.next_date, _named(each))


def of_sessions(sessions: Iterable[Session], meetings: Iterable[Meeting]) -> Iterator[Occasion]:
    """Sessions that are meetings and whose minutes have not come in."""
    known = {each.session for each in meetings}
    for each in sessions:
        if each.kind == "meeting" and each.date and each.id not in known:
            yield Occasion("meeting", f"session:{each.id}", each.date, each.title or each.id, place=each.place,
                           start=each.start, end=each.end)  # fmt: skip


def of_plan(plan: Plan) -> Iterator[Occasion]:
    """The tasks with a date, in a plan still."""
    for task in plan.tasks:
        date = task.deadline.last_day()
        if date and task.gone is None:
            state: State = "done" if task.status == "done" else "dropped" if task.status == "dropped" else "open"
            owners = task.decides or task.prepares
            yield Occasion("task", f"task:{task.id}", date, task.title, task.deadline, owners, state,
                           task.number, remark=task.remark)  # fmt: skip


def of_actions(points: Iterable[ActionPoint], people: People) -> Iterator[Occasion]:
    """The action points with a day, and who owes them by the names they are shown by."""
    for point in points:
        if point.due:
            state: State = "open" if point.is_open else "done" if point.status == "done" else "dropped"
            owners = owners_shown(point.owners, people)
            yield Occasion("action", f"action:{point.id}", point.due, point.what, point.deadline, owners, state)


def of_rounds(rounds: Iterable[ReportingRound]) -> Iterator[Occasion]:
    for each in rounds:
        if each.deadline:
            yield Occasion("report", f"round:{each.name}", each.deadline, each.title or each.name)


def next_meeting(found: Iterable[Occasion], at: dt.date) -> Occasion | None:
    """The first meeting on a day or after it, of those not held yet."""
    coming = (each for each in found if each.kind == "meeting" and each.date >= at and each.state == "open")
    return min(coming, key=lambda each: each.date, default=None)


def _group(meeting: Meeting) -> str:
    return " ".join((meeting.group or meeting.name).casefold().split())


def _named(meeting: Meeting) -> str:
    return phrase("plan.meeting_of", group=meeting.group) if meeting.group else meeting.title or meeting.name
