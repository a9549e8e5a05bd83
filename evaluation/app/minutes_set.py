"""The meeting that is to be set as a document: one the study holds, or one out of a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evaluation.followup.meetings.confirming import find_meeting
from evaluation.followup.meetings.delegates import Delegates, delegates_of
from evaluation.followup.minutes.reading import read_minutes
from evaluation.followup.parties import parties_of
from evaluation.language import Language
from evaluation.model import People
from evaluation.model.meetings import AgendaItem, Meeting
from evaluation.study import Study
from reports.minutes.record import Record, Shown, record_of


def record_for(study: Study, named: str, language: Language, *, public: bool) -> tuple[Record, str]:
    """The minutes as they are set, and what their files are called: `NAME` or `NAME-public`.

    named: a meeting, else a file.
    """
    file = Path(named)
    if not file.is_file():
        return record_of_meeting(study, named, language, public=public)
    meeting, people = _from_file(study, file, study.people(names=True))
    return _set(study, meeting, people, language, public=public)


def record_of_meeting(study: Study, name: str, language: Language, *, public: bool) -> tuple[Record, str]:
    """The same of a meeting the study holds. Raises MINUTES-021 where there is none of this name."""
    return _set(study, find_meeting(study, name), study.people(names=True), language, public=public)


def _set(study: Study, meeting: Meeting, people: People, language: Language, *, public: bool) -> tuple[Record, str]:
    shown = Shown(people, language, public, study.evaluation.people.attribution)
    return record_of(meeting, shown), f"{meeting.name}-public" if public else meeting.name


def _from_file(study: Study, file: Path, register: People) -> tuple[Meeting, People]:
    """What a file of minutes says, and everybody it names beside those the register knows."""
    parties = parties_of(register)
    minutes = read_minutes(file, parties)
    delegates = delegates_of(minutes.people, register, parties, study.evaluation.language)
    meeting = Meeting(
        file.stem,
        group=minutes.group,
        title=minutes.title,
        date=minutes.date,
        start=minutes.start,
        end=minutes.end,
        place=minutes.place,
        next_date=minutes.next_date,
        agenda=tuple(_owned(each, delegates) for each in minutes.items),
        attendance=tuple(delegates.attendance(each) for each in minutes.people),
    )
    return meeting, register.model_copy(update={"participants": tuple(delegates.everyone())})


def _owned(item: AgendaItem, delegates: Delegates) -> AgendaItem:
    points = (
        replace(point, owners=tuple(owner for each in point.owners for owner in delegates.owners(each)))
        for point in item.action_points
    )
    return replace(item, action_points=tuple(points), items=tuple(_owned(each, delegates) for each in item.items))
