"""What a researcher writes beside the codings: memos on anything, and summaries of a case under a theme."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

MemoKind = Literal["theory", "method", "question", "case", "personal"]
MemoTarget = Literal["study", "source", "code", "coding", "participant", "organisation", "session", "turn"]
CaseKind = Literal["organisation", "participant", "session"]


@dataclass(frozen=True, slots=True)
class Memo:
    """`on` and `on_id` name what it stands on; `start` and `end` the words of a source, if it stands on words.

    `at` is a moment in ISO 8601, UTC.
    """

    text: str
    kind: MemoKind = "theory"
    title: str = ""
    on: MemoTarget = "study"
    on_id: str = ""
    start: int | None = None
    end: int | None = None
    author: str = ""
    at: str = ""
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Summary:
    """One cell of the framework matrix: what a case says on a theme, and the codings that rests on.

    `evidence` is a hash of the quotes as they were when it was written: when it no longer fits, they have changed.
    """

    case_kind: CaseKind
    case: str
    theme: str
    text: str
    codings: tuple[int, ...] = ()
    evidence: str = ""
    author: str = ""
    at: str = ""
    id: int | None = field(default=None, compare=False)
