"""The fields of the register's forms: what stands in them, and the values they make."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from typing import Annotated, Any, get_args

from pydantic import BaseModel, Field

from coding.workbench.steps import steps_of
from evaluation.language import LANGUAGES
from evaluation.model import Attendance, Consent, Localised, Organisation, Participant, Session
from evaluation.model.people import Affiliation, Mode, SessionKind, Status
from evaluation.people.making import made
from evaluation.store.changes import Change as ChangeRow
from evaluation.store.changes import read_change
from evaluation.study import Study

Short = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=20_000)]
CHOICES = {
    "affiliation": get_args(Affiliation),
    "kind": get_args(SessionKind),
    "status": get_args(Status),
    "mode": get_args(Mode),
}
REASONS = tuple(f"left_because_{each}" for each in LANGUAGES)
Typed = dict[str, Any]


class Fields(BaseModel):
    """A form as it was sent. `was`: the stamp of what its writer saw, empty for what was not there."""

    was: Short = ""

    @property
    def typed(self) -> Typed:
        return self.model_dump(exclude={"was", "new"})


class Kept(Fields):
    """One with an id. `new`: it is to be written for the first time."""

    new: bool = False
    id: Short = ""

    @property
    def existing(self) -> str:
        """Its id, where it is there already."""
        return "" if self.new else self.id


class PersonTyped(Kept):
    organisation: Short = ""
    name: Short = ""
    contact: Short = ""
    pseudonym: Short = ""
    role: Short = ""
    affiliation: Short = "informant"
    speakers: Text = ""

    def value(self) -> Participant:
        return made(Participant, {**self.typed, "speakers": self.speakers.splitlines()})


class OrganisationTyped(Kept):
    name: Short = ""
    also: Text = ""
    open: bool = False
    pseudonym: Short = ""
    sector: Short = ""
    size: Short = ""

    def value(self) -> Organisation:
        return made(Organisation, {**self.typed, "also": self.also.splitlines()})


class ConsentTyped(Fields):
    participant: Short
    recording: bool = False
    quoting: bool = False
    written_confirmation: Short = ""
    withdrawn: Short = ""
    kept_until: Short = ""

    def value(self) -> Consent:
        return made(Consent, self.typed)


class SessionTyped(Kept):
    kind: Short = "focus-group"
    title: Short = ""
    date: Short = ""
    start: Short = ""
    end: Short = ""
    place: Short = ""
    instrument: Short = ""
    recorded: bool = False
    transcribed: bool = False
    follows: Short = ""

    def value(self) -> Session:
        return made(Session, self.typed)


class AttendanceTyped(Fields):
    session: Short
    participant: Short
    status: Short = "attended"
    mode: Short = ""
    from_: Short = ""
    to: Short = ""
    left_because_nb: Short = ""
    left_because_nn: Short = ""
    left_because_en: Short = ""
    followed_up_by: Short = ""

    def value(self) -> Attendance:
        words = {each: getattr(self, f"left_because_{each}").strip() for each in LANGUAGES}
        told = self.model_dump(exclude={"was", "session", *REASONS})
        return made(Attendance, {**told, "left_because": words if any(words.values()) else None})


class Withdrawing(Fields):
    participant: Short


class Leaving(Fields):
    session: Short
    participant: Short


class Change(BaseModel):
    """An act that is taken back, or brought back."""

    change: Annotated[int, Field(ge=1, lt=2**53)]


def typed_of(value: BaseModel) -> Typed:
    """What stands in the fields of a form about this."""
    return {key: _field(each) for key, each in _flat(value)}


def differing(theirs: Typed, mine: Typed) -> list[tuple[str, str, str]]:
    """The fields in which two have written otherwise, and what each has."""
    return [(key, theirs[key], mine[key]) for key in mine
            if key in theirs and _plain(theirs[key]) != _plain(mine[key])]  # fmt: skip


def last_steps(study: Study, kinds: Collection[str]) -> list[tuple[str, ChangeRow]]:
    """What whoever looks may take back or bring back next, and what it was."""
    found = steps_of(study, kinds)
    with study.store.reading() as connection:
        return [(way, read_change(connection, change)) for way, change in found.items() if change]


def free_id(start: str, taken: Iterable[str]) -> str:
    """The id that comes after those there are: p13 after p12."""
    numbers = (re.fullmatch(rf"{start}(\d{{1,9}})", each) for each in taken)
    return f"{start}{max((int(each[1]) for each in numbers if each), default=0) + 1}"


def _flat(value: BaseModel) -> Iterable[tuple[str, Any]]:
    for key in type(value).model_fields:
        each = getattr(value, key)
        if key == "left_because":
            yield from ((f"{key}_{code}", getattr(each or Localised(), code)) for code in LANGUAGES)
        elif key != "attendance":
            yield key, each


def _field(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value or (False if value is False else "")
    if isinstance(value, tuple):
        return "\n".join(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool) else " ".join(str(value).split())
