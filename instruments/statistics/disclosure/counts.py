"""Counted tables as one web of numbers: every margin is the sum of its cells, and tables share margins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np
from scipy import sparse

from evaluation.errors import Problem, problem, raise_any
from instruments.statistics.values import Floats, Integers

Key = tuple[str, frozenset[tuple[str, str]]]  # a population, and what its members have in common
Node = tuple[Literal["count", "weighted"], Key]
Line = list[tuple[Node, float]]


@dataclass(frozen=True, slots=True)
class CountTable:
    """The innermost cells of one table, unweighted; its margins are published too, and follow from them.

    variables: what it crosses. cells: a category of each variable, in that order → how many. population: who is
    counted; tables of the same population share margins, so that what one hides the other must not tell.

    weighted: the cells weighted, where that is shown too. weights: what a respondent in a cell weighs, where a reader
    may know it – all in a group weigh alike – and weighted sums therefore tell of counts.
    """

    name: str
    variables: tuple[str, ...]
    cells: Mapping[tuple[str, ...], int]
    population: str = ""
    weighted: Mapping[tuple[str, ...], float] = field(default_factory=dict)
    weights: Mapping[tuple[str, ...], float] = field(default_factory=dict)

    def key(self, cell: tuple[str | None, ...]) -> Key:
        """The number that stands at a cell; None for a variable that is summed over."""
        pairs = zip(self.variables, cell, strict=True)
        return self.population, frozenset((name, value) for name, value in pairs if value is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Web:
    """All published numbers, and the sums that hold between them: `sums @ numbers = 0`, one line for each sum.

    keys: of the counts, which come first among the numbers; weighted numbers follow. owner: for each number the count
    it is shown and hidden with.
    """

    keys: tuple[Key, ...]
    numbers: Floats
    owner: Integers
    sums: sparse.csr_matrix
    tables: Mapping[Key, tuple[str, ...]]

    @property
    def counts(self) -> Floats:
        return self.numbers[: len(self.keys)]


def weave(tables: Iterable[CountTable]) -> Web:
    """The web of a set of linked tables. Raises STATISTICS-037 where two tables disagree on a number they share."""
    counts: dict[Key, int] = {}
    places: dict[Key, list[str]] = {}
    lines: list[tuple[Key, list[Key]]] = []
    faults: list[Problem] = []
    listed = list(tables)
    for table in listed:
        margins = _margins(table)
        for key, count in margins.items():
            if counts.setdefault(key, count) != count:
                faults.append(_disagree(table, key, counts[key], count))
            places.setdefault(key, []).append(table.name)
        lines.extend(_sums(table, margins))
    raise_any(faults)
    return _web(counts, places, lines, listed)


def told(key: Key) -> str:
    """A number as the log names it: `sektor=Stat × q1=Enig`; the whole is `*`."""
    pairs = " × ".join(f"{name}={value}" for name, value in sorted(key[1])) or "*"
    return f"{key[0]}: {pairs}" if key[0] else pairs


def _margins(table: CountTable) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for cell, count in table.cells.items():
        for shown in _subsets(len(cell)):
            key = table.key(tuple(value if place in shown else None for place, value in enumerate(cell)))
            found[key] = found.get(key, 0) + int(count)
    return found


def _subsets(size: int) -> Iterator[frozenset[int]]:
    for width in range(size + 1):
        yield from map(frozenset, combinations(range(size), width))


def _sums(table: CountTable, margins: Mapping[Key, int]) -> Iterator[tuple[Key, list[Key]]]:
    """Each number is the sum of those that also tell one more variable."""
    finer: dict[tuple[Key, str], list[Key]] = {}
    for population, pairs in margins:
        for pair in pairs:
            finer.setdefault(((population, pairs - {pair}), pair[0]), []).append((population, pairs))
    for (whole, _), parts in finer.items():
        yield whole, parts


def _web(
    counts: dict[Key, int], places: dict[Key, list[str]], lines: list[tuple[Key, list[Key]]], tables: list[CountTable]
) -> Web:
    position: dict[Node, int] = {("count", key): place for place, key in enumerate(counts)}
    distinct = dict.fromkeys((whole, frozenset(parts)) for whole, parts in lines)
    found: list[Line] = [
        [(("count", whole), -1.0), *((("count", part), 1.0) for part in parts)] for whole, parts in distinct
    ]
    weighted: dict[Node, float] = {}
    for table in tables:
        found.extend(weighted_lines(table, weighted))
    position |= {node: len(counts) + place for place, node in enumerate(weighted)}
    entries = [(line, position[node], sign) for line, terms in enumerate(found) for node, sign in terms]
    rows, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
    sums = sparse.csr_matrix((signs, (rows, columns)), shape=(len(found), len(position)))
    numbers = np.array([*counts.values(), *weighted.values()], dtype=float)
    owner = np.array([position["count", key] for _, key in position], dtype=np.int64)
    named = {key: tuple(dict.fromkeys(names)) for key, names in places.items()}
    return Web(tuple(counts), numbers, owner, sums, named)


def weighted_lines(table: CountTable, numbers: dict[Node, float]) -> Iterator[Line]:
    """Each weighted margin is the sum of its cells: the count times the weight where that is known, else a number.

    numbers: the weighted numbers met, which are added to. Weights are taken as multiples of their mean.
    """
    whole, people = sum(table.weighted.values()), sum(table.cells.values())
    if len(set(table.weights.values())) < 2 or whole <= 0:
        return  # known weights that are all alike tell no more than the counts
    mean = whole / people
    margins: dict[Key, dict[Node, float]] = {}
    for cell, total in table.weighted.items():
        own = table.key(cell)
        term: tuple[Node, float] = (("weighted", own), 1.0)
        if cell in table.weights:
            term = (("count", own), table.weights[cell] / mean)
        else:
            numbers[term[0]] = total / mean
        for shown in _subsets(len(cell)):
            key = table.key(tuple(value if place in shown else None for place, value in enumerate(cell)))
            if key != own:
                margins.setdefault(key, {})[term[0]] = term[1]
                numbers["weighted", key] = numbers.get(("weighted", key), 0.0)
    for key, terms in margins.items():
        numbers["weighted", key] = sum(_value(table, node, sign, numbers) for node, sign in terms.items())
        yield [(("weighted", key), -1.0), *terms.items()]


def _value(table: CountTable, node: Node, sign: float, numbers: Mapping[Node, float]) -> float:
    if node[0] == "weighted":
        return numbers[node]
    return sign * next(count for cell, count in table.cells.items() if table.key(cell) == node[1])


def _disagree(table: CountTable, key: Key, one: int, other: int) -> Problem:
    return problem("STATISTICS-037", table=table.name, number=told(key), one=one, other=other)
