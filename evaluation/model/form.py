"""Instruments held open for answers, who was asked, and what they answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from evaluation.language import Language

Channel = Literal["browser", "static", "paper", "file"]
ResponseState = Literal["draft", "submitted", "withdrawn"]
Answer = int | float | str | list[int]


@dataclass(frozen=True, slots=True)
class ReportingRound:
    """What parties report on for a period: the template they fill in, who is expected to, and by when."""

    name: str
    instrument: str
    title: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    deadline: dt.date | None = None
    parties: tuple[str, ...] = ()
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Form:
    """An instrument held open under a session; `sha256` is of the version that new respondents get.

    `link` is the hash of the token that anyone may answer by, where there is one.
    """

    name: str
    instrument: str
    sha256: str
    session: str
    round: str | None = None
    link: str | None = None
    closes: dt.date | None = None
    opened_at: str = ""
    opened_by: str = ""
    closed_at: str | None = None
    closed_by: str | None = None
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Invitation:
    """One respondent's own way in. Only the hash of its token is kept."""

    form: str
    digest: str
    organisation: str | None = None
    participant: str | None = None
    label: str = ""
    channel: Channel = "browser"
    at: str = ""
    who: str = ""
    revoked_at: str | None = None
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Response:
    """What one respondent answered, by variable. `digest` is the hash of the token or key that it is changed by.

    `revision` counts the times it was saved. A response that is withdrawn has no answers left.
    """

    session: str
    instrument: str
    sha256: str
    channel: Channel
    digest: str
    form: str | None = None
    invitation: int | None = None
    organisation: str | None = None
    participant: str | None = None
    language: Language | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    revision: int = 0
    consented_at: str | None = None
    started_at: str = ""
    saved_at: str = ""
    submitted_at: str | None = None
    withdrawn_at: str | None = None
    source: str | None = None
    id: int | None = field(default=None, compare=False)

    @property
    def state(self) -> ResponseState:
        return "withdrawn" if self.withdrawn_at else "submitted" if self.submitted_at else "draft"


@dataclass(frozen=True, slots=True)
class PartyReport:
    """What a party reported in a document: the source its words became, and the sections it left out.

    `heading` and `line` tell where its chapter begins in `file`; `reported` is the day the document bears.
    """

    round: str
    organisation: str
    source: str
    heading: str = ""
    template: str = ""
    file: str = ""
    line: int | None = None
    missing: tuple[str, ...] = ()
    reported: dt.date | None = None
    at: str = ""
    who: str = ""
    id: int | None = field(default=None, compare=False)
