"""What a meeting's record was read as, before anybody has confirmed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evaluation.language import Language
from evaluation.model.meetings import ActionPoint, AgendaItem, Capacity, MeetingPart, Place, Presence


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody named among those present or absent; `items` are the numbers of the only items they were there for."""

    name: str
    organisation: str = ""
    presence: Presence = "present"
    capacity: Capacity = "member"
    items: tuple[str, ...] = ()
    note: str = ""
    places: tuple[Place, ...] = ()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Appendix:
    """What follows the minutes in the same file: [start, end) of its text; `party` is whose part of it this is.

    `head` is where the heading begins that this and all the other parts of the appendix stand under.
    """

    title: str
    party: str
    head: int
    start: int
    end: int
    points: tuple[Place, ...] = ()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something a person has to confirm. `code` is a problem's; `at` is where the words of what it is about begin."""

    code: str
    line: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    on: MeetingPart = "meeting"
    part: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting. `action_points` are those that stand under no item."""

    group: str = ""
    title: str = ""
    number: str = ""
    date: dt.date | None = None
    start: str | None = None
    end: str | None = None
    place: str = ""
    next_date: dt.date | None = None
    people: tuple[Attendee, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    action_points: tuple[ActionPoint, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    language: Language | None = None
    places: tuple[Place, ...] = ()

    @property
    def present(self) -> tuple[Attendee, ...]:
        return tuple(each for each in self.people if each.presence == "present")

    @property
    def absent(self) -> tuple[Attendee, ...]:
        return tuple(each for each in self.people if each.presence == "absent")

    def walk(self) -> Iterator[AgendaItem]:
        """Every item, sub-items after the one they belong to."""
        for each in self.items:
            yield from each.walk()
