"""Who looks at the workbench: in which role, as which coder, and in what language."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.language import Language
from evaluation.model.account import ROLES, Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """`account`: the name they signed in by, None for whoever is alone on their own machine.

    `coder`: the name what they do is signed with, and whose codings they see in a blind round.
    """

    account: str | None
    coder: str
    role: Role
    language: Language

    def may(self, role: Role) -> bool:
        """Whether what is for `role` is for them too: each role has what those before it have."""
        return ROLES.index(self.role) >= ROLES.index(role)
