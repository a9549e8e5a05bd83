"""When the data stop bringing new codes: in the order they were collected, and in orders drawn at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

COLUMNS = ("position", "unit", "codings", "codes", "new", "total")
COUNTS = ("codings", "codes", "new", "total")


@dataclass(frozen=True, slots=True)
class Saturation:
    """What the rule found: `units` collected when new information fell to the threshold; None when it never did.

    `runs` has a row for each run: `from_` and `to` (positions, from 1), `new`, `ratio`. `base_codes` is what the ratios
    are shares of.
    """

    units: int | None
    base_codes: int
    runs: pd.DataFrame


def new_codes(codings: pd.DataFrame, order: Sequence[str], *, unit: str = "session") -> pd.DataFrame:
    """For each unit in the order of collection, what it adds: COLUMNS.

    codings: a row each with `code` and the column that `unit` names (`session`, `source`, `participant`). `codes` is
    how many different ones the unit has, `new` those that no earlier one had, `total` the different codes so far.
    Units of the order without codings are there with noughts; codings of units not in the order are left out.
    """
    seen: set[str] = set()
    rows = []
    for position, name in enumerate(order, 1):
        codes = codings.loc[codings[unit] == name, "code"]
        found = set(codes)
        rows.append((position, name, len(codes), len(found), len(found - seen), len(found | seen)))
        seen |= found
    return pd.DataFrame(rows, columns=list(COLUMNS))


def behind(
    codings: pd.DataFrame, order: Sequence[str], name: str, counted: str, *, unit: str = "session"
) -> pd.DataFrame:
    """The codings behind one count of `new_codes`: of the unit called `name`, and the column `counted` (COUNTS).

    `codings`: all of the unit. `codes`: the first of each code there. `new`: those of codes that no earlier unit had.
    `total`: the first of each code in the unit or an earlier one.
    """
    earlier = list(order)[: list(order).index(name)]
    before = codings[codings[unit].isin(earlier)]
    here = codings[codings[unit] == name]
    if counted == "codings":
        return here
    if counted == "total":
        place = {each: position for position, each in enumerate([*earlier, name])}
        sofar = pd.concat([before, here])
        return sofar.sort_values(unit, key=lambda units: units.map(place), kind="stable").drop_duplicates("code")
    firsts = here.drop_duplicates("code")
    return firsts[~firsts["code"].isin(before["code"])] if counted == "new" else firsts


def random_orders(
    codings: pd.DataFrame,
    order: Sequence[str],
    *,
    unit: str = "session",
    orders: int = 1000,
    seed: int = 1,
    level: float = 0.95,
) -> pd.DataFrame:
    """Different codes after each number of units, over orders drawn at random: `position`, `mean`, `low`, `high`.

    low, high: the quantiles that leave (1 − level) / 2 of the orders on either side. The same seed draws the same
    orders. Units count equally whether or not they have codings.
    """
    present = _presence(codings, order, unit)
    chance = np.random.default_rng(seed)
    totals = np.empty((orders, len(order)))
    for number in range(orders):
        totals[number] = np.logical_or.accumulate(present[chance.permutation(len(order))], axis=0).sum(axis=1)
    edge = (1 - level) / 2
    low, high = np.quantile(totals, [edge, 1 - edge], axis=0)
    positions = range(1, len(order) + 1)
    return pd.DataFrame({"position": positions, "mean": totals.mean(axis=0), "low": low, "high": high})


def run_length_rule(new: Sequence[int], *, base: int = 4, run: int = 2, threshold: float = 0.05) -> Saturation:
    """Saturation by base size, run length and threshold of new information.

    new: the new codes of each unit in order. The codes found in the first `base` units are the base; the runs are of
    `run` units each, every run beginning one unit after the last. Saturation is where the new codes of a run are at
    most `threshold` of the base; `units` tells it as n + run is told: the last unit before that run began. Guest, Namey
    & Chen (2020), A simple method to assess and report thematic saturation in qualitative research, PLoS ONE 15(5).
    """
    found = sum(new[:base])
    rows = [
        (first + 1, first + run, total, total / found if found else np.nan)
        for first in range(base, len(new) - run + 1)
        for total in [sum(new[first : first + run])]
    ]
    runs = pd.DataFrame(rows, columns=["from_", "to", "new", "ratio"])
    reached = runs.loc[runs["ratio"] <= threshold, "from_"]
    return Saturation(int(reached.iloc[0]) - 1 if len(reached) else None, found, runs)


def _presence(codings: pd.DataFrame, order: Sequence[str], unit: str) -> Any:
    """Units × codes: whether the unit has the code."""
    known = codings[codings[unit].isin(list(order))]
    code, names = pd.factorize(known["code"])
    present = np.zeros((len(order), len(names)), dtype=bool)
    present[pd.Index(order).get_indexer(pd.Index(known[unit])), code] = True
    return present
