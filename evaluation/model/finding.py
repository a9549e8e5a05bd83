"""What the material amounts to: findings with what they rest on, and recommendations with those they are for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal, get_args

from evaluation.model.localised import Localised

EvidenceKind = Literal["quote", "survey", "follow-up"]
FindingState = Literal["draft", "agreed"]
STATES: tuple[FindingState, ...] = get_args(FindingState)
NO_TEXT = Localised()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a finding rests on. `counter`: it speaks against the finding.

    A quote is words of a source, with the coding it was taken from where there is one; without `source` the text is no
    longer in the study, and without `start` the words are no longer in the text. A survey figure and a follow-up row
    are known by their `key`. `seen` is a hash of what it said when it was chosen. Without a `finding` it is a quote
    that was chosen for the report, under `theme`.
    """

    kind: EvidenceKind
    source: str = ""
    start: int | None = None
    end: int | None = None
    coding: int | None = None
    code: str = ""
    coder: str = ""
    round: str = ""
    key: str = ""
    counter: bool = False
    note: str = ""
    seen: str = ""
    theme: str = ""
    who: str = ""
    at: str = ""
    finding: int | None = None
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What somebody should do; `addressees` are those who should."""

    text: Localised
    addressees: tuple[Localised, ...] = ()
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement on a theme, in the languages it is written in; `detail` is what is said beneath it.

    Findings stand in the order of `position` within their theme. Only public ones are told in a public report.
    """

    theme: str
    statement: Localised
    detail: Localised = NO_TEXT
    state: FindingState = "draft"
    public: bool = False
    position: int = 0
    author: str = ""
    at: str = ""
    evidence: tuple[Evidence, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    id: int | None = field(default=None, compare=False)

    @property
    def stamp(self) -> str:
        """What it says, as a hash: two people who edit the same finding find out by it."""
        advice = [[each.text.as_dict(), [one.as_dict() for one in each.addressees]] for each in self.recommendations]
        said = [self.theme, self.statement.as_dict(), self.detail.as_dict(), self.state, self.public, advice]
        return hash_of(json.dumps(said, ensure_ascii=False, sort_keys=True))


def hash_of(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]
