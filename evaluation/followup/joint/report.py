"""A joint report as it was read: who reported, under which headings, and what each of them left out."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.errors import Problem
from evaluation.followup.joint.period import Period
from evaluation.followup.joint.template import SURE


@dataclass(frozen=True)
class Part:
    """What one party wrote under one heading: [start, end) of the text, without the heading.

    `section` and `question` are the template's, None for a heading of the party's own; `heading` is empty for what
    stands before the first one. A section that the party does not have has neither place nor line.
    """

    section: str | None
    heading: str
    start: int | None = None
    end: int | None = None
    question: str | None = None
    certainty: float = 1.0
    line: int | None = None
    subheadings: tuple[str, ...] = ()
    missing: bool = False

    @property
    def is_unsure(self) -> bool:
        return self.certainty < SURE


@dataclass(frozen=True)
class Chapter:
    """One party's report: its heading and parts, and the half-year it says it covers."""

    party: str
    organisation: str | None
    heading: str
    start: int
    end: int
    line: int
    certainty: float
    parts: tuple[Part, ...]
    period: Period | None = None

    @property
    def is_unsure(self) -> bool:
        return self.certainty < SURE

    @property
    def missing(self) -> tuple[str, ...]:
        """The sections of the template that nothing was written under."""
        written = {each.section for each in self.parts if not each.missing}
        return tuple(dict.fromkeys(each.section for each in self.parts if each.section and each.section not in written))


@dataclass(frozen=True)
class JointReport:
    """The chapters of one document, and what deserves a look."""

    file: str
    template: str
    text: str
    chapters: tuple[Chapter, ...]
    period: Period | None = None
    problems: tuple[Problem, ...] = ()
