"""Making accounts, giving them another role or password, and taking them away; an owner is always left."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from evaluation.app.accounts.passwords import hashed
from evaluation.errors import fail
from evaluation.memos import now
from evaluation.model.account import ROLES, Account, Role
from evaluation.settings.nearness import near
from evaluation.store import accounts as stored
from evaluation.store import visits
from evaluation.study import Study

_NAME = re.compile(r"[a-zæøå0-9][a-zæøå0-9._-]{0,39}")
INVITED_FOR = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    """An account with the token by which its password is chosen; it is told once, and not kept."""

    account: Account
    token: str | None = None


def list_accounts(study: Study) -> list[Account]:
    with study.store.reading() as connection:
        return stored.read_accounts(connection)


def has_accounts(study: Study) -> bool:
    with study.store.reading() as connection:
        return stored.has_accounts(connection)


def role_named(told: str) -> Role:
    """Raises TEAM-006 for what is no role."""
    for each in ROLES:
        if each == told:
            return each
    raise fail("TEAM-006", role=told, known=", ".join(ROLES))


def add_account(study: Study, name: str, role: Role, *, coder: str = "", password: str | None = None) -> Invited:
    """A new account, with a password or with an invitation to choose one."""
    if not _NAME.fullmatch(name):
        raise fail("TEAM-001", name=name)
    made = Account(name, coder.strip() or name, role, made_at=now(), made_by=study.who)
    given, token = _given(made, password)
    with study.store.act("account.add", study.who, name=name, coder=made.coder, role=role) as act:
        _refuse_taken(act.connection, given)
        kept = stored.write_account(act, given)
        _keep_an_owner(act.connection)
    return Invited(kept, token)


def give_role(study: Study, name: str, role: Role) -> Account:
    with study.store.act("account.role", study.who, name=name, role=role) as act:
        found = _known(act.connection, name)
        if found.role == role:
            return found
        kept = stored.write_account(act, replace(found, role=role))
        _keep_an_owner(act.connection)
    return kept


def renew_password(study: Study, name: str, password: str | None = None) -> Invited:
    """Another password, or an invitation to choose one. Whoever was signed in is so no longer."""
    with study.store.reading() as connection:
        found = _known(connection, name)
    given, token = _given(found, password)
    with study.store.act("account.password", study.who, name=name) as act:
        kept = stored.write_account(act, given)
        visits.end_visits(act.connection, kept)
    return Invited(kept, token)


def choose_password(study: Study, account: Account, password: str, *, but: str | None = None) -> Account:
    """Let somebody have the password they chose; their other visits end (`but`: the hash of this one's pass)."""
    kept = replace(account, password=hashed(password, account.name), invitation=None, invited_until=None)
    with study.store.act("account.password", account.coder, name=account.name) as act:
        if account.invitation and stored.find_invited(act.connection, account.invitation) is None:
            raise fail("TEAM-011")
        visits.end_visits(act.connection, account, but=but)
        return stored.write_account(act, kept)


def remove_account(study: Study, name: str) -> None:
    """Take an account away; what its coder has done stays."""
    with study.store.act("account.remove", study.who, name=name) as act:
        stored.delete_account(act, _known(act.connection, name))
        _keep_an_owner(act.connection, may_be_empty=True)


def invited_by(study: Study, token: str) -> Account:
    """The account that a token invites to. Raises TEAM-011 where there is none, or its time is up."""
    with study.store.reading() as connection:
        found = stored.find_invited(connection, digest_of(token))
    if found is None or (found.invited_until or "") < now():
        raise fail("TEAM-011")
    return found


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def later(span: dt.timedelta) -> str:
    """The moment after a span from now; before now where the span is negative."""
    return (dt.datetime.now(dt.UTC) + span).isoformat(timespec="seconds")


def _given(account: Account, password: str | None) -> tuple[Account, str | None]:
    if password is not None:
        kept = replace(account, password=hashed(password, account.name), invitation=None, invited_until=None)
        return kept, None
    token = secrets.token_urlsafe(24)
    return replace(account, password="", invitation=digest_of(token), invited_until=later(INVITED_FOR)), token


def _known(connection: Connection, name: str) -> Account:
    found = stored.find_account(connection, name)
    if found is None:
        known = near(name, [each.name for each in stored.read_accounts(connection)])
        raise fail("TEAM-004", name=name, known=known)
    return found


def _refuse_taken(connection: Connection, account: Account) -> None:
    for each in stored.read_accounts(connection):
        if each.name == account.name:
            raise fail("TEAM-002", name=each.name)
        if each.coder == account.coder:
            raise fail("TEAM-003", coder=each.coder, name=each.name)


def _keep_an_owner(connection: Connection, *, may_be_empty: bool = False) -> None:
    there = stored.read_accounts(connection)
    if not any(each.role == "owner" for each in there) and (there or not may_be_empty):
        raise fail("TEAM-005")
