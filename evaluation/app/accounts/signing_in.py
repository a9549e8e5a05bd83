"""Signing in and out: who is let in by a password, for how long, and what is remembered of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from evaluation.app.accounts import passwords
from evaluation.app.accounts.keeping import digest_of, later
from evaluation.memos import now
from evaluation.model.account import Account
from evaluation.store import accounts, visits
from evaluation.store.visits import SignIn, Visit
from evaluation.study import Study

LASTING = dt.timedelta(days=7)  # however much one does
IDLE = dt.timedelta(hours=12)  # without anything being asked for
NOTED = dt.timedelta(minutes=5)  # between two notes of when a visitor was seen
REMEMBERED = dt.timedelta(days=180)  # who has tried to sign in


def as_named(told: str) -> str:
    """The name of an account as it is kept, however it was typed."""
    return told.strip().casefold()


def account_for(study: Study, name: str, password: str) -> Account | None:
    """The account of somebody who knows its password."""
    with study.store.reading() as connection:
        found = accounts.find_account(connection, as_named(name))
    if not passwords.fits(password, found.password if found else "") or found is None:
        remember(study, found.name if found else "", "refused")
        return None
    if passwords.is_outdated(found.password):
        with study.store.writing() as connection:
            accounts.rehash(connection, found, passwords.hashed(password, found.name))
    return found


def begin_visit(study: Study, account: Account, pass_: str, outcome: str = "in") -> None:
    at = now()
    with study.store.writing() as connection:
        visits.end_old_visits(connection, unseen_since=later(-IDLE), now=at)
        visits.add_visit(connection, account, digest_of(pass_), at=at, until=later(LASTING))
        visits.note(connection, SignIn(at, account.name, outcome), forget_before=later(-REMEMBERED))


def visit_by(study: Study, pass_: str) -> Visit | None:
    """The visit a pass belongs to, while it lasts."""
    with study.store.reading() as connection:
        found = visits.find_visit(connection, digest_of(pass_))
    if found is None or not _lasts(found):
        return None
    if found.seen_at < later(-NOTED):
        with study.store.writing() as connection:
            visits.mark_seen(connection, found, now())
    return found


def visits_by(study: Study, passes: Collection[str]) -> dict[str, Visit]:
    """The visits that passes belong to, of those that last. Unlike `visit_by` it keeps nobody's visit from ending."""
    digests = {digest_of(each): each for each in passes}
    with study.store.reading() as connection:
        found = visits.find_visits(connection, list(digests))
    return {digests[digest]: each for digest, each in found.items() if _lasts(each)}


def _lasts(visit: Visit) -> bool:
    return visit.until >= now() and visit.seen_at >= later(-IDLE)


def end_visit(study: Study, pass_: str) -> None:
    found = visit_by(study, pass_)
    with study.store.writing() as connection:
        visits.end_visit(connection, digest_of(pass_))
    if found is not None:
        remember(study, found.account.name, "out")


def end_all_visits(study: Study, name: str) -> int:
    """End every visit of an account; returns how many there were."""
    with study.store.writing() as connection:
        found = accounts.find_account(connection, name)
        ended = visits.end_visits(connection, found) if found else 0
    if ended:
        remember(study, name, "ended")
    return ended


def remember(study: Study, name: str, outcome: str) -> None:
    with study.store.writing() as connection:
        visits.note(connection, SignIn(now(), name, outcome), forget_before=later(-REMEMBERED))


def seen_lately(study: Study, most: int = 200) -> tuple[list[Visit], list[SignIn]]:
    """Who is signed in, and who has tried to: both the latest first."""
    with study.store.reading() as connection:
        return visits.read_visits(connection), visits.read_sign_ins(connection, most)
