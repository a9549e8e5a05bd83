"""Codings that say the same of words that overlap or touch: one code, one coder, one round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaluation.errors import Problem, problem
from evaluation.model import Coding

Group = tuple[Coding, ...]
NAMED = 3  # others in a note


def overlaps(codings: Iterable[Coding]) -> list[Group]:
    """The groups of two or more, each in the order of the text."""
    groups: list[list[Coding]] = []
    end = -1
    for coding in sorted(codings, key=lambda each: (*_whose(each), each.start, each.end)):
        if not groups or _whose(groups[-1][0]) != _whose(coding) or coding.start > end:
            groups.append([])
            end = -1
        groups[-1].append(coding)
        end = max(end, coding.end)
    return [tuple(group) for group in groups if len(group) > 1]


def doubled(new: Sequence[Coding], there: Iterable[Coding]) -> tuple[Problem, ...]:
    """A note (EDIT-012) for each new coding that overlaps or touches one that says the same."""
    fresh = set(new)
    sources = {coding.source for coding in fresh}
    known = dict.fromkeys([*(each for each in there if each.source in sources), *new])
    return tuple(
        _note(coding, met)
        for group in overlaps(known)
        for coding, met in zip(group, _met(group), strict=True)
        if coding in fresh
    )


def _whose(coding: Coding) -> tuple[str, str, str, str]:
    return coding.source, coding.code, coding.coder, coding.round


def _met(group: Group) -> Iterator[list[Coding]]:
    """For each coding some that it meets: of those beside it, and of those before it the one that reaches furthest."""
    furthest = group[0]
    for at, coding in enumerate(group):
        beside = group[max(0, at - NAMED) : at + NAMED + 1]
        others = dict.fromkeys(each for each in (furthest, *beside) if each is not coding)
        yield [each for each in others if each.start <= coding.end and coding.start <= each.end]
        furthest = max(furthest, coding, key=lambda each: each.end)


def _note(coding: Coding, met: Sequence[Coding]) -> Problem:
    others = ", ".join(f"{each.start}–{each.end}" for each in met[:NAMED])
    place = f"{coding.start}–{coding.end}"
    return problem("EDIT-012", file=coding.source, severity="note", name=coding.code, place=place, others=others)
