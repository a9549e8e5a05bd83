"""Rows of who is signed in, and of who has tried to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from evaluation.model.account import Account
from evaluation.store import schema
from evaluation.store.act import Act, portions

VISIT, SIGN_IN = schema.visit, schema.sign_in


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that is signed in. Moments are in ISO 8601, UTC."""

    id: int
    account: Account
    begun_at: str
    seen_at: str
    until: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """`outcome`: `in`, `refused`, `out`, `invited` (a password was chosen), `ended` (by an owner)."""

    at: str
    name: str
    outcome: str


def add_visit(connection: Connection, account: Account, digest: str, *, at: str, until: str) -> None:
    row = {"account": account.id, "digest": digest, "begun_at": at, "seen_at": at, "until": until}
    connection.execute(VISIT.insert().values(id=_next(connection, "visit"), **row))


def find_visit(connection: Connection, digest: str) -> Visit | None:
    return next(iter(_visits(connection, VISIT.c.digest == digest)), None)


def find_visits(connection: Connection, digests: Sequence[str]) -> dict[str, Visit]:
    """The visits whose passes have these hashes, by hash."""
    ids = select(VISIT.c.id, VISIT.c.digest)
    rows = [row for some in portions(digests) for row in connection.execute(ids.where(VISIT.c.digest.in_(some)))]
    found = {each.id: each for some in portions(digests) for each in _visits(connection, VISIT.c.digest.in_(some))}
    return {row.digest: found[row.id] for row in rows}


def read_visits(connection: Connection) -> list[Visit]:
    """All visits, the latest first."""
    return _visits(connection)


def mark_seen(connection: Connection, visit: Visit, at: str) -> None:
    connection.execute(VISIT.update().where(VISIT.c.id == visit.id).values(seen_at=at))


def end_visit(connection: Connection, digest: str) -> None:
    connection.execute(VISIT.delete().where(VISIT.c.digest == digest))


def end_visits(connection: Connection, account: Account, *, but: str | None = None) -> int:
    """End an account's visits, all but the one whose pass has the hash `but`; returns how many."""
    theirs = (VISIT.c.account == account.id) & (VISIT.c.digest != (but or ""))
    return connection.execute(VISIT.delete().where(theirs)).rowcount


def end_old_visits(connection: Connection, *, unseen_since: str, now: str) -> None:
    connection.execute(VISIT.delete().where((VISIT.c.seen_at < unseen_since) | (VISIT.c.until < now)))


def note(connection: Connection, tried: SignIn, *, forget_before: str) -> None:
    """Write down who has tried to sign in, and forget those of long ago."""
    row = {"at": tried.at, "name": tried.name, "outcome": tried.outcome}
    connection.execute(SIGN_IN.delete().where(SIGN_IN.c.at < forget_before))
    connection.execute(SIGN_IN.insert().values(id=_next(connection, "sign_in"), **row))


def read_sign_ins(connection: Connection, most: int) -> list[SignIn]:
    """The latest first."""
    table = SIGN_IN
    query = select(table.c.at, table.c.name, table.c.outcome).order_by(table.c.id.desc()).limit(most)
    return [SignIn(*row) for row in connection.execute(query)]


def _visits(connection: Connection, *conditions: object) -> list[Visit]:
    account = schema.account
    columns = [VISIT.c.id, VISIT.c.begun_at, VISIT.c.seen_at, VISIT.c.until]
    query = select(account, *(each.label(f"visit_{each.name}") for each in columns)).join_from(
        VISIT, account, VISIT.c.account == account.c.id
    )
    rows = connection.execute(query.where(*conditions).order_by(VISIT.c.seen_at.desc())).mappings()  # type: ignore[arg-type]
    return [
        Visit(
            row["visit_id"],
            Account(**{column.name: row[column.name] for column in account.c}),
            row["visit_begun_at"],
            row["visit_seen_at"],
            row["visit_until"],
        )
        for row in rows
    ]


def _next(connection: Connection, name: str) -> int:
    return Act(connection, "", "", {}).take_ids(name, 1)
