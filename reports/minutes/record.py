"""What stands in minutes as a document: all of it with names, or what may be published without them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.followup.deadlines import write_deadline
from evaluation.language import Language, phrase
from evaluation.model import Participant, People
from evaluation.model.evaluation import Attribution
from evaluation.model.meetings import ActionPoint, AgendaItem, Meeting, MeetingAttendance, Owner
from evaluation.numbers import write_date
from evaluation.people.unnaming import unnaming

PARTS = ("presentation", "discussion", "conclusion")
PUBLIC = ("conclusion",)
LABELS = {"presentation": "background", "discussion": "discussion", "conclusion": "conclusion"}


@dataclass(frozen=True, slots=True)
class RecordItem:
    """An agenda item: `parts` are labels and texts, `actions` what, who and by when."""

    number: str
    title: str
    parts: tuple[tuple[str, str], ...] = ()
    actions: tuple[tuple[str, str, str], ...] = ()
    deferred: str = ""
    items: tuple[RecordItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Minutes as they are set. `facts` are date, time and place, `people` those present and absent, by label."""

    title: str
    form: str
    language: Language
    facts: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, tuple[str, ...]], ...]
    items: tuple[RecordItem, ...]
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """How people and parties are shown: to those who were there, or to all."""

    people: People
    language: Language
    public: bool
    policy: Attribution

    def text(self) -> Callable[[str], str]:
        """A text as it may be read. Inside, pseudonyms become names again; outside, both become parties."""
        if self.public:
            hidden = [self._hidden(each) for each in self.people.participants]
            unnamed = unnaming(hidden)
            known = zip(self.people.participants, hidden, strict=True)
            shown = {each.pseudonym or each.id: other.pseudonym for each, other in known}
            return lambda text: _renamed(unnamed(text), shown)
        named = {each.pseudonym or each.id: each.name for each in self.people.participants if each.name}
        return lambda text: _renamed(text, named)

    def person(self, attendance: MeetingAttendance) -> str:
        participant = self._participant(attendance.participant)
        name = (participant.name or participant.pseudonym or participant.id) if participant else ""
        party = self.party(attendance.organisation, attendance.party)
        only = phrase("agenda.render.only", self.language, items=", ".join(attendance.items))
        told = f"{name} ({party})" if name and party else name or party
        return f"{told}, {only}" if attendance.items else told

    def party(self, organisation: str | None, written: str) -> str:
        """The organisation by the name it goes by; outside, as much of it as the people policy allows."""
        found = next((each for each in self.people.organisations if each.id == organisation), None)
        if not self.public:
            return (found.name or found.pseudonym or found.id) if found else written
        if found and found.open and found.shown:
            return found.shown
        if self.policy == "organisation":
            return (found.pseudonym or found.id) if found else written
        return found.sector if found and self.policy == "sector" else ""

    def owner(self, owner: Owner) -> str:
        participant = self._participant(owner.participant)
        if participant is None:
            known = owner.text if not self.public or self.policy == "organisation" else ""
            return self.party(owner.organisation, known)
        if not self.public:
            return participant.name or participant.pseudonym or participant.id
        told = self.party(participant.organisation, "")
        return told or phrase("agenda.render.somebody", self.language)

    def _participant(self, id_: str | None) -> Participant | None:
        return next((each for each in self.people.participants if each.id == id_), None)

    def _hidden(self, participant: Participant) -> Participant:
        shown = self.party(participant.organisation, "") or phrase("agenda.render.somebody", self.language)
        return participant.model_copy(update={"pseudonym": shown})


def record_of(meeting: Meeting, shown: Shown) -> Record:
    """The minutes as they are set, for those who were there or, public, for all."""
    language = shown.language
    facts = {
        "date": write_date(meeting.date, language) if meeting.date else "",
        "time": "–".join(filter(None, (meeting.start, meeting.end))),
        "place": meeting.place,
    }
    named = tuple((phrase(f"agenda.{key}", language), value) for key, value in facts.items() if value)
    form = phrase(f"agenda.render.{'public' if shown.public else 'internal'}", language)
    title = phrase("agenda.title", language, group=meeting.group or meeting.title)
    items = tuple(_item(each, shown, shown.text()) for each in meeting.agenda)
    if meeting.next_date:
        named = (*named, (phrase("agenda.next_meeting", language), write_date(meeting.next_date, language)))
    words = {key: phrase(f"agenda.render.{key}", language) for key in ("what", "who", "by")}
    words |= {"action": phrase("agenda.action", language), "page": phrase("paper.page", language)}
    return Record(title, form, language, named, _people(meeting.attendance, shown), items, words)


def _people(attendance: Sequence[MeetingAttendance], shown: Shown) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for presence in ("present", "absent"):
        there = [each for each in attendance if each.presence == presence]
        told = _counted(there, shown) if shown.public else [shown.person(each) for each in there]
        if told and not (shown.public and presence == "absent"):
            found.append((phrase(f"agenda.{presence}", shown.language), tuple(told)))
    return tuple(found)


def _counted(there: Sequence[MeetingAttendance], shown: Shown) -> list[str]:
    """How many came from which party, as far as that may be told; else how many came."""
    counted = Counter(shown.party(each.organisation, each.party) for each in there)
    unnamed = counted.pop("", 0)
    told = [f"{party} ({count})" if count > 1 else party for party, count in counted.items()]
    if unnamed:
        told.append(phrase("agenda.render.people", shown.language, n=unnamed, count=unnamed))
    return told


def _item(item: AgendaItem, shown: Shown, text: Callable[[str], str]) -> RecordItem:
    parts = ((part, text(getattr(item, part))) for part in (PUBLIC if shown.public else PARTS))
    return RecordItem(
        item.number,
        text(item.title),
        tuple((phrase(f"agenda.{LABELS[part]}", shown.language), told) for part, told in parts if told),
        tuple(_action(each, shown, text) for each in item.action_points),
        phrase("agenda.render.deferred", shown.language) if item.deferred else "",
        tuple(_item(each, shown, text) for each in item.items),
    )


def _action(point: ActionPoint, shown: Shown, text: Callable[[str], str]) -> tuple[str, str, str]:
    owners = ", ".join(dict.fromkeys(filter(None, map(shown.owner, point.owners))))
    deadline = write_deadline(point.deadline, shown.language, with_words=False)
    return text(point.what), owners, deadline


def _renamed(text: str, named: Mapping[str, str]) -> str:
    if not named:
        return text
    either = "|".join(re.escape(each) for each in sorted(named, key=len, reverse=True))
    return re.sub(rf"(?<!\w)({either})(?!\w)", lambda found: named[found[1]], text)
