"""What an organiser does with forms, beside opening and closing them: sessions, addresses, withdrawals, files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluation.errors import fail
from evaluation.model import Session
from evaluation.model.form import Form, Invitation, Response
from evaluation.sources.received import kept_version
from evaluation.store import forms, responses
from evaluation.study import Study
from instruments.form.answering import Seat, withdraw
from instruments.form.opening import Invited, find_form
from instruments.form.reporting import find_round
from instruments.load import FOLDER, read_instrument
from instruments.model import Instrument

COLUMNS = ("id", "organisation", "participant", "channel", "address")


def instrument_of(study: Study, session: str, named: str | None, round_: str | None) -> str:
    """The instrument of a form: the one named, else the reporting round's, else the session's."""
    if named:
        return named
    if round_:
        return find_round(study, round_).instrument
    file = study.instrument_file(session)
    return file.stem if file else session


def new_session(study: Study, session: str, instrument: str) -> Session | None:
    """The session that is to come into being with a form; None where there is one of that name. Raises FORMS-020."""
    if any(each.id == session for each in study.people().sessions):
        return None
    file = study.folder / FOLDER / f"{instrument}.yaml"
    is_survey = file.is_file() and read_instrument(file).kind == "questionnaire"
    kind = "survey-wave" if is_survey else "written-answer"
    try:
        return Session(id=session, kind=kind, instrument=instrument)
    except ValidationError:
        raise fail("FORMS-020", name=session) from None


def not_invited(study: Study, form: str) -> list[str]:
    """The organisations without an invitation: the parties of the form's round, or all there are."""
    found = find_form(study, form)
    wanted: Iterable[str] = (each.id for each in study.people().organisations)
    if found.round:
        wanted = find_round(study, found.round).parties
    with study.store.reading() as connection:
        asked = {each.organisation for each in forms.read_invitations(connection, form) if not each.revoked_at}
    return [each for each in wanted if each not in asked]


def invitation_of(study: Study, form: str, number: int) -> Invitation:
    """The invitation of this number. Raises FORMS-014."""
    name = find_form(study, form).name
    with study.store.reading() as connection:
        there = {each.id: each for each in forms.read_invitations(connection, name)}
    if number not in there:
        raise fail("FORMS-014", number=number)
    return there[number]


def responses_to(study: Study, form: str) -> list[Response]:
    name = find_form(study, form).name
    with study.store.reading() as connection:
        return responses.read_responses(connection, form=name)


def withdraw_response(study: Study, number: int, *, sure: bool) -> None:
    """Delete a response for good, as its respondent could. Raises FORMS-015 unless `sure`."""
    with study.store.reading() as connection:
        there = {each.id: each for each in responses.read_responses(connection)}
    found = there.get(number)
    if found is None or found.form is None:
        raise fail("FORMS-014", number=number)
    if not sure:
        raise fail("FORMS-015", number=number)
    seat = Seat(find_form(study, found.form), _version(study, found), found.sha256, found.digest, None, found)
    withdraw(study, seat, who=study.who)


def write_addresses(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """A CSV file that its owner alone may read: whoever has an address can answer."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="utf-8-sig", newline="") as file:
        file.write(addresses(rows))


def addresses(rows: Iterable[Mapping[str, Any]]) -> str:
    """Invitations with their addresses, as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def told_invited(made: Invited, base: str) -> dict[str, Any]:
    """An invitation with the address it is answered at, which is told this once."""
    own = {key: getattr(made.invitation, key) for key in ("id", "form", "organisation", "participant", "channel", "at")}
    return {**own, "token": made.token, "address": address_of(base, made.token)}


def address_of(base: str, token: str) -> str:
    return f"{base.rstrip('/')}/f/{token}"


def is_open(form: Form) -> bool:
    """Whether answers may come in today."""
    return not (form.closed_at or (form.closes and form.closes < dt.date.today()))


def _version(study: Study, response: Response) -> Instrument:
    return read_instrument(kept_version(study.folder / FOLDER, response.instrument, response.sha256))
