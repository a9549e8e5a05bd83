"""Opening a form, asking people to answer it, and closing it again."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.errors import Problem, fail, problem, raise_any
from evaluation.memos import now
from evaluation.model import People, Session
from evaluation.model.form import Channel, Form, Invitation
from evaluation.settings.nearness import near
from evaluation.sources.received import keep_version
from evaluation.store import forms as stored
from evaluation.store import people, reporting_rounds, responses
from evaluation.store.act import Act
from evaluation.study import Study
from instruments.check.usable import read_usable
from instruments.form.tokens import digest_of, new_token
from instruments.load import FOLDER, files_in

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


@dataclass(frozen=True, slots=True)
class Opened:
    """A form, and the token of its open link where it has one: it is told once, and not kept."""

    form: Form
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with its token, which is told once and not kept."""

    invitation: Invitation
    token: str


@dataclass(frozen=True, slots=True)
class FormProgress:
    form: Form
    invited: int
    begun: int
    submitted: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Terms:
    """By whom a form may be answered beside those who are invited, in which reporting round, and until when.

    `new_session`: a session that comes into being with the form.
    """

    link: bool = False
    round: str | None = None
    closes: dt.date | None = None
    new_session: Session | None = None


def open_form(study: Study, name: str, *, instrument: str, session: str, terms: Terms = Terms()) -> Opened:
    """Hold an instrument open for answers under a session; with a link, by whoever has the address.

    Raises one error with every reason why not: a name that is taken, an instrument with faults, an unknown session or
    round, and information for those who answer that is not complete.
    """
    file = _instrument_file(study, instrument)
    raise_any(_faults(study, name, session, terms))
    read_usable(file)
    token = new_token() if terms.link else None
    digest = digest_of(token) if token else None
    form = Form(name, file.stem, keep_version(file), session, terms.round, digest, terms.closes, now(), study.who)
    with study.store.act("form.open", study.who, name=name, instrument=file.stem) as act:
        if terms.new_session:
            people.write_people(act, People(sessions=(terms.new_session,)))
        return Opened(stored.write_form(act, form), token)


def close_form(study: Study, name: str, *, was: str | None = None) -> Form:
    """No more answers, and no more changes to them, from now on. Raises ANSWER-024 where it is closed already.

    was: the stamp of what the closer saw; EDIT-081 where the form stands otherwise by now. So with those below.
    """
    find_form(study, name)
    with study.store.act("form.close", study.who, name=name) as act:
        found = _standing(act, name, was)
        if found.closed_at:
            raise fail("ANSWER-024", name=name)
        return stored.write_form(act, replace(found, closed_at=now(), closed_by=study.who))


def reopen_form(study: Study, name: str, *, closes: dt.date | None = None, was: str | None = None) -> Form:
    """Let answers come in again, until a new day if one is named."""
    find_form(study, name)
    with study.store.act("form.reopen", study.who, name=name) as act:
        return stored.write_form(act, replace(_standing(act, name, was), closed_at=None, closed_by=None, closes=closes))


def update_form(study: Study, name: str, *, was: str | None = None) -> Form:
    """Ask new respondents the questionnaire as it is now; those who have begun go on with the one they began with."""
    file = _instrument_file(study, find_form(study, name).instrument)
    read_usable(file)
    with study.store.act("form.update", study.who, name=name) as act:
        return stored.write_form(act, replace(_standing(act, name, was), sha256=keep_version(file)))


def stamp_of(form: Form) -> str:
    """How a form stands, as a hash: two people who open and close the same one find out by it."""
    return hashlib.sha256(repr((form.closed_at, form.closes, form.sha256, form.link)).encode()).hexdigest()[:16]


def list_forms(study: Study) -> list[FormProgress]:
    """All forms, and how many were asked, have begun, have answered, and have withdrawn."""
    with study.store.reading() as connection:
        found = stored.read_forms(connection)
        invitations = stored.read_invitations(connection)
        counts = responses.count_responses(connection)
    asked = {form.name: sum(each.form == form.name and not each.revoked_at for each in invitations) for form in found}
    return [FormProgress(form, asked[form.name], *counts.get(form.name, (0, 0, 0))) for form in found]


def find_form(study: Study, name: str) -> Form:
    """The form of this name. Raises ANSWER-021 with the nearest."""
    with study.store.reading() as connection:
        found = stored.find_form(connection, name)
        known = [] if found else [each.name for each in stored.read_forms(connection)]
    if found is None:
        raise fail("ANSWER-021", name=name, known=near(name, known))
    return found


