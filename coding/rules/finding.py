"""Finds what the indicators of a rulebook point to in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from coding.indicators import Gap
from coding.rules.rulebook import Rule, Rulebook
from coding.text.spans import Span
from coding.text.tokens import WORD

Positions = Mapping[int, Sequence[int]]


class Find(NamedTuple):
    """The place an indicator of a code was found at, from its first word to its last."""

    start: int
    end: int
    code: str
    indicator: str


def finds(rulebook: Rulebook, folded: str, within: Iterable[Span]) -> list[Find]:
    """All finds in these stretches of a folded text, by place, then in the rulebook's order."""
    spans, positions = _look_up(rulebook, folded, within)
    excluded = _excluded(rulebook, positions)
    found = [
        Find(spans[min(places)].start, spans[max(places)].end, rule.code, rule.pattern.written)
        for rule in rulebook.including
        for places in _occurrences(rule, positions)
        if excluded[rule.code].isdisjoint(places)
    ]
    return sorted(found, key=lambda find: find[:2])


def _look_up(rulebook: Rulebook, folded: str, within: Iterable[Span]) -> tuple[dict[int, Span], Positions]:
    """The words that answer to something: where word number n stands, and the numbers at which each entry is met."""
    spans: dict[int, Span] = {}
    positions: defaultdict[int, list[int]] = defaultdict(list)
    vocabulary = rulebook.vocabulary
    number = 0
    for stretch in within:
        for number, found in enumerate(WORD.finditer(folded, *stretch), number + 1):  # noqa: B020
            entries = vocabulary[found.group()]
            if entries:
                spans[number] = Span(*found.span())
                for entry in entries:
                    positions[entry].append(number)
    return spans, positions


def _excluded(rulebook: Rulebook, positions: Positions) -> Mapping[str, set[int]]:
    """For each code the words that do not count."""
    excluded: defaultdict[str, set[int]] = defaultdict(set)
    for rule in rulebook.excluding:
        for places in _occurrences(rule, positions):
            excluded[rule.code].update(places)
    return excluded


def _occurrences(rule: Rule, positions: Positions) -> Iterator[tuple[int, ...]]:
    """The word numbers at which a rule's words stand as it asks, once for each place of its first word."""
    if any(entry not in positions for entry in rule.entries):
        return
    if len(rule.entries) == 1:
        yield from ((place,) for place in positions[rule.entries[0]])
        return
    for first in positions[rule.entries[0]]:
        if places := _chain((first,), rule, positions):
            yield places


def _chain(places: tuple[int, ...], rule: Rule, positions: Positions) -> tuple[int, ...]:
    """The places completed to as many as the rule has words, nearest first; empty when that cannot be."""
    known = len(places)
    if known == len(rule.entries):
        return places
    for place in _reachable(positions[rule.entries[known]], places[-1], rule.pattern.gaps[known - 1]):
        if place not in places and (whole := _chain((*places, place), rule, positions)):
            return whole
    return ()


def _reachable(candidates: Sequence[int], here: int, gap: Gap) -> list[int]:
    low = here - gap.most - 1 if gap.either_order else here + 1
    between = candidates[bisect_left(candidates, low) : bisect_right(candidates, here + gap.most + 1)]
    return sorted(between, key=lambda place: abs(place - here))
