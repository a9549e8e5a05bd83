"""Counted tables as one web of numbers: every margin is the sum of its cells, and tables share margins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse

from evaluation.errors import Problem, problem, raise_any

Key = tuple[str, frozenset[tuple[str, str]]]  # a population, and what its members have in common


@dataclass(frozen=True, slots=True)
class CountTable:
    """The innermost cells of one table, unweighted; its margins are published too, and follow from them.

    variables: what it crosses. cells: a category of each variable, in that order → how many. population: who is
    counted; tables of the same population share margins, so that what one hides the other must not tell.
    """

    name: str
    variables: tuple[str, ...]
    cells: Mapping[tuple[str, ...], int]
    population: str = ""

    def key(self, cell: tuple[str | None, ...]) -> Key:
        """The number that stands at a cell; None for a variable that is summed over."""
        pairs = zip(self.variables, cell, strict=True)
        return self.population, frozenset((name, value) for name, value in pairs if value is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Web:
    """All published numbers, and the sums that hold between them: `sums @ counts = 0`, one line for each sum."""

    keys: tuple[Key, ...]
    counts: np.ndarray[tuple[int], np.dtype[np.float64]]
    sums: sparse.csr_matrix
    tables: Mapping[Key, tuple[str, ...]]

    def place(self, key: Key) -> int:
        return self.keys.index(key)


def weave(tables: Iterable[CountTable]) -> Web:
    """The web of a set of linked tables. Raises STATISTICS-037 where two tables disagree on a number they share."""
    counts: dict[Key, int] = {}
    places: dict[Key, list[str]] = {}
    lines: list[tuple[Key, list[Key]]] = []
    faults: list[Problem] = []
    for table in tables:
        margins = _margins(table)
        for key, count in margins.items():
            if counts.setdefault(key, count) != count:
                faults.append(_disagree(table, key, counts[key], count))
            places.setdefault(key, []).append(table.name)
        lines.extend(_sums(table, margins))
    raise_any(faults)
    return _web(counts, places, lines)


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


def _web(counts: dict[Key, int], places: dict[Key, list[str]], lines: list[tuple[Key, list[Key]]]) -> Web:
    position = {key: place for place, key in enumerate(counts)}
    distinct = list(dict.fromkeys((whole, frozenset(parts)) for whole, parts in lines))
    rows, columns, signs = [], [], []
    for line, (whole, parts) in enumerate(distinct):
        for key, sign in [(whole, -1.0), *((part, 1.0) for part in parts)]:
            rows.append(line)
            columns.append(position[key])
            signs.append(sign)
    sums = sparse.csr_matrix((signs, (rows, columns)), shape=(len(distinct), len(position)))
    named = {key: tuple(dict.fromkeys(names)) for key, names in places.items()}
    return Web(tuple(counts), np.array(list(counts.values()), dtype=float), sums, named)


def _disagree(table: CountTable, key: Key, one: int, other: int) -> Problem:
    return problem("STATISTICS-037", table=table.name, number=told(key), one=one, other=other)
