"""The way in for a team: by name and password, from any machine."""

from __future__ import annotations

import math
import os
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.app.accounts import keeping, signing_in
from evaluation.app.web.doors import Holder
from evaluation.app.web.guessing import Guesses
from evaluation.app.web.passes import new_pass
from evaluation.errors import EvaluationError, fail, reason_of
from evaluation.model.account import Account
from evaluation.store.visits import Visit
from evaluation.study import SEAL, Study

KEY_BYTES = 32
MOST_FOR_ONE = 10  # wrong passwords for one account
WINDOW_FOR_ONE = 300.0  # seconds


# Nobody's wrong passwords keep everybody else out.
def _by_account() -> Guesses:
    return Guesses(window=WINDOW_FOR_ONE, most=MOST_FOR_ONE, most_in_all=math.inf, counted_by=signing_in.as_named)


def _by_network() -> Guesses:
    return Guesses(most_in_all=math.inf)


@dataclass
class Team:
    """Those with an account sign in. Wrong passwords are counted for the account, and for where they come from."""

    study: Study
    key: bytes = field(repr=False)
    by_name: bool = True
    for_account: Guesses = field(default_factory=_by_account)
    from_network: Guesses = field(default_factory=_by_network)

    @property
    def way_in(self) -> str:
        return "/"

    def holder(self, pass_: str) -> Holder | None:
        found = signing_in.visit_by(self.study, pass_)
        return _holder(found) if found else None

    def holders(self, passes: Collection[str]) -> Mapping[str, Holder]:
        return {pass_: _holder(found) for pass_, found in signing_in.visits_by(self.study, passes).items()}

    def leave(self, pass_: str) -> None:
        signing_in.end_visit(self.study, pass_)

    def sign_in(self, name: str, password: str, address: str, held: str | None) -> str:
        """A new pass for one who knows the password; the pass that was held before is worth nothing any more.

        Raises TEAM-010 where too much was tried, TEAM-009 for a name or password that is wrong.
        """
        found = self._tried(name, password, address)
        if found is None:
            raise fail("TEAM-009")
        return self.begin(found, held)

    def prove(self, account: Account, password: str, address: str) -> None:
        """Raise, as `sign_in` does, unless this is the password of somebody who is in already."""
        if self._tried(account.name, password, address) is None:
            raise fail("TEAM-012")

    def begin(self, account: Account, held: str | None, outcome: str = "in") -> str:
        if held:
            self.leave(held)
        signing_in.begin_visit(self.study, account, made := new_pass(), outcome)
        return made

    def invited(self, token: str, address: str) -> Account:
        """The account a token invites to; wrong ones are counted."""
        try:
            return keeping.invited_by(self.study, token)
        except EvaluationError:
            self.from_network.wait(address)
            raise

    def _tried(self, name: str, password: str, address: str) -> Account | None:
        """Counted before it is tried: many at once are no more than many after one another."""
        counted = ((self.for_account, name), (self.from_network, address))
        wait = max([guesses.wait(each) for guesses, each in counted])
        if wait:
            raise fail("TEAM-010", seconds=wait)
        found = signing_in.account_for(self.study, name, password)
        if found is not None:
            for guesses, each in counted:
                guesses.forgive(each)
        return found


def _holder(visit: Visit) -> Holder:
    return Holder(visit.account.name, visit.account.coder, visit.account.role)


def team_door(study: Study) -> Team:
    return Team(study, secret_of(study.folder))


def secret_of(folder: Path) -> bytes:
    """The study's key, made where there is none. Nobody but the server's own user may read it."""
    file = folder / SEAL
    try:
        _make(file)
        file.chmod(0o600)
        found = bytes.fromhex(file.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise fail("TEAM-013", file=file, reason=reason_of(error)) from error
    if len(found) < KEY_BYTES:
        raise fail("TEAM-013", file=file, reason=f"{len(found)} < {KEY_BYTES}")
    return found


def _make(file: Path) -> None:
    try:
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(made, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(KEY_BYTES))
