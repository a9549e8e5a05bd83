"""What was decided at a meeting, who was there, and who owes what by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from evaluation.language import Language
from evaluation.model.deadline import Deadline

MeetingState = Literal["planned", "held"]
Presence = Literal["present", "absent"]
Capacity = Literal["member", "chair", "secretariat", "guest"]
Deferral = Literal["", "next-meeting", "not-treated"]
ActionStatus = Literal["not-started", "under-way", "done", "dropped"]
DoubtState = Literal["open", "accepted", "corrected", "refused"]
MeetingPart = Literal["meeting", "meeting_attendance", "agenda_item", "action_point"]

NO_DEADLINE = Deadline()
OPEN: tuple[ActionStatus, ...] = ("not-started", "under-way")


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a source that a part of something rests on: [start, end) of its text."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owes it: an organisation or a person the study knows, else a party as it is written."""

    text: str = ""
    organisation: str | None = None
    participant: str | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One status an action point was given: none is ever taken away."""

    status: ActionStatus
    at: str = ""
    who: str = ""
    remark: str = ""
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ActionPoint:
    """What somebody owes, by when. `meeting` and `item` name the meeting and the agenda item it was decided under.

    `due` is the last day of the deadline, where it is known: of the next meeting, its date once it is set.
    """

    what: str
    owners: tuple[Owner, ...] = ()
    deadline: Deadline = NO_DEADLINE
    due: dt.date | None = None
    status: ActionStatus = "not-started"
    certain: bool = True
    places: tuple[Place, ...] = ()
    meeting: str = ""
    item: int | None = field(default=None, compare=False)
    id: int | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Origin:
    """What made something come up on an agenda: a deferred item, an action point, a task of the plan, a report."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One point of an agenda; `items` are its sub-items. `number` is as it is written."""

    title: str
    number: str = ""
    presentation: str = ""
    discussion: str = ""
    conclusion: str = ""
    deferred: Deferral = ""
    action_points: tuple[ActionPoint, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    comes_from: Origin | None = None
    places: tuple[Place, ...] = ()
    line: int | None = field(default=None, compare=False)
    id: int | None = field(default=None, compare=False)

    def place(self, part: str) -> Place | None:
        return next((each for each in self.places if each.part == part), None)

    def walk(self) -> Iterator[AgendaItem]:
        """This item and all below it."""
        yield self
        for each in self.items:
            yield from each.walk()


@dataclass(frozen=True, slots=True)
class MeetingAttendance:
    """Who was at a meeting, or stayed away: never by name, which stands in the register of people alone.

    `party` is the organisation as it is written, where the register does not know it; `items` are the numbers of the
    only agenda items somebody was there for.
    """

    participant: str | None = None
    organisation: str | None = None
    party: str = ""
    presence: Presence = "present"
    capacity: Capacity = "member"
    items: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that was held or is planned. `name` is what it is called by; `source` names its minutes."""

    name: str
    group: str = ""
    title: str = ""
    number: str = ""
    date: dt.date | None = None
    start: str | None = None
    end: str | None = None
    place: str = ""
    next_date: dt.date | None = None
    state: MeetingState = "held"
    language: Language | None = None
    source: str | None = None
    session: str | None = None
    agenda: tuple[AgendaItem, ...] = ()
    attendance: tuple[MeetingAttendance, ...] = ()
    places: tuple[Place, ...] = ()
    at: str = ""
    who: str = ""
    id: int | None = field(default=None, compare=False)

    def walk(self) -> Iterator[AgendaItem]:
        """Every item of the agenda, sub-items after the one they belong to."""
        for each in self.agenda:
            yield from each.walk()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something read that a person has to confirm. `code` is a problem's; `on` and `on_id` name the row it is about.

    `values` fill the problem's words; they hold no name of a person.
    """

    code: str
    on: MeetingPart = "meeting"
    on_id: int | None = None
    part: str = ""
    line: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    state: DoubtState = "open"
    at: str = ""
    who: str = ""
    meeting: str = ""
    id: int | None = field(default=None, compare=False)
