"""A round of coding by several people, and what was decided where they differed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

CONSENSUS = "consensus"  # the round that holds what coders agreed on
UNNAMED = "1"  # the round of codings for which none was named

DisagreementKind = Literal["boundary", "presence", "code"]
Choice = Literal["coder", "both", "new", "neither"]


@dataclass(frozen=True, slots=True)
class Reveal:
    """Somebody looked at the others' codings before a blind round was closed."""

    who: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Round:
    """Coders who code the same material; while it is blind and open, each sees nothing but their own codings.

    coders: those who take part; none named, anybody may. Moments are in ISO 8601, UTC.
    """

    name: str
    blind: bool = True
    coders: tuple[str, ...] = ()
    opened_at: str = ""
    opened_by: str = ""
    closed_at: str | None = None
    closed_by: str | None = None
    revealed: tuple[Reveal, ...] = ()
    id: int | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def hides_from(self, reader: str) -> bool:
        """Whether a reader may not see what others code in it."""
        return self.blind and self.is_open and reader not in (each.who for each in self.revealed)


@dataclass(frozen=True, slots=True)
class Adjudication:
    """What was decided at one place where coders differed.

    codings: ids of the codings in dispute; made: ids of the consensus codings that were written for it. accepted: whose
    coding was taken, where it was one coder's. replaced_by: the id of the later decision on the same place.
    """

    source: str
    kind: DisagreementKind
    choice: Choice
    codings: tuple[int, ...]
    made: tuple[int, ...] = ()
    accepted: str = ""
    reason: str = ""
    who: str = ""
    at: str = ""
    replaced_by: int | None = None
    id: int | None = field(default=None, compare=False)
