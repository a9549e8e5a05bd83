"""What a person has said of a place that may tell who somebody is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no to words of one kind, in one source or, where `source` is none, in all.

    words: a hash of them, so that the study keeps no list of names. at: a moment in ISO 8601, UTC.
    """

    source: str | None
    kind: str
    words: str
    accepted: bool
    who: str = ""
    at: str = ""
    id: int | None = field(default=None, compare=False)
