"""What became of each element on its way from one program to another: kept, changed or dropped, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Outcome = Literal["kept", "changed", "dropped"]
OUTCOMES: tuple[Outcome, ...] = ("kept", "changed", "dropped")
EXAMPLES = 3  # of what each row of a report is about


@dataclass(frozen=True, slots=True)
class Loss:
    """`count` elements of a kind had the same lot. Their words stand in the catalogue.

    element: `code`, `coding`, `source` … (`exchange.element.*`); reason: a key under `exchange.reason`, empty where
    they were kept as they were; examples: what some of them are called.
    """

    element: str
    outcome: Outcome
    count: int = 1
    reason: str = ""
    examples: tuple[str, ...] = ()


def added_up(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """One row for each element, outcome and reason, in the order the elements came up, what was kept first."""
    found: dict[tuple[str, Outcome, str], Loss] = {}
    for each in losses:
        key = (each.element, each.outcome, each.reason)
        there = found.get(key, replace(each, count=0, examples=()))
        examples = tuple(dict.fromkeys((*there.examples, *each.examples)))[:EXAMPLES]
        found[key] = replace(there, count=there.count + each.count, examples=examples)
    order = list(dict.fromkeys(element for element, *_ in found))
    rows = (each for each in found.values() if each.count)
    return tuple(sorted(rows, key=lambda each: (order.index(each.element), OUTCOMES.index(each.outcome))))
