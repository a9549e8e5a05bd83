"""Which numbers of a set of linked tables must be hidden, and how far somebody could still work them out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import optimize, sparse
from scipy.sparse import csgraph

from evaluation.errors import fail
from instruments.statistics.disclosure.counts import CountTable, Key, Web, told, weave
from instruments.statistics.values import Floats, Integers

THRESHOLD = 5
HUB = 12
Why = Literal["few", "protects"]


@dataclass(frozen=True, slots=True)
class Hidden:
    """One line of the log: a number that is hidden, in which tables, why, and for which other number's sake.

    why: `few` respondents, or it `protects` another from being computed back.
    """

    key: Key
    count: int
    tables: tuple[str, ...]
    why: Why
    protects: str = ""

    @property
    def number(self) -> str:
        return told(self.key)


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is hidden in a set of tables, with the log; `threshold` is the smallest count that may be shown."""

    threshold: int
    log: tuple[Hidden, ...]

    @property
    def keys(self) -> frozenset[Key]:
        return frozenset(each.key for each in self.log)

    def hides(self, table: CountTable, cell: tuple[str | None, ...]) -> bool:
        """Whether a cell (None: summed over that variable) is hidden."""
        return table.key(cell) in self.keys


def hide_few(tables: Iterable[CountTable], threshold: int = THRESHOLD, *, zeros: bool = True) -> Hiding:
    """Hide every number under the threshold, and as few others as needed to keep those from being computed back.

    Someone who sees all that is shown in all the tables, and knows that counts are not negative, is left with an
    interval from 0 to at least the threshold for every number that is hidden for being small. Each is protected by
    the cheapest set of further numbers (margins cost more than cells, the whole most), found by linear programming:
    Kelly, Golden and Assad (1992); Fischetti and Salazar-González (2001). zeros: counts of 0 are hidden as well.
    """
    if threshold < 1:
        raise fail("STATISTICS-038", value=threshold)
    web = weave(tables)
    few = [place for place, count in enumerate(web.counts) if count < threshold and (zeros or count)]
    why: dict[int, tuple[Why, str]] = dict.fromkeys(few, ("few", ""))
    price, parts = _costs(web)[web.owner], _parts(web)
    price[np.isin(web.owner, few)] = 0.0
    for place in sorted(few, key=lambda each: -web.counts[each]):
        for aim in (float(threshold - web.counts[place]), -float(web.counts[place])):
            others = _cheapest(web, place, aim, price, parts)
            price[np.isin(web.owner, others)] = 0.0
            for other in others:
                why.setdefault(other, ("protects", told(web.keys[place])))
    return Hiding(threshold, tuple(_line(web, place, *why[place]) for place in sorted(why)))


def bounds(tables: Iterable[CountTable], hidden: Collection[Key]) -> dict[Key, tuple[float, float]]:
    """What can be known of each hidden number from all that is shown: the smallest and the largest it may be."""
    web = weave(tables)
    gone = np.array([key in hidden for key in web.keys], dtype=bool)
    unknown, shown = np.flatnonzero(gone[web.owner]), np.flatnonzero(~gone[web.owner])
    right = -(web.sums[:, shown] @ web.numbers[shown])
    left = web.sums[:, unknown]
    places = {int(place): where for where, place in enumerate(unknown) if place < len(web.keys)}
    return {web.keys[place]: _range(left, right, where) for place, where in places.items()}


def _range(left: sparse.csr_matrix, right: Floats, where: int) -> tuple[float, float]:
    aim = np.zeros(left.shape[1])
    aim[where] = 1
    least = optimize.linprog(aim, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
    most = optimize.linprog(-aim, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
    return float(least.fun), float("inf") if most.status == 3 else float(-most.fun)


def _costs(web: Web) -> Floats:
    """Cells cost what they count, margins ten times that, the whole a thousand times: what a reader would miss."""
    told_of = np.array([len(key[1]) for key in web.keys])
    widest = max(told_of.max(), 1)
    return np.asarray((web.counts + 1) * np.where(told_of == 0, 1000.0, 10.0 ** (widest - told_of)))


def _cheapest(web: Web, place: int, aim: float, price: Floats, parts: Integers) -> list[int]:
    """The counts that must be free to move for one of them to move by `aim`, at the lowest price.

    First among those that hang together without the hubs; where that will not do, among all of the population. Were no
    way found at all, the whole population would be hidden rather than too little.
    """
    if aim == 0:
        return []
    found = None if parts[place] < 0 else _moved(web, place, aim, price, np.flatnonzero(parts == parts[place]))
    everyone = _population(web, place)
    if found is None:
        found = _moved(web, place, aim, price, everyone)
    return np.unique(web.owner[everyone]).tolist() if found is None else found


def _moved(web: Web, place: int, aim: float, price: Floats, near: Integers) -> list[int] | None:
    up: list[tuple[float, float | None]] = [(0.0, None)] * len(near)
    down: list[tuple[float, float | None]] = [(0.0, float(web.numbers[each])) for each in near]
    towards, away = (up, down) if aim > 0 else (down, up)
    where = int(np.searchsorted(near, place))
    towards[where], away[where] = (abs(aim), abs(aim)), (0.0, 0.0)
    sums = web.sums[:, near]
    sums = sums[np.diff(sums.indptr) > 0]
    steps = sparse.hstack([sums, -sums]).tocsr()
    limits, cost, still = [*up, *down], np.tile(price[near], 2), np.zeros(steps.shape[0])
    found = optimize.linprog(cost, A_eq=steps, b_eq=still, bounds=limits, method="highs")
    if found.status != 0:
        return None
    moved = np.abs(found.x[: len(near)] - found.x[len(near) :]) > 1e-7
    return sorted({int(web.owner[near[each]]) for each in np.flatnonzero(moved)})


def _parts(web: Web) -> Integers:
    """Numbers by what hangs together when hubs – numbers in very many sums, as a group's size – stand still (−1)."""
    hubs = np.diff(web.sums.tocsc().indptr) > HUB
    rest = web.sums[:, ~hubs]
    found = np.full(len(hubs), -1)
    found[~hubs] = csgraph.connected_components(abs(rest.T) @ abs(rest), directed=False)[1]
    return found


def _population(web: Web, place: int) -> Integers:
    """The numbers of the same population: no sum crosses from one to another."""
    same = np.array([key[0] == web.keys[place][0] for key in web.keys])
    return np.flatnonzero(same[web.owner])


def _line(web: Web, place: int, why: Why, protects: str) -> Hidden:
    key = web.keys[place]
    return Hidden(key, int(web.counts[place]), web.tables[key], why, protects)
