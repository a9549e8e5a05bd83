"""What a finished report tells its reader, whatever its format: the one structure all of them are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

LEADING_DASH = re.compile(r"^—\s*")


@dataclass(frozen=True)
class Table:
    """Cells row by row; how many rows head it, and how many columns head its rows."""

    rows: tuple[tuple[str, ...], ...]
    head_rows: int
    head_columns: int


@dataclass(frozen=True)
class Told:
    title: str
    language: str
    chapters: tuple[tuple[int, str], ...]  # level, number and heading
    captions: tuple[str, ...]  # «Figur 1: …», sorted: a panel's own stands before or after those of its parts
    alternatives: tuple[str, ...]
    tables: tuple[Table, ...]
    references: tuple[str, ...]  # the words of every link to another place of the report
    notes: tuple[str, ...]
    paragraphs: tuple[str, ...]  # the rest of the text, sorted: what stands beside what may differ


def letters(text: str) -> str:
    """The text without spaces, hyphens (a PDF has those of lines) and signs that only say where a line may break."""
    return re.sub(r"[\s\u00ad\u200b\u2010\u2060-]+", "", LEADING_DASH.sub("", text.strip()))


def sorted_paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(each for each in map(letters, texts) if each))


def differences(one: Told, other: Told) -> dict[str, tuple[list[object], list[object]]]:
    """For each part that is not the same: what only the one has, and what only the other has."""
    found: dict[str, tuple[list[object], list[object]]] = {}
    for part in fields(Told):
        here, there = getattr(one, part.name), getattr(other, part.name)
        if here == there:
            continue
        if isinstance(here, str):
            found[part.name] = ([here], [there])
            continue
        only_here, only_there = (
            [each for each in here if each not in there],
            [each for each in there if each not in here],
        )
        found[part.name] = (only_here or [f"{len(here)} in another order"], only_there or [f"{len(there)}"])
    return found
