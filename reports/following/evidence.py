"""What a finding may rest on beside quotes and figures: a conclusion, an action point, a task, a party's report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evaluation.errors import fail
from evaluation.followup.plans.keeping import list_plans
from evaluation.language import LANGUAGES, Language, phrase
from evaluation.store.action_points import read_action_points
from evaluation.store.meeting_words import read_words
from evaluation.store.meetings import read_agendas, read_meetings
from evaluation.store.party_reports import read_party_reports
from evaluation.store.reporting_rounds import read_reporting_rounds
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

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]


def shown_key(key: str, language: Language) -> str:
    """A key as a report in the language prints it: `konklusjon:12`."""
    kind, _, rest = key.partition(":")
    return f"{phrase(f'following.kind.{kind}', language)}:{rest}"


def plain_key(key: str) -> str:
    """A key as it is kept, from how it is printed in any language; another text as it is."""
    word, colon, rest = key.strip().partition(":")
    kinds = {phrase(f"following.kind.{kind}", language): kind for kind in KINDS for language in LANGUAGES}
    return f"{kinds.get(word.lower(), word)}{colon}{rest}"


def list_evidence(study: Study) -> list[FollowUpEvidence]:
    """Every row of the follow-up that can be cited, by kind and then as the rows stand."""
    return [each for kind in KINDS for each in READERS[kind](study)]


def find_evidence(study: Study, key: str) -> FollowUpEvidence:
    """What a key such as `conclusion:12`, `action:7`, `task:34` or `report:2026-h1/lo` stands for, also with the kind
    as a report in another language prints it.

    Raises ROUNDS-014 for a key that stands for nothing in the study.
    """
    plain = plain_key(key)
    reader = READERS.get(plain.partition(":")[0])
    evidence = next((each for each in reader(study) if each.key == plain), None) if reader else None
    if evidence is None:
        raise fail("ROUNDS-014", name=key, known=", ".join(phrase(f"following.kind.{kind}") for kind in KINDS))
    return evidence


def _conclusions(study: Study) -> Iterator[FollowUpEvidence]:
    with study.store.reading() as connection:
        meetings = {each.id: each for each in read_meetings(connection)}
        places = read_words(connection, "agenda_item")
        agendas = read_agendas(connection)
    for meeting, agenda in agendas.items():
        held = meetings[meeting]
        for each in (one for top in agenda for one in top.walk() if one.id is not None and one.conclusion):
            place = next((one for one in places.get(each.id or 0, ()) if one.part == "conclusion"), None)
            at = (held.source, place.start, place.end) if place else (held.source, None, None)
            yield FollowUpEvidence(f"conclusion:{each.id}", each.title, each.conclusion, held.date, *at)


def _actions(study: Study) -> Iterator[FollowUpEvidence]:
    with study.store.reading() as connection:
        meetings = {each.name: each for each in read_meetings(connection)}
        points = read_action_points(connection, places=True)
    for each in points:
        place, held = next(iter(each.places), None), meetings.get(each.meeting)
        at = (place.start, place.end) if place else (None, None)
        yield FollowUpEvidence(f"action:{each.id}", each.what, "", each.due, held.source if held else None, *at)


def _tasks(study: Study) -> Iterator[FollowUpEvidence]:
    for plan in list_plans(study):
        for each in plan.tasks:
            yield FollowUpEvidence(f"task:{each.id}", each.title, each.remark, each.deadline.last_day())


def _reports(study: Study) -> Iterator[FollowUpEvidence]:
    """What each party told of each round: in a document, or in a form."""
    with study.store.reading() as connection:
        written = read_party_reports(connection)
        answers = [(each.name, one) for each in read_reporting_rounds(connection)
                   for one in read_responses(connection, round_=each.name)]  # fmt: skip
    for report in written:
        key, title = f"report:{report.round}/{report.organisation}", report.heading or report.organisation
        yield FollowUpEvidence(key, title, "", report.reported, report.source)
    there = {(each.round, each.organisation) for each in written}
    for name, answer in answers:
        party = answer.organisation
        if party and answer.submitted_at and answer.source and (name, party) not in there:
            there.add((name, party))
            day = dt.datetime.fromisoformat(answer.submitted_at).date()
            yield FollowUpEvidence(f"report:{name}/{party}", party, "", day, answer.source)


READERS: dict[str, Callable[[Study], Iterator[FollowUpEvidence]]] = dict(
    zip(KINDS, (_conclusions, _actions, _tasks, _reports), strict=True)
)
