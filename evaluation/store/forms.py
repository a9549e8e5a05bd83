"""Rows of forms and invitations, and the values they stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from evaluation.model.form import Form, Invitation
from evaluation.store import schema
from evaluation.store.act import Act, Row


def read_forms(connection: Connection) -> list[Form]:
    """All forms, the oldest first."""
    return [_form(row) for row in connection.execute(_forms().order_by(schema.form.c.id)).mappings()]


def find_form(connection: Connection, name: str) -> Form | None:
    row = connection.execute(_forms().where(schema.form.c.name == name)).mappings().first()
    return _form(row) if row else None


def find_link(connection: Connection, digest: str) -> Form | None:
    """The form whose open link has this hash."""
    row = connection.execute(_forms().where(schema.form.c.link == digest)).mappings().first()
    return _form(row) if row else None


def write_form(act: Act, form: Form) -> Form:
    """Add a form, or bring the one with its id in line."""
    row: Row = {key: value for key, value in asdict(form).items() if key != "id"}
    row["closes"] = form.closes.isoformat() if form.closes else None
    row["round"] = _round_id(act.connection, form.round)
    if form.id is None:
        act.insert(schema.form, [row])
    else:
        act.update(schema.form, form.id, row)
    found = find_form(act.connection, form.name)
    if found is None:
        raise LookupError(form.name)
    return found


def read_invitations(connection: Connection, form: str | None = None) -> list[Invitation]:
    """The invitations to a form, or all there are, the oldest first."""
    query = _invitations().order_by(schema.invitation.c.id)
    if form is not None:
        query = query.where(schema.form.c.name == form)
    return [Invitation(**row) for row in connection.execute(query).mappings()]


def find_invitation(connection: Connection, digest: str) -> Invitation | None:
    row = connection.execute(_invitations().where(schema.invitation.c.digest == digest)).mappings().first()
    return Invitation(**row) if row else None


def add_invitations(act: Act, invitations: Sequence[Invitation]) -> list[Invitation]:
    """Write new invitations; returns them with their ids."""
    forms = {form.name: form.id for form in read_forms(act.connection)}
    rows = [_without_id(each) | {"form": forms[each.form]} for each in invitations]
    wanted = set(act.insert(schema.invitation, rows))
    return [each for each in read_invitations(act.connection) if each.id in wanted]


def change_invitations(act: Act, invitations: Iterable[Invitation]) -> None:
    """Bring the invitations with these ids in line: a new token, or none any more."""
    for each in invitations:
        act.update(schema.invitation, each.id, {"digest": each.digest, "revoked_at": each.revoked_at})


def _forms() -> Select[Any]:
    form, round_ = schema.form, schema.reporting_round
    own = [column for column in form.c if column.name != "round"]
    return select(*own, round_.c.name.label("round")).outerjoin(round_, form.c.round == round_.c.id)


def _invitations() -> Select[Any]:
    form, invitation = schema.form, schema.invitation
    own = [column for column in invitation.c if column.name != "form"]
    return select(*own, form.c.name.label("form")).join(form, invitation.c.form == form.c.id)


def _round_id(connection: Connection, name: str | None) -> int | None:
    table = schema.reporting_round
    return connection.scalar(select(table.c.id).where(table.c.name == name)) if name else None


def _without_id(invitation: Invitation) -> Row:
    return {key: value for key, value in asdict(invitation).items() if key != "id"}


def _form(row: RowMapping) -> Form:
    closes = dt.date.fromisoformat(row["closes"]) if row["closes"] else None
    return Form(**{**row, "closes": closes})
