"""In how many units (sentences, turns, cases) two codes both stand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

AT_ONCE = 50_000  # units in memory at a time


def placed(codings: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """The codings once for each unit they share a character with, with the number of that unit as `unit`.

    units: `source`, `start`, `end`; units of a source do not overlap. A coding over three sentences stands in three;
    one that touches no unit is left out.
    """
    rows = {source: np.asarray(found, np.intp) for source, found in codings.groupby("source").indices.items()}
    none = np.empty(0, np.intp)
    parts = [_placed_in(codings.take(rows.get(source, none)), own) for source, own in units.groupby("source")]
    return pd.concat(parts) if parts else codings.iloc[:0].assign(unit=pd.Series(dtype="int64"))


def _placed_in(codings: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    ordered = units.sort_values("start")
    first = np.searchsorted(ordered["end"].to_numpy(), codings["start"].to_numpy(), side="right")
    last = np.searchsorted(ordered["start"].to_numpy(), codings["end"].to_numpy(), side="left")
    times = np.where(codings["end"] > codings["start"], np.maximum(last - first, 0), 0)
    rows = np.repeat(np.arange(len(codings)), times)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    return codings.iloc[rows].assign(unit=ordered.index.to_numpy()[first[rows] + within])


def sharing(codings: pd.DataFrame, unit: str, *, units: int | None = None) -> pd.DataFrame:
    """Codes × codes: the units in which both stand; on the diagonal those in which the code does.

    unit: the column that says in which unit a coding stands (`unit` after `placed`, `participant`, `session` …);
    codings without one are left out. A unit counts once, however many codings it has. units: how many there are in
    all, coded or not; without it the coded ones. The number is in the table's `attrs["units"]`.
    """
    known = codings[codings[unit].notna()]
    code, names = pd.factorize(known["code"], sort=True)
    place, places = pd.factorize(known[unit])
    counts = np.zeros((len(names), len(names)))
    for first in range(0, len(places), AT_ONCE):
        here = (place >= first) & (place < first + AT_ONCE)
        present = _present(place[here] - first, code[here], (min(AT_ONCE, len(places) - first), len(names)))
        counts += present.T @ present
    table = pd.DataFrame(counts.astype(np.int64), index=pd.Index(names, name="code_a"))
    table.columns = pd.Index(names, name="code_b")
    table.attrs["units"] = len(places) if units is None else units
    return table


def shared(codings: pd.DataFrame, unit: str, code_a: str, code_b: str) -> pd.DataFrame:
    """The codings of the two codes in the units in which both stand: the rows behind one cell of `sharing`."""
    pair = codings[codings["code"].isin([code_a, code_b]) & codings[unit].notna()]
    both = pair.groupby(unit)["code"].nunique() == len({code_a, code_b})
    return pair[pair[unit].isin(both.index[both])]


def _present(place: Any, code: Any, shape: tuple[int, int]) -> Any:
    present = np.zeros(shape)
    present[place, code] = 1
    return present
