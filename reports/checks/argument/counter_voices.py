"""Voices that speak against a finding and are not told with it, as far as the codings say so.

The study says which codes contradict each other (`opposites:` in evaluation.yaml, pairs of codes; the codes beneath one
are with it), and a coder marks a coding as a counter-voice by beginning its note with `mot:` or `counter:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evaluation.errors import Problem, problem
from reports.checks.argument.findings import place_of
from reports.facts import Facts
from reports.findings.sections import FindingTold

MARKED = re.compile(r"\s*(?:mot|imot|counter|against)\s*:", re.IGNORECASE)


def counter_voices(told: Iterable[FindingTold], facts: Facts) -> Iterator[Problem]:
    """Findings without counter-evidence, where codings of others than those it rests on speak against it."""
    rows = facts.codings.to_dict("records")
    marked = [row for row in rows if MARKED.match(str(row["note"] or ""))]
    beneath = _beneath(facts)
    for each in told:
        if any(one.evidence.counter for one in each.evidence):
            continue
        against = _opposite(each, facts, beneath)
        voices = [row for row in rows if row["code"] in against]
        voices += [row for row in marked if row["theme"] == each.finding.theme and row not in voices]
        own = {one.participant for one in each.evidence}
        others = [row for row in voices if row["participant"] not in own or row["code"] in against]
        if others:
            yield _problem(each, others)


def unknown_opposites(facts: Facts) -> Iterator[Problem]:
    """Codes that are said to contradict others and are not in the codebook."""
    known = {each.name for each in facts.codebook}
    for name in dict.fromkeys(name for pair in facts.evaluation.opposites for name in pair if name not in known):
        yield problem("FINDING-033", file="evaluation.yaml", severity="warning", name=name)


def _problem(told: FindingTold, rows: list[Any]) -> Problem:
    finding = told.finding
    codes = ", ".join(dict.fromkeys(str(row["code"]) for row in rows))
    listed = ", ".join(str(row["id"]) for row in rows[:5]) + (" …" if len(rows) > 5 else "")
    return problem("FINDING-032", file=f"finding-{finding.id}", severity="warning", id=finding.id, n=len(rows),
                   codes=codes, codings=listed, shown_at=place_of(finding))  # fmt: skip


def _opposite(told: FindingTold, facts: Facts, beneath: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The codes that contradict those its evidence was taken from."""
    codes = {one.evidence.code for one in told.evidence if one.evidence.code}
    found: set[str] = set()
    for one, other in (*facts.evaluation.opposites, *(pair[::-1] for pair in facts.evaluation.opposites)):
        if codes & beneath.get(one, frozenset()):
            found |= beneath.get(other, frozenset())
    return frozenset(found - codes)


def _beneath(facts: Facts) -> dict[str, frozenset[str]]:
    """Each code with all that stand under it."""
    parents = {each.name: each.parent for each in facts.codebook}

    def above(name: str) -> Iterator[str]:
        at: str | None = name
        while at is not None:
            yield at
            at = parents.get(at)

    return {name: frozenset(each for each in parents if name in above(each)) for name in parents}
