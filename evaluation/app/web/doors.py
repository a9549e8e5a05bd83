"""The ways into the workbench: alone on one's own machine, by an address that works once."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from evaluation.app.web.passes import new_pass
from evaluation.model.account import Role


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a pass belongs to."""

    account: str | None
    coder: str
    role: Role


class Door(Protocol):
    """`key` seals passes; `by_name`: people sign in, so that any machine may knock; `way_in`: where one enters."""

    key: bytes
    by_name: bool

    @property
    def way_in(self) -> str: ...

    def holder(self, pass_: str) -> Holder | None: ...

    def holders(self, passes: Collection[str]) -> Mapping[str, Holder]:
        """Whom each of these passes belongs to that is still worth something. It counts as no visit."""
        ...

    def leave(self, pass_: str) -> None: ...


@dataclass
class Alone:
    """Whoever has the address that was printed is the owner. It opens once, and for as long as the server runs."""

    coder: str
    token: str = field(default_factory=new_pass, repr=False)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    by_name: bool = False
    _used: bool = False
    _passes: set[str] = field(default_factory=set, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def way_in(self) -> str:
        return f"/enter/{self.token}"

    def enter(self, token: str) -> str | None:
        """A pass for the token; None for a wrong one, and for the right one a second time."""
        if not hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self.token.encode()):
            return None
        with self._lock:
            if self._used:
                return None
            self._used = True
            self._passes.add(made := new_pass())
        return made

    def holder(self, pass_: str) -> Holder | None:
        return Holder(None, self.coder, "owner") if pass_ in self._passes else None

    def holders(self, passes: Collection[str]) -> Mapping[str, Holder]:
        return {each: found for each in passes if (found := self.holder(each)) is not None}

    def leave(self, pass_: str) -> None:
        with self._lock:
            self._passes.discard(pass_)
