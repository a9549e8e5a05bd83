"""Stretches of a text over which the same coders have applied a code, and those that belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """[start, end) of a text, as long as can be, over which exactly these coders have applied a code."""

    start: int
    end: int
    coders: frozenset[str]


def joined(places: Iterable[Place]) -> list[Place]:
    """The places put in order; those that overlap or touch are one, so that nobody codes the same words twice."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def runs(places: Mapping[str, Iterable[Place]]) -> list[Run]:
    """The runs of one code, in order; places: coder → where they applied it. What nobody coded is no run."""
    edges = [
        (at, coder, begins)
        for coder, own in places.items()
        for start, end in joined(own)
        for at, begins in ((start, True), (end, False))
    ]
    edges.sort()
    found: list[Run] = []
    there: frozenset[str] = frozenset()
    alike: dict[frozenset[str], frozenset[str]] = {}  # the same few sets of coders stand in every run
    before = 0
    for at, some in groupby(edges, key=itemgetter(0)):
        if there and before < at:
            found.append(Run(before, at, there))
        for _, coder, begins in some:
            there = there | {coder} if begins else there - {coder}
        there = alike.setdefault(there, there)
        before = at
    return found


def connected(found: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    """The runs in groups: two that touch belong together where a coder's words go on from the one to the other."""
    group: list[Run] = []
    for run in found:
        if group and (run.start > group[-1].end or not run.coders & group[-1].coders):
            yield tuple(group)
            group = []
        group.append(run)
    if group:
        yield tuple(group)
