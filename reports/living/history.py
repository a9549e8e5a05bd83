"""What is remembered of a report: its paragraphs with what they rested on when they were written, and its versions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation.errors import fail
from reports.files import content_of, write_whole

NAME = "history.json"


@dataclass(frozen=True)
class Known:
    """A paragraph as it was last seen.

    rests: key of what it speaks of → how it said so, and what the data said when it was written. text: empty once the
    paragraph is gone; draws: the generated files drawn in beside it.
    """

    id: str
    fingerprint: str
    text: str
    written: str
    rests: Mapping[str, tuple[str, str]]
    draws: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edition:
    """One version of the report as it was made. told: state of each thing it told, by id; words: a hash of its text.

    despite: why it was made although something stood in the way, and what that was.
    """

    version: str
    number: int
    at: str
    hash: str
    files: tuple[str, ...]
    changes: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[str, ...] = ()
    who: str = ""
    despite: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """parts: state of a figure or table → the numbers in it. Words that somebody said are never kept here."""

    paragraphs: tuple[Known, ...] = ()
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()

    def as_bytes(self) -> bytes:
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_history(folder: Path) -> History:
    """What is remembered of the report in the folder. Raises NARRATIVE-001 where the file is spoilt."""
    content = content_of(folder / NAME)
    if content is None:
        return History()
    try:
        return TypeAdapter(History).validate_json(content)
    except ValidationError as error:
        raise fail("NARRATIVE-001", file=folder / NAME) from error


def keep_history(folder: Path, history: History) -> None:
    """Write it where it is another than what stands there."""
    made = history.as_bytes()
    if content_of(folder / NAME) != made:
        write_whole(folder / NAME, made)
