"""A query written by choosing: for those who will not type it, and to learn from how it is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from coding.query.tokens import KEYWORDS

Relation = Literal["AND", "OR", "AND NOT", "NEAR/sentence", "NEAR/turn", "NEAR/question", "WITHIN", "FOLLOWED BY"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
ATTRIBUTES = ("speaker", "organisation", "sector", "role", "question", "source", "session", "coder", "round", "origin")
_PLAIN = re.compile(r"[^\W\d_][\w-]*")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in the fields: a code, how it stands to another code or to words, and whose it shall be.

    Without a code, the words or the other code alone are looked for; without anything, all that is coded.
    """

    code: str = ""
    relation: Relation = "AND"
    other: str = ""
    words: str = ""
    where: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.code or self.other or self.words.strip() or any(self.where.values()))


def query_of(chosen: Chosen) -> str:
    """The query that says the same: `forebygging NEAR/turn (seniorer AND "møte*") WHERE sector = "helse"`."""
    right = [part for part in (_code(chosen.other), _words(chosen.words)) if part]
    looked = " AND ".join(right)
    if chosen.code and looked:
        looked = f"{_code(chosen.code)} {chosen.relation} {f'({looked})' if len(right) > 1 else looked}"
    elif chosen.code:
        looked = _code(chosen.code)
    conditions = [f"{name} = {_value(chosen.where[name])}" for name in ATTRIBUTES if chosen.where.get(name)]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return " ".join(part for part in (looked, where) if part)


def _code(name: str) -> str:
    """A code as it is written in a query; one whose name reads as something else stands in brackets."""
    if not name or (_PLAIN.fullmatch(name) and name not in KEYWORDS):
        return name
    return f"[{name}]"


def _words(words: str) -> str:
    said = " ".join(re.sub(r'["«»]', " ", words).split())
    return f'"{said}"' if said else ""


def _value(value: str) -> str:
    """Values stand in brackets or in quotation marks, whichever they have none of themselves."""
    return f"[{value}]" if "]" not in value else f'"{value}"'
