"""Who takes part, in what, on which terms; the shape of `people.yaml` too."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from evaluation.model.localised import Localised

Affiliation = Literal["informant", "moderator", "assistant", "observer", "delegate"]
SessionKind = Literal[
    "focus-group", "interview", "telephone", "video", "written-answer", "supplement", "survey-wave", "meeting"
]
Status = Literal["attended", "declined", "no-response"]
Mode = Literal["in-person", "video", "telephone", "e-mail", "written"]

Handle = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,31}$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
_values = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Organisation(BaseModel):
    """One that takes part. `name` is kept apart from all that is exported, and so is `also`; `pseudonym` is shown.

    also: other names that give it away: abbreviations, former names, products, buildings. open: it acts in public, as
    an authority or a party to the agreement does, and goes by its name.
    """

    model_config = _values
    id: Handle
    name: str = ""
    also: tuple[str, ...] = ()
    open: bool = False
    pseudonym: str = ""
    sector: str = ""
    size: int | None = Field(default=None, ge=0, le=2_147_483_647)

    @property
    def shown(self) -> str:
        """What it is called where readers see it, if anything has been decided: its pseudonym, or its name if open."""
        return self.pseudonym or (self.name if self.open else "")


class Participant(BaseModel):
    """A person. `name`, `contact` and the labels in transcripts (`speakers`) are kept apart."""

    model_config = _values
    id: Handle
    organisation: str | None = None
    name: str = ""
    contact: str = ""
    pseudonym: str = ""
    role: str = ""
    affiliation: Affiliation = "informant"
    speakers: tuple[str, ...] = ()


class Consent(BaseModel):
    """What a participant agreed to; `withdrawn` takes everything back from that day.

    kept_until: the day after which nothing of theirs may be kept, where they were promised one of their own.
    """

    model_config = _values
    participant: str
    recording: bool = False
    quoting: bool = False
    written_confirmation: dt.date | None = None
    withdrawn: dt.date | None = None
    kept_until: dt.date | None = None


class Attendance(BaseModel):
    """One participant's part in one session."""

    model_config = _values
    participant: str
    status: Status = "attended"
    mode: Mode | None = None
    from_: Clock | None = Field(default=None, alias="from")
    to: Clock | None = None
    left_because: Localised | None = None
    followed_up_by: str | None = None


class Session(BaseModel):
    """One occasion on which data were collected; `follows` names the session it follows up."""

    model_config = _values
    id: Handle
    kind: SessionKind
    title: str = ""
    date: dt.date | None = None
    start: Clock | None = None
    end: Clock | None = None
    place: str = ""
    instrument: str | None = None
    recorded: bool = False
    transcribed: bool = False
    follows: str | None = None
    attendance: tuple[Attendance, ...] = ()


class People(BaseModel):
    """Everyone and everything in one file, as `people import` reads it."""

    model_config = _values
    organisations: tuple[Organisation, ...] = ()
    participants: tuple[Participant, ...] = ()
    consents: tuple[Consent, ...] = ()
    sessions: tuple[Session, ...] = ()
