"""A suggestion that a person has said no to, so that it is not made again."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """No to a code for the words [start, end) of a source.

    words: a hash of the words, and code_version what the code meant: when either is another, the refusal no longer
    stands. model and score are those of the suggestion. at: a moment in ISO 8601, UTC.
    """

    source: str
    start: int
    end: int
    code: str
    code_version: int
    words: str
    reason: str = ""
    model: str = ""
    score: float | None = None
    who: str = ""
    at: str = ""
    id: int | None = field(default=None, compare=False)
