"""Someone of a team who may open the workbench, and how much of it is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Role = Literal["commissioner", "reader", "coder", "owner"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may what those before it may


@dataclass(frozen=True, slots=True)
class Account:
    """`coder`: the name that what they do is signed with; no two accounts share one.

    password: its argon2 hash, empty until the one who was invited has chosen one. invitation: the hash of the token
    they may choose it by, once, until `invited_until` (ISO 8601, UTC).
    """

    name: str
    coder: str
    role: Role
    password: str = field(default="", repr=False)
    invitation: str | None = field(default=None, repr=False)
    invited_until: str | None = None
    made_at: str = ""
    made_by: str = ""
    id: int | None = field(default=None, compare=False)

    @property
    def is_invited(self) -> bool:
        """Whether they have yet to choose a password."""
        return not self.password
