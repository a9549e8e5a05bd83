"""Everything the report on the follow-up of an agreement tells of, read from the study once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coding.text.sentences import sentences
from evaluation.followup.deadlines import write_deadline
from evaluation.followup.meetings.action_points import owners_shown, statuses_of
from evaluation.followup.plans.keeping import list_plans
from evaluation.language import Language
from evaluation.model import People
from evaluation.model.meetings import ActionPoint, AgendaItem, Meeting
from evaluation.model.plans import PlanTask
from evaluation.people.telling import told_people
from evaluation.privacy.names import mentions, names_of
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.store.action_points import read_action_points
from evaluation.store.meetings import read_agendas, read_meetings
from evaluation.study import Study
from instruments.form.reporting import list_rounds
from reports.following.goals import goals_of
from reports.rounds.gathering import RoundFacts, gather_round

What = Literal["decided", "done", "delayed", "reported"]
KINDS: tuple[What, ...] = ("decided", "done", "delayed", "reported")
Period = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True)
class Entry:
    """One thing that was decided, done, delayed or reported. `key` is what it can be cited by as evidence."""

    what: What
    key: str
    goals: tuple[int, ...]
    day: dt.date | None
    who: str
    title: str
    words: str = ""


@dataclass(frozen=True)
class FollowUp:
    """A period of follow-up: its entries, by day, and the rounds that report on it."""

    language: Language
    period: Period
    meetings: int
    entries: tuple[Entry, ...]
    rounds: tuple[RoundFacts, ...]

    def of(self, what: What, goal: int) -> list[Entry]:
        """The entries about a sub-goal; 0: about none."""
        return [each for each in self.entries if each.what == what and (goal in each.goals if goal else not each.goals)]


def gather_follow_up(study: Study, language: Language, period: Period, today: dt.date | None = None) -> FollowUp:
    """What happened in a period (None: from the beginning, until today); what is late is late at its end."""
    people = _shown(study, language)
    persons = names_of(study.people(names=True).model_copy(update={"organisations": ()}))
    at = min(filter(None, (period[1], today or dt.datetime.now().astimezone().date())))
    with study.store.reading() as connection:
        meetings = [each for each in read_meetings(connection) if _within(each.date, period)]
        agendas = read_agendas(connection)
        points = read_action_points(connection)
    rounds = tuple(
        gather_round(study, each.name, language) for each in list_rounds(study) if _meets(each.start, each.end, period)
    )
    said = study.evaluation.said
    entries = [
        *_conclusions(meetings, agendas),
        *_points(study, _about(points, agendas), people, period, at),
        *_tasks((task for plan in list_plans(study) for task in plan.tasks), language, period, at),
        *(entry for each in rounds for entry in _reported(each, persons)),
    ]
    entries = [replace(each, who=said(each.who, language)) for each in entries]
    entries.sort(key=lambda each: (str(each.day or "9999"), KINDS.index(each.what), each.key))
    return FollowUp(language, period, sum(each.state == "held" for each in meetings), tuple(entries), rounds)


def _shown(study: Study, language: Language) -> People:
    """Persons by pseudonym; organisations, which act openly here, by name where they have no pseudonym of their own."""
    named = {each.id: each.name for each in study.people(names=True).organisations}
    people = study.people()
    own = tuple(
        each.model_copy(update={"pseudonym": each.pseudonym or named[each.id]}) for each in people.organisations
    )
    shown = with_pseudonyms(people.model_copy(update={"organisations": own}), language)
    return told_people(shown, study.evaluation, language)


def _within(day: dt.date | None, period: Period) -> bool:
    start, end = period
    return day is not None and (start is None or start <= day) and (end is None or day <= end)


def _meets(start: dt.date | None, end: dt.date | None, period: Period) -> bool:
    """Whether a stretch has a day in common with the period."""
    return not ((end and period[0] and end < period[0]) or (start and period[1] and start > period[1]))


def _conclusions(meetings: Iterable[Meeting], agendas: Mapping[int, tuple[AgendaItem, ...]]) -> Iterator[Entry]:
    for meeting in meetings:
        group = meeting.group or meeting.name
        for top in agendas.get(meeting.id or 0, ()):
            for each in top.walk():
                if each.conclusion:
                    words = " ".join(each.conclusion.split())
                    goals = goals_of(f"{each.title}\n{words}")
                    yield Entry(
                        "decided",
                        f"conclusion:{each.id}",
                        goals,
                        meeting.date,
                        group,
                        each.title,
                        words,
                    )


def _about(
    points: Iterable[ActionPoint], agendas: Mapping[int, tuple[AgendaItem, ...]]
) -> list[tuple[ActionPoint, tuple[int, ...]]]:
    """Each action point with its sub-goals: its own, else those of the matter it was decided under."""
    titles = {each.id: each.title for agenda in agendas.values() for top in agenda for each in top.walk()}
    return [(each, goals_of(each.what) or goals_of(titles.get(each.item, ""))) for each in points]


def _points(
    study: Study,
    points: Sequence[tuple[ActionPoint, tuple[int, ...]]],
    people: People,
    period: Period,
    at: dt.date,
) -> Iterator[Entry]:
    histories = statuses_of(study, [each.id for each, _ in points if each.id is not None])
    for each, goals in points:
        who, key = owners_shown(each.owners, people), f"action:{each.id}"
        done = next((one for one in histories.get(each.id or 0, []) if one.status == "done"), None)
        day = dt.datetime.fromisoformat(done.at).date() if done and done.at else None
        if each.status == "done" and _within(day, period):
            yield Entry("done", key, goals, day, who, each.what, done.remark if done else "")
        elif each.is_open and each.due and each.due < at:
            yield Entry("delayed", key, goals, each.due, who, each.what)


def _tasks(tasks: Iterable[PlanTask], language: Language, period: Period, at: dt.date) -> Iterator[Entry]:
    for each in tasks:
        goals = each.goals or goals_of(f"{each.section}\n{each.title}")
        key, who = f"task:{each.id}", each.decides or each.prepares
        done = next((one.at for one in each.history if one.status == "done"), None)
        if each.status == "done" and _within(done, period):
            yield Entry("done", key, goals, done, who, each.title, each.remark)
        elif each.is_overdue(at):
            stretch = write_deadline(each.deadline, language) if each.deadline.kind != "day" else ""
            words = "; ".join(filter(None, (stretch, each.remark)))
            yield Entry("delayed", key, goals, each.deadline.last_day(), who, each.title, words)


def _reported(facts: RoundFacts, persons: re.Pattern[str]) -> Iterator[Entry]:
    """For each party and sub-goal the first sentence about it that names no person of the register."""
    for told in facts.reported:
        seen: set[int] = set()
        for part in told.written:
            for span in sentences(part.text):
                words = " ".join(part.text[span.start : span.end].split()).lstrip("-•– ")
                new = tuple(goal for goal in goals_of(words) if goal not in seen)
                if new and not mentions(words, persons):
                    seen.update(new)
                    yield Entry("reported", f"report:{facts.round.name}/{told.id}", new, told.day, told.name, words)
