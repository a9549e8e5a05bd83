"""What waits for a group's next meeting, gathered from minutes, plans and reporting rounds."""

from __future__ import annotations

import datetime as dt

from evaluation.app.plans import SOON
from evaluation.errors import Problem, problem
from evaluation.followup.meetings.action_points import list_action_points, owners_shown
from evaluation.followup.meetings.agenda import (
    AgendaDraft,
    Awaited,
    Deferred,
    Notice,
    OpenBusiness,
    OpenPoint,
    drafted,
    write_agenda,
)  # fmt: skip
from evaluation.followup.meetings.splitting import handle
from evaluation.followup.plans.keeping import list_plans
from evaluation.followup.plans.listing import due_tasks
from evaluation.language import Language
from evaluation.model.meetings import Meeting
from evaluation.store.meetings import deferred_items, read_meetings
from evaluation.study import Study
from instruments.form.reporting import awaited, delivered, list_rounds


def agenda_of(study: Study, notice: Notice, language: Language) -> tuple[str, list[AgendaDraft], tuple[Problem, ...]]:
    """The agenda of a group's next meeting as a file that its minutes are read from, its items, and what to know."""
    business, problems = open_business(study, notice)
    items = drafted(business, language)
    return write_agenda(notice, items, language), items, problems


def file_name(notice: Notice) -> str:
    """What the file of an agenda is called where nobody says."""
    return f"{handle(notice.group, 20) or 'mote'}-{notice.date.isoformat()}.md"


def open_business(study: Study, notice: Notice) -> tuple[OpenBusiness, tuple[Problem, ...]]:
    """What is open for the group on the day of its meeting. AGENDA-003, a note, where it has never met."""
    with study.store.reading() as connection:
        meetings = read_meetings(connection)
        waiting = deferred_items(connection)
    own = [each for each in meetings if _same(each.group, notice.group) and _before(each, notice.date)]
    known = ", ".join(dict.fromkeys(each.group for each in meetings if each.group)) or "–"
    told = () if own else (problem("AGENDA-003", severity="note", group=notice.group, known=known),)
    names = {each.name: each.date for each in own}
    by = notice.date + dt.timedelta(days=SOON)
    business = OpenBusiness(
        last=next((each for each in reversed(own) if each.state == "held"), None),
        points=_points(study, names, notice.date),
        deferred=tuple(Deferred(item.title, names[name]) for name, item in waiting if name in names),
        tasks=tuple(
            due
            for plan in list_plans(study)
            for due in due_tasks(plan.tasks, notice.date, by, next_meeting=notice.date)
        ),
        tasks_by=by,
        reports=_reports(study),
    )
    return business, told


def _points(study: Study, meetings: dict[str, dt.date | None], day: dt.date) -> tuple[OpenPoint, ...]:
    """The open action points of the group that are due by the day, or have no day of their own."""
    people = study.people()
    return tuple(
        OpenPoint(point, owners_shown(point.owners, people), meetings[point.meeting])
        for point in list_action_points(study, open_only=True)
        if point.meeting in meetings and (point.due is None or point.due <= day)
    )


def _reports(study: Study) -> tuple[Awaited, ...]:
    people = {each.id: each.shown or each.id for each in study.people().organisations}
    found = ((each, awaited(delivered(study, each.name))) for each in list_rounds(study))
    return tuple(
        Awaited(each.title or each.name, each.deadline, tuple(people.get(party, party) for party in parties))
        for each, parties in found
        if parties
    )


def _before(meeting: Meeting, day: dt.date) -> bool:
    return meeting.date is None or meeting.date < day


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
