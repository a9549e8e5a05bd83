"""What was read without certainty, listed for a person who accepts, corrects or refuses it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from evaluation.errors import Problem, fail, problem
from evaluation.followup.deadlines import parse_deadline
from evaluation.followup.meetings.delegates import delegates_of
from evaluation.followup.meetings.next_meeting import settle_next_meetings
from evaluation.followup.meetings.owning import owners_named
from evaluation.followup.parties import parties_of
from evaluation.model.meetings import Doubt, DoubtState, Meeting
from evaluation.people.unnaming import unnaming
from evaluation.store import action_points, doubts, meetings, people
from evaluation.store.act import Act
from evaluation.study import Study

Answer = Literal["accept", "refuse", "correct"]
_STATES: dict[Answer, DoubtState] = {"accept": "accepted", "refuse": "refused", "correct": "corrected"}


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person says to a doubt; `value` is what is right instead, where they correct it."""

    doubt: int
    answer: Answer
    value: str = ""


def unsure_of(study: Study, meeting: str | None = None, *, answered: bool = False) -> list[Doubt]:
    """What waits to be confirmed, of one meeting or of all; with what was answered already, if wanted.

    Raises MINUTES-021 for a meeting that is not there.
    """
    if meeting is not None:
        find_meeting(study, meeting)
    with study.store.reading() as connection:
        return doubts.read_doubts(connection, meeting, open_only=not answered)


def told_of(doubt: Doubt, file: str = "") -> Problem:
    """A doubt in words."""
    return problem(doubt.code, file=file, line=doubt.line, severity="note", **doubt.values)


def confirm(study: Study, meeting: str, answers: list[Confirmation]) -> list[Doubt]:
    """Answer doubts in one act; returns those that are left.

    A refused action point or attendee is taken away, anything else refused is left empty. Raises MINUTES-022 for a
    doubt that is not there or is answered, MINUTES-023 for a value that does not fit.
    """
    found = find_meeting(study, meeting)
    with study.store.act("minutes.confirm", study.who, name=meeting, n=len(answers)) as act:
        there = {each.id: each for each in doubts.read_doubts(act.connection, meeting)}
        for each in answers:
            if each.doubt not in there:
                raise fail("MINUTES-022", number=each.doubt, name=meeting)
            _answer(study, act, found, there[each.doubt], each)
        settle_next_meetings(act, found.group)
    return unsure_of(study, meeting)


def find_meeting(study: Study, name: str) -> Meeting:
    with study.store.reading() as connection:
        found = meetings.find_meeting(connection, name)
        known = [] if found else [each.name for each in meetings.read_meetings(connection)]
    if found is None:
        from evaluation.settings.nearness import near

        raise fail("MINUTES-021", name=name, known=near(name, known) or "–")
    return found


def _answer(study: Study, act: Act, meeting: Meeting, doubt: Doubt, answer: Confirmation) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    doubts.answer_doubt(act, replace(doubt, state=_STATES[answer.answer], at=now, who=study.who))
    if answer.answer == "accept":
        _accept(act, doubt)
    elif answer.answer == "refuse":
        _refuse(act, doubt, now, study.who)
    else:
        _correct(study, act, meeting, doubt, answer.value.strip())


def _accept(act: Act, doubt: Doubt) -> None:
    if doubt.on == "action_point" and doubt.on_id is not None:
        for point in action_points.read_action_points(act.connection, ids=[doubt.on_id]):
            action_points.change_action_point(act, replace(point, certain=True))


def _refuse(act: Act, doubt: Doubt, at: str, who: str) -> None:
    if doubt.on_id is None:
        return
    if doubt.on == "action_point":
        doubts.close_doubts_on(act, doubt.on, [doubt.on_id], at=at, who=who)
        action_points.remove_action_points(act, [doubt.on_id])
    elif doubt.on == "meeting_attendance":
        meetings.remove_attendance(act, [doubt.on_id])


def _correct(study: Study, act: Act, meeting: Meeting, doubt: Doubt, value: str) -> None:
    if not value:
        raise fail("MINUTES-023", number=doubt.id, value=value)
    if doubt.on == "meeting":
        _correct_meeting(act, meeting, doubt, value)
    elif doubt.on == "meeting_attendance":
        _correct_attendance(act, meeting, doubt, value)
    elif doubt.on == "agenda_item":
        item = next((each for each in meeting.walk() if each.id == doubt.on_id), None)
        if item is not None:
            meetings.change_item(act, replace(item, number=value))
    else:
        _correct_point(study, act, doubt, value)


def _correct_meeting(act: Act, meeting: Meeting, doubt: Doubt, value: str) -> None:
    if doubt.part == "date":
        meetings.change_meeting(act, replace(meeting, date=_day(doubt, value, meeting.date)))
    elif doubt.part == "group":
        meetings.change_meeting(act, replace(meeting, group=value))
    else:
        raise fail("MINUTES-024", number=doubt.id)


def _correct_attendance(act: Act, meeting: Meeting, doubt: Doubt, value: str) -> None:
    register = people.read_people(act.connection, names=True)
    organisation, party = delegates_of((), register, parties_of(register), "nb").organisation(value)
    for each in meeting.attendance:
        if each.id == doubt.on_id:
            meetings.change_attendance(act, replace(each, organisation=organisation, party=party))


def _correct_point(study: Study, act: Act, doubt: Doubt, value: str) -> None:
    for point in action_points.read_action_points(act.connection, ids=[doubt.on_id or 0]):
        if doubt.code == "MINUTES-013":
            day = _day(doubt, value, None)
            action_points.change_action_point(act, replace(point, deadline=parse_deadline(day.isoformat()), due=day))
        elif doubt.code == "MINUTES-010":
            register = people.read_people(act.connection, names=True)
            what = unnaming(register.participants, register.organisations)(value)
            action_points.change_action_point(act, replace(point, what=what, certain=True))
        else:
            owners = owners_named(act.connection, value, study.evaluation.language)
            action_points.change_action_point(act, replace(point, owners=owners, certain=True))


def _day(doubt: Doubt, value: str, since: dt.date | None) -> dt.date:
    deadline = parse_deadline(value, since=since)
    found = deadline.last_day() if deadline.kind == "day" else None
    if found is None:
        raise fail("MINUTES-023", number=doubt.id, value=value)
    return found
