"""What becomes of another program's rows while they are made into a project: its users, its names, and every loss."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from coding.exchange.losses import Loss, Outcome, added_up
from coding.exchange.project import User
from evaluation.errors import Problem

SHOWN = 80  # characters of an example


@dataclass
class Gathering:
    """`lot`, `problems` and `people` fill up on the way. `program` is whose file it is."""

    file: Path
    program: str
    lot: list[Loss] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    people: dict[str, User] = field(default_factory=dict)

    def tell(self, element: str, outcome: Outcome, reason: str = "", *, example: str = "", count: int = 1) -> None:
        if count:
            self.lot.append(Loss(element, outcome, count, reason, (example[:SHOWN],) if example else ()))

    def keep(self, element: str, total: int) -> None:
        """Tell those of an element that are kept as they were: all but the ones told to be changed."""
        changed = sum(each.count for each in self.lot if (each.element, each.outcome) == (element, "changed"))
        self.tell(element, "kept", count=max(total - changed, 0))

    def by(self, name: str) -> str:
        """Somebody who coded or wrote, from here on one of the project's users."""
        if name:
            self.people.setdefault(name, User(name))
        return name

    @property
    def losses(self) -> tuple[Loss, ...]:
        return added_up(self.lot)

    @property
    def users(self) -> tuple[User, ...]:
        return tuple(self.people.values())


@dataclass
class Names:
    """Names of one kind of thing, no two alike."""

    taken: set[str] = field(default_factory=set)

    def free(self, wanted: str, fallback: str) -> str:
        wanted = wanted or fallback
        found, number = wanted, 1
        while found in self.taken:
            number += 1
            found = f"{wanted} {number}"
        self.taken.add(found)
        return found
