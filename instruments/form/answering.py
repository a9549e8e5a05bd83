"""Answering a form: whoever has a token begins, saves as they go, submits, changes and withdraws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from evaluation.editing import retell
from evaluation.errors import fail, raise_any
from evaluation.language import Language
from evaluation.memos import now
from evaluation.model.form import Answer, Form, Invitation, Response
from evaluation.sources.received import kept_version
from evaluation.store import forms as stored
from evaluation.store import responses, sources
from evaluation.store.act import Act, within
from evaluation.store.purge import purge_source
from evaluation.store.search_index import discard
from evaluation.study import Study
from instruments.form.spoken import source_of
from instruments.form.tokens import digest_of, is_token, new_token, same
from instruments.form.validation import check
from instruments.load import FOLDER, read_instrument
from instruments.model import Instrument

RESPONDENT = ""  # who the log says it was: nobody it knows


@dataclass(frozen=True, slots=True)
class Seat:
    """What a token opens: a form, in the version its holder answers, and what they answered so far."""

    form: Form
    instrument: Instrument
    sha256: str
    digest: str
    invitation: Invitation | None = None
    response: Response | None = None

    @property
    def is_open(self) -> bool:
        return self.form.closed_at is None and (self.form.closes is None or dt.date.today() <= self.form.closes)

    @property
    def state(self) -> str:
        """`new`, `draft`, `submitted`, `withdrawn` or `closed`; what was submitted stays so when the form closes."""
        if self.response and self.response.state != "draft":
            return self.response.state
        return "closed" if not self.is_open else self.response.state if self.response else "new"


@dataclass(frozen=True, slots=True)
class Begun:
    """`token` is the respondent's own where they came by an open link: it is told once, and not kept."""

    seat: Seat
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    revision: int
    at: str


class Conflict(Exception):
    """Somebody, perhaps in another window, has saved since: `revision` and `answers` are what is there now."""

    def __init__(self, revision: int, answers: Mapping[str, Answer]) -> None:
        super().__init__(revision)
        self.revision, self.answers = revision, answers


def seat_of(study: Study, token: str) -> Seat | None:
    """What this token opens; None for one that opens nothing, whatever the reason."""
    digest = digest_of(token)
    if not is_token(token):
        return None
    with study.store.reading() as connection:
        response = responses.find_response(connection, digest)
        invitation = stored.find_invitation(connection, digest)
        if response is None and invitation is not None and invitation.id is not None:
            response = responses.response_to(connection, invitation.id)
        link = stored.find_link(connection, digest)
        name = (response.form if response else None) or (invitation.form if invitation else None)
        form = stored.find_form(connection, name) if name else link
    kept = response.digest if response else invitation.digest if invitation else form.link if form else None
    if form is None or kept is None or not same(kept, token) or (invitation and invitation.revoked_at):
        return None
    sha256 = response.sha256 if response else form.sha256
    return Seat(form, _version(study, form.instrument, sha256), sha256, digest, invitation, response)


def begin(study: Study, seat: Seat, *, language: Language, consent: bool) -> Begun:
    """Start answering, once the respondent has read what it is for and agreed.

    By an open link each gets a token of their own. Raises ANSWER-012 without consent, ANSWER-011 for a closed form.
    """
    if seat.response is not None:
        return Begun(seat)
    _refuse_closed(seat)
    if not consent:
        raise fail("ANSWER-012")
    token = new_token() if seat.invitation is None else None
    invitation = seat.invitation
    response = Response(
        seat.form.session, seat.form.instrument, seat.sha256, invitation.channel if invitation else "browser",
        digest_of(token) if token else seat.digest, form=seat.form.name,
        invitation=invitation.id if invitation else None, organisation=invitation.organisation if invitation else None,
        participant=invitation.participant if invitation else None, language=language,
        consented_at=now(), started_at=now(), saved_at=now(),
    )  # fmt: skip
    with study.store.act("response.begin", RESPONDENT, form=seat.form.name) as act:
        there = responses.find_response(act.connection, response.digest)
        kept = there or responses.add_response(act, response)
        act.details["response"] = kept.id
    return Begun(replace(seat, response=kept, digest=kept.digest), token)


