"""What a finding may rest on beside quotes and figures: a conclusion, an action point, a task, a party's report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from evaluation.errors import fail
from evaluation.followup.plans.keeping import list_plans
from evaluation.store.action_points import read_action_points
from evaluation.store.meeting_words import read_words
from evaluation.store.meetings import read_agendas, read_meetings
from evaluation.store.party_reports import read_party_reports
from evaluation.store.responses import read_responses
from evaluation.study import Study

KINDS = ("conclusion", "action", "task", "report")


@dataclass(frozen=True, slots=True)
class FollowUpEvidence:
    """A row that is cited, by its key; `source`, `start` and `end` are the words it rests on, where it rests on any."""

    key: str
    title: str
    words: str = ""
    day: dt.date | None = None
    source: str | None = None
    start: int | None = None
    end: int | None = None


def find_evidence(study: Study, key: str) -> FollowUpEvidence:
    """What a key such as `conclusion:12`, `action:7`, `task:34` or `report:2026-h1/lo` stands for.

    Raises ROUNDS-014 for a key that stands for nothing in the study.
    """
    kind, _, rest = key.partition(":")
    found = {"conclusion": _conclusion, "action": _action, "task": _task, "report": _report}.get(kind)
    evidence = found(study, rest) if found else None
    if evidence is None:
        raise fail("ROUNDS-014", name=key, known=", ".join(KINDS))
    return replace(evidence, key=key)


def _conclusion(study: Study, rest: str) -> FollowUpEvidence | None:
    if not rest.isdecimal():
        return None
    with study.store.reading() as connection:
        meetings = {each.id: each for each in read_meetings(connection)}
        for meeting, agenda in read_agendas(connection).items():
            for each in (one for top in agenda for one in top.walk() if one.id == int(rest) and one.conclusion):
                places = read_words(connection, "agenda_item", [int(rest)]).get(int(rest), ())
                place = next((one for one in places if one.part == "conclusion"), None)
                held = meetings[meeting]
                at = (held.source, place.start, place.end) if place else (held.source, None, None)
                return FollowUpEvidence("", each.title, each.conclusion, held.date, *at)
    return None


def _action(study: Study, rest: str) -> FollowUpEvidence | None:
    if not rest.isdecimal():
        return None
    with study.store.reading() as connection:
        meetings = {each.name: each for each in read_meetings(connection)}
        for each in read_action_points(connection, ids=[int(rest)], places=True):
            place = next(iter(each.places), None)
            held = meetings.get(each.meeting)
            at = (place.start, place.end) if place else (None, None)
            return FollowUpEvidence("", each.what, "", each.due, held.source if held else None, *at)
    return None


def _task(study: Study, rest: str) -> FollowUpEvidence | None:
    for plan in list_plans(study):
        for each in plan.tasks:
            if str(each.id) == rest:
                return FollowUpEvidence("", each.title, each.remark, each.deadline.last_day())
    return None


def _report(study: Study, rest: str) -> FollowUpEvidence | None:
    name, _, party = rest.partition("/")
    with study.store.reading() as connection:
        for each in read_party_reports(connection, round_=name):
            if each.organisation == party:
                return FollowUpEvidence("", each.heading or party, "", each.reported, each.source)
        for answer in read_responses(connection, round_=name):
            if answer.organisation == party and answer.submitted_at and answer.source:
                day = dt.datetime.fromisoformat(answer.submitted_at).date()
                return FollowUpEvidence("", party, "", day, answer.source)
    return None