def invite(
    study: Study,
    form: str,
    *,
    organisations: Sequence[str] = (),
    participants: Sequence[str] = (),
    number: int = 0,
    channel: Channel = "browser",
) -> list[Invited]:
    """Make a token for each organisation, each participant, and `number` that nothing is known of.

    Raises ANSWER-023 for those the study does not know, and ANSWER-025 for those who have an invitation.
    """
    found = find_form(study, form)
    known = study.people()
    _refuse_unknown("organisation", organisations, [each.id for each in known.organisations])
    _refuse_unknown("participant", participants, [each.id for each in known.participants])
    own = {each.id: each.organisation for each in known.participants}
    wanted = [Invitation(found.name, "", organisation=each) for each in organisations]
    wanted += [Invitation(found.name, "", organisation=own[each], participant=each) for each in participants]
    wanted += [Invitation(found.name, "")] * number
    tokens = [new_token() for _ in wanted]
    made = [
        replace(each, digest=digest_of(token), channel=channel, at=now(), who=study.who)
        for each, token in zip(wanted, tokens, strict=True)
    ]
    with study.store.act("form.invite", study.who, name=form, n=len(made)) as act:
        _refuse_double(made, stored.read_invitations(act.connection, found.name))
        kept = {each.digest: each for each in stored.add_invitations(act, made)}
    return [Invited(kept[digest_of(token)], token) for token in tokens]


def renew(study: Study, invitation: Invitation) -> Invited:
    """A new token in the place of one that was lost; the old one opens nothing any more, and the answers stay."""
    token = new_token()
    digest = digest_of(token)
    with study.store.act("form.renew", study.who, name=invitation.form, invitation=invitation.id) as act:
        stored.change_invitations(act, [replace(invitation, digest=digest)])
        answered = responses.response_to(act.connection, invitation.id or 0)
        if answered and answered.id is not None:
            responses.give_digest(act.connection, answered.id, digest)
    return Invited(replace(invitation, digest=digest), token)


def pending(study: Study, form: str) -> list[Invitation]:
    """Those who were asked and have not answered: the list of whom to remind."""
    found = find_form(study, form)
    with study.store.reading() as connection:
        invitations = stored.read_invitations(connection, found.name)
        there = responses.read_responses(connection, form=found.name)
    done = {each.invitation for each in there if each.state != "draft"}
    return [each for each in invitations if each.id not in done and not each.revoked_at]


def _standing(act: Act, name: str, was: str | None) -> Form:
    found = stored.find_form(act.connection, name)
    if found is None:
        raise fail("ANSWER-021", name=name, known="")
    if was is not None and stamp_of(found) != was:
        raise fail("EDIT-081", name=name)
    return found


def _instrument_file(study: Study, name: str) -> Path:
    file = study.folder / FOLDER / f"{name}.yaml"
    if not file.is_file():
        raise fail("INSTRUMENT-082", name=name, known=near(name, [each.stem for each in files_in(study.folder)]))
    return file


def _faults(study: Study, name: str, session: str, terms: Terms) -> Iterator[Problem]:
    with study.store.reading() as connection:
        taken = {each.name for each in stored.read_forms(connection)}
        rounds = [each.name for each in reporting_rounds.read_reporting_rounds(connection)]
    sessions = [each.id for each in (*study.people().sessions, terms.new_session) if each]
    if not _NAME.fullmatch(name):
        yield problem("FORMS-020", name=name)
    if name in taken:
        yield problem("ANSWER-022", name=name)
    if session not in sessions:
        yield problem("STUDY-007", name=session, known=near(session, sessions))
    if terms.round is not None and terms.round not in rounds:
        yield problem("ANSWER-026", name=terms.round, known=near(terms.round, rounds))
    if missing := study.evaluation.information.missing:
        yield problem("ANSWER-020", file=study.settings.path, fields=", ".join(missing))


def _refuse_unknown(kind: str, named: Sequence[str], known: Sequence[str]) -> None:
    unknown = [each for each in named if each not in set(known)]
    raise_any(problem("ANSWER-023", name=each, known=near(each, known), file=kind) for each in unknown)


def _refuse_double(made: Sequence[Invitation], there: Collection[Invitation]) -> None:
    taken = [(each.organisation, each.participant) for each in there if not each.revoked_at]
    for each in made:
        key = (each.organisation, each.participant)
        if key != (None, None) and key in taken:
            raise fail("ANSWER-025", name=each.participant or each.organisation)
        taken.append(key)