def save(study: Study, seat: Seat, answers: Mapping[str, Any], *, revision: int, language: Language) -> Saved:
    """Keep answers, by variable, on the way. On disk when this returns.

    Raises one error with every fault, ANSWER-011 for a closed form, ANSWER-013 for what is not begun or withdrawn, and
    Conflict where another revision is there, unless it says the same.
    """
    response = _standing(seat)
    checked = check(seat.instrument, answers)
    raise_any(checked.problems)
    at = now()
    values = {"saved_at": at, "language": language}
    with study.store.writing() as connection:
        try:
            kept = responses.write_answers(connection, replace(response, revision=revision), checked.answers, **values)
        except LookupError:
            kept = _same_or_conflict(responses.find_response(connection, response.digest), checked.answers)
    return Saved(kept.revision, kept.saved_at)


def submit(study: Study, seat: Seat, answers: Mapping[str, Any], *, revision: int, language: Language) -> Saved:
    """Hand the answers in: complete, and their words as a source that can be coded. It may be done again.

    Raises as `save` does, and for questions that must be answered.
    """
    _standing(seat)
    checked = check(seat.instrument, answers, complete=True)
    raise_any(checked.problems)
    with study.store.writing() as connection:
        return hand_over(connection, seat, checked.answers, revision=revision, language=language)


def hand_over(
    connection: Connection, seat: Seat, answers: Mapping[str, Answer], *, revision: int, language: Language
) -> Saved:
    """Write down answers that hold, and their words, within a transaction. Raises Conflict, and ANSWER-013 for none."""
    if seat.response is None:
        raise fail("ANSWER-013")
    response = replace(seat.response, language=language)
    at = now()
    name = response.source or _name_of(seat, response)
    source = source_of(seat.instrument, response, answers, name)
    with within(connection, "response.submit", RESPONDENT, form=seat.form.name, response=response.id) as act:
        act.told = True
        if source and not response.source:
            sources.write_source(act, source, instrument=response.instrument, hash_=response.sha256)
        if not source and response.source:
            _purge(act, response.source)
        values = {"saved_at": at, "language": language, "submitted_at": at, "sha256": seat.sha256,
                  "source": source.name if source else None}  # fmt: skip
        expected = replace(response, revision=revision)
        try:
            kept = responses.write_answers(connection, expected, answers, **values)
        except LookupError:
            there = responses.find_response(connection, response.digest)
            raise Conflict(there.revision if there else 0, there.answers if there else {}) from None
    if source and response.source:
        with within(connection, "response.change", RESPONDENT, name=source.name) as act:
            retell(act, source)
    return Saved(kept.revision, at)


def withdraw(study: Study, seat: Seat, *, who: str = RESPONDENT) -> None:
    """Take all answers away, with what was coded in them and what the log held of them. Nothing brings them back.

    `who` did it, where it was not the respondent.
    """
    response = seat.response
    if response is None or response.withdrawn_at:
        raise fail("ANSWER-013")
    with study.store.act("response.withdraw", who, form=seat.form.name, response=response.id) as act:
        act.told = True
        there = responses.find_response(act.connection, response.digest) or response
        responses.empty_response(act.connection, there, now())
        if there.source:
            _purge(act, there.source)
    study.store.wipe()
    discard(study.folder)


def _version(study: Study, name: str, sha256: str) -> Instrument:
    return _read(kept_version(study.folder / FOLDER, name, sha256))


@lru_cache(maxsize=64)
def _read(file: Path) -> Instrument:
    """The instrument as it was when it had the hash in the file's name: it never changes."""
    return read_instrument(file)


def _refuse_closed(seat: Seat) -> None:
    if not seat.is_open:
        raise fail("ANSWER-011", name=seat.form.name)


def _standing(seat: Seat) -> Response:
    if seat.response is None or seat.response.withdrawn_at:
        raise fail("ANSWER-013")
    _refuse_closed(seat)
    return seat.response


def _same_or_conflict(there: Response | None, answers: Mapping[str, Answer]) -> Response:
    """A save that is sent again, since its answer was lost on the way, is no conflict."""
    if there is None or there.withdrawn_at:
        raise fail("ANSWER-013")
    if dict(there.answers) != dict(answers):
        raise Conflict(there.revision, there.answers)
    return there


def _name_of(seat: Seat, response: Response) -> str:
    return f"{seat.form.name}-{response.id}"


def _purge(act: Act, name: str) -> None:
    found = next((each.id for each in sources.list_sources(act.connection) if each.name == name), None)
    if found is not None:
        purge_source(act.connection, found)
