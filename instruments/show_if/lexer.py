"""Splits a condition into words and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from instruments.show_if.faults import Unreadable

Kind = Literal["name", "word", "number", "date", "text", "sign", "end"]
WORDS = frozenset(("and", "or", "not", "in", "answered", "count"))

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
    | (?P<date>\d{4}-\d{2}-\d{2}(?![\w.-]))
    | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    | (?P<name>[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)
    | (?P<text>"[^"]*"|'[^']*'|«[^»]*»)
    | (?P<sign><=|>=|!=|=|<|>|\(|\)|\[|\]|,)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`at` is the column, counted from one."""

    kind: Kind
    text: str
    at: int


def tokens(text: str) -> Iterator[Token]:
    """The words and signs of a condition and a last one of kind `end`. Raises Unreadable at the first other sign."""
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise Unreadable("ROUTE-002", place + 1, found=text[place : place + 12])
        kind, found = str(match.lastgroup), match[0]
        if kind == "name" and found in WORDS:
            yield Token("word", found, place + 1)
        elif kind != "space":
            yield Token(kind, found, place + 1)  # type: ignore[arg-type]  # the groups are the kinds
        place = match.end()
    yield Token("end", "", len(text) + 1)
