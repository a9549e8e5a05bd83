"""Codings laid out under the lines of a text: each in a lane of its own, so that those that overlap are seen apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coding.exchange.project import Coded


@dataclass(frozen=True, slots=True)
class Group:
    """The codings of the same words with the same code; `number` is what the page calls them."""

    number: int
    start: int
    end: int
    code: str
    coders: tuple[str, ...]
    by_rule: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words [start, end) with the same codings throughout, each with its lane."""

    start: int
    end: int
    here: tuple[tuple[int, Group], ...] = ()


def groups(codings: Iterable[Coded], first: int) -> list[Group]:
    """By place, the longer first, numbered from `first`."""
    found: dict[tuple[int, int, str], list[Coded]] = {}
    for each in codings:
        coding = each.coding
        if coding.start < coding.end:
            found.setdefault((coding.start, -coding.end, coding.code), []).append(each)
    listed = sorted(found.items(), key=lambda entry: entry[0])
    return [_group(number, key, those) for number, (key, those) in enumerate(listed, first)]


def _group(number: int, key: tuple[int, int, str], those: Sequence[Coded]) -> Group:
    start, end, code = key
    by_hand = [each.coding for each in those if each.coding.origin != "rule"]
    coders = tuple(dict.fromkeys(coding.coder for coding in by_hand if coding.coder))
    notes = tuple(dict.fromkeys(each.coding.note for each in those if each.coding.note))
    return Group(number, start, -end, code, coders, len(by_hand) < len(those), notes)


def laned(listed: Sequence[Group]) -> list[tuple[int, Group]]:
    """Each group with the first lane that is free where it begins."""
    free: list[int] = []  # where the last group of each lane ends
    found: list[tuple[int, Group]] = []
    for group in listed:
        lane = next((number for number, end in enumerate(free) if end <= group.start), len(free))
        free[lane : lane + 1] = [group.end]
        found.append((lane, group))
    return found


def runs(start: int, end: int, here: Sequence[tuple[int, Group]], cuts: Iterable[int] = ()) -> Iterator[Run]:
    """The stretch cut where codings begin and end, and where else it must be."""
    inside = {place for _, group in here for place in (group.start, group.end) if start < place < end}
    places = [start, *sorted(inside | {cut for cut in cuts if start < cut < end}), end]
    for first, last in pairwise(places):
        if first < last:
            yield Run(first, last, tuple(each for each in here if each[1].start < last and first < each[1].end))
