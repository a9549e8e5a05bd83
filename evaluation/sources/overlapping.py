"""Codings that say the same of words that overlap or touch: one code, one coder, one round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.errors import Problem, problem
from evaluation.model import Coding

Group = tuple[Coding, ...]


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
    return tuple(_note(coding, group) for group in overlaps(known) for coding in group if coding in fresh)


def _whose(coding: Coding) -> tuple[str, str, str, str]:
    return coding.source, coding.code, coding.coder, coding.round


def _note(coding: Coding, group: Group) -> Problem:
    others = ", ".join(f"{each.start}–{each.end}" for each in group if each is not coding)
    place = f"{coding.start}–{coding.end}"
    return problem("EDIT-012", file=coding.source, severity="note", name=coding.code, place=place, others=others)
