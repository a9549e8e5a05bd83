"""Krippendorff's coefficients for unitised text reckoned from their definition, character by character.

Written from the text of Krippendorff, Mathet, Bouvry & Widlöcher (2016), and slow; nothing of it is shared with ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

Unit = tuple[str, int, int, str]  # coder, start, end, value
GAP = None


def coefficients(units: Sequence[Unit], length: int, coders: Sequence[str], values: Sequence[str]) -> dict[Any, float]:
    """`u`, `|u`, `cu` and (`ku`, value) for every value; none of a coder's units may overlap."""
    said = {coder: [GAP] * length for coder in coders}
    for coder, start, end, value in units:
        said[coder][start:end] = [value] * (end - start)  # type: ignore[list-item]
    return {**_of_all(units, said, values), **_of_meetings(units, said, values)}


def _coincidences(said: dict[str, list[Any]], counts: Callable[[Any], bool]) -> dict[tuple[Any, Any], float]:
    found: dict[tuple[Any, Any], float] = defaultdict(float)
    for one, here in said.items():
        for other, there in said.items():
            if one != other:
                for mine, theirs in zip(here, there, strict=True):
                    if counts(mine) and counts(theirs):
                        found[mine, theirs] += 1 / (len(said) - 1)
    return found


def _of_all(units: Sequence[Unit], said: dict[str, list[Any]], values: Sequence[str]) -> dict[Any, float]:
    kinds = [GAP, *values]
    observed = _coincidences(said, lambda value: True)
    margin = {kind: sum(observed[kind, other] for other in kinds) for kind in kinds}
    total = sum(margin.values())
    itself = dict.fromkeys(kinds, 0.0)
    for _, start, end, value in units:
        itself[value] += (end - start) ** 2
    itself[GAP] = sum(here.count(GAP) for here in said.values())
    pairs = total**2 - sum(itself.values())
    expected = {
        (one, other): total * (margin[one] * margin[other] - (itself[one] if one == other else 0)) / pairs
        for one in kinds
        for other in kinds
    }
    apart = [(one, other) for one in kinds for other in kinds if one != other]
    to_gap = [(GAP, value) for value in values]
    return {
        "u": 1 - sum(observed[each] for each in apart) / sum(expected[each] for each in apart),
        "|u": 1 - sum(observed[each] for each in to_gap) / sum(expected[each] for each in to_gap),
    }


def _of_meetings(units: Sequence[Unit], said: dict[str, list[Any]], values: Sequence[str]) -> dict[Any, float]:
    observed = _coincidences(said, lambda value: value is not GAP)
    margin = {value: sum(observed[value, other] for other in values) for value in values}
    total = sum(margin.values())
    itself = dict.fromkeys(values, 0.0)
    for coder, start, end, value in units:
        for other, there in said.items():
            if other != coder:
                itself[value] += sum(each is not GAP for each in there[start:end]) ** 2 / (len(said) - 1)
    pairs = total - sum(itself.values()) / total
    expected = {
        (one, other): (margin[one] * margin[other] - (itself[one] if one == other else 0)) / pairs
        for one in values
        for other in values
    }
    apart = [(one, other) for one in values for other in values if one != other]
    found: dict[Any, float] = {"cu": 1 - sum(observed[each] for each in apart) / sum(expected[each] for each in apart)}
    for value in values:
        chance = sum(expected[other, value] for other in values)
        disagreed = (margin[value] - observed[value, value]) / margin[value]
        found["ku", value] = 1 - disagreed / ((chance - expected[value, value]) / chance)
    return found
