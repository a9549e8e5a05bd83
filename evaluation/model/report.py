"""What people said of the report: paragraphs they read again and confirmed, and comments that came back on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

CommentKind = Literal["comment", "insertion", "deletion", "move"]
CommentStatus = Literal["open", "done", "declined"]
Certainty = Literal["sure", "likely", "possible", "unsure"]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody read a paragraph against the evidence as it was then, and it stands.

    paragraph: its id. rests: key of what it speaks of → how it says so, and what the data said. at: a moment in
    ISO 8601, UTC.
    """

    paragraph: str
    rests: Mapping[str, tuple[str, str]]
    note: str = ""
    who: str = ""
    at: str = ""
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment, given in the same document."""

    author: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote on the report in a copy of it, or changed there.

    key: the same for the same remark in every copy. quoted: the words it stands on; around: the paragraph it stands in,
    as the copy had it. resolved: ticked off in the copy. status, note, who, decided_at: what was done about it.
    """

    key: str
    kind: CommentKind
    author: str
    at: str
    text: str
    quoted: str = ""
    around: str = ""
    place: str = ""
    replies: tuple[Reply, ...] = ()
    resolved: bool = False
    document: str = ""
    status: CommentStatus = "open"
    note: str = ""
    who: str = ""
    decided_at: str = ""
    id: int | None = field(default=None, compare=False)
