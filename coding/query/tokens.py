"""The words and signs of a query, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.errors import EvaluationError, Problem
from evaluation.settings.nearness import nearest

Kind = Literal["keyword", "name", "words", "bracketed", "sign", "end"]

# Keywords in English, and what Norwegians may write for them.
KEYWORDS: dict[str, str] = {
    "AND": "AND", "OG": "AND", "OR": "OR", "ELLER": "OR", "NOT": "NOT", "IKKE": "NOT", "IKKJE": "NOT",
    "NEAR": "NEAR", "NÆR": "NEAR", "WITHIN": "WITHIN", "INNI": "WITHIN", "OVERLAPPING": "OVERLAPPING",
    "OVERLAPPER": "OVERLAPPING", "FOLLOWED": "FOLLOWED", "BY": "BY", "FULGT": "FOLLOWED", "FØLGD": "FOLLOWED",
    "AV": "BY", "WHERE": "WHERE", "HVOR": "WHERE", "DER": "WHERE", "IN": "IN", "I": "IN", "LIKE": "LIKE",
}  # fmt: skip

SHOWN = 70  # letters of a query that fit under each other on a screen
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |"(?P<words>[^"]*)"|«(?P<quoted>[^»]*)»
    |\[(?P<bracketed>[^\]]*)\]
    |(?P<sign><=|>=|!=|[()=<>~,/])
    |(?P<name>[^\s"«»\[\]()=<>~,/!]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`text`: the keyword in English, or what was written. `at`: code points from the query's beginning."""

    kind: Kind
    text: str
    at: int
    written: str = ""


def fault(code: str, query: str, at: int, **values: object) -> EvaluationError:
    """An error that shows the place in the query with a mark under it; of a long query, what stands around."""
    first = max(0, at - SHOWN // 2) if len(query) > SHOWN else 0
    line = "".join(" " if letter.isspace() else letter for letter in query[first : first + SHOWN])
    before, after = "…" * (first > 0), "…" * (first + SHOWN < len(query))
    mark = f"\n    {before}{line}{after}\n    {' ' * (len(before) + at - first)}^\n   "
    return EvaluationError(Problem(code, "", None, {"column": at + 1, "mark": mark, **values}))


def suggested(word: str, known: Sequence[str]) -> str:
    """The known words most like this one, else the first few."""
    return ", ".join(nearest(word, known) or known[:8]) or "–"


def tokens(query: str) -> list[Token]:
    """The tokens, and one that stands for the end. Raises QUERY-001 where nothing can be read."""
    found: list[Token] = []
    at = 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            raise fault("QUERY-001", query, at, found=query[at])
        if match.lastgroup != "space":
            found.append(_token(match, at))
        at = match.end()
    return [*found, Token("end", "", len(query))]


def _token(match: re.Match[str], at: int) -> Token:
    group, written = str(match.lastgroup), match.group()
    text = match.group(group)
    if group in ("words", "quoted"):
        return Token("words", text, at, written)
    if group == "name" and text in KEYWORDS:
        return Token("keyword", KEYWORDS[text], at, written)
    kinds: dict[str, Kind] = {"bracketed": "bracketed", "sign": "sign", "name": "name"}
    return Token(kinds[group], text, at, written)
