"""Which code follows which in a source, beside what chance would give."""

from __future__ import annotations

import numpy as np
import pandas as pd

COLUMNS = ("code_a", "code_b", "count", "expected", "residual")


def by_place(codings: pd.DataFrame) -> pd.Series[int]:
    """The step of each coding: places in its source in order of where they start, from 0.

    Codings that start at the same character stand at the same step: none of them comes first.
    """
    return codings.groupby("source")["start"].rank(method="dense").astype(int) - 1


def by_turn(codings: pd.DataFrame, turns: pd.DataFrame) -> pd.Series[int]:
    """The step of each coding: the `turn` (source, turn, start, end) in which it starts; -1 where that is none."""
    steps = pd.Series(-1, index=codings.index)
    for source, own in turns.sort_values("start").groupby("source"):
        here = codings.index[codings["source"] == source]
        starts = codings.loc[here, "start"].to_numpy()
        at = np.searchsorted(own["start"].to_numpy(), starts, side="right") - 1
        inside = (at >= 0) & (starts < own["end"].to_numpy()[at])
        steps[here] = np.where(inside, own["turn"].to_numpy()[at], -1)
    return steps


def followed(codings: pd.DataFrame, steps: pd.Series[int], *, within: int = 1) -> pd.DataFrame:
    """How often a code is followed by another at most `within` steps later in the same source: COLUMNS.

    A code counts once at each step, and a pair once for each two steps. `expected`: what the two codes' totals as
    first and as second would give by chance. `residual`: the adjusted residual, about normal where expected counts are
    5 or more: beyond ±1.96 chance alone seldom goes. Bakeman & Quera (2011), Sequential Analysis and Observational
    Methods for the Behavioral Sciences.
    """
    steps_coded = codings[["source", "code"]].assign(step=steps)
    once = steps_coded[steps_coded["step"] >= 0].drop_duplicates()
    parts = [_lagged(once, lag) for lag in range(1, within + 1)]
    counts = pd.concat(parts).value_counts().unstack(fill_value=0)
    return _weighed(counts)


def behind(codings: pd.DataFrame, steps: pd.Series[int], code_a: str, code_b: str, *, within: int = 1) -> pd.DataFrame:
    """The pairs of codings behind one count of `followed`, the first of each code at each step.

    codings: also `id`, `start`, `end`. Columns: `source`, and `id`, `start`, `end` with `_a` (what comes first) and
    `_b` (what follows).
    """
    placed = codings[["source", "code", "id", "start", "end"]].assign(step=steps)
    once = placed[placed["step"] >= 0].drop_duplicates(["source", "code", "step"])
    first, second = once[once["code"] == code_a], once[once["code"] == code_b]
    parts = [
        first.merge(second.assign(step=second["step"] - lag), on=["source", "step"], suffixes=("_a", "_b"))
        for lag in range(1, within + 1)
    ]
    found = pd.concat(parts)[["source", "id_a", "start_a", "end_a", "id_b", "start_b", "end_b"]]
    return found.reset_index(drop=True)


def _lagged(once: pd.DataFrame, lag: int) -> pd.DataFrame:
    later = once.assign(step=once["step"] - lag)
    return once.merge(later, on=["source", "step"], suffixes=("_a", "_b"))[["code_a", "code_b"]]


def _weighed(counts: pd.DataFrame) -> pd.DataFrame:
    seen = counts.to_numpy(np.float64)
    total = seen.sum()
    first, second = seen.sum(axis=1, keepdims=True), seen.sum(axis=0, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = first * second / total
        residual = (seen - expected) / np.sqrt(expected * (1 - first / total) * (1 - second / total))
    row, column = (each.ravel() for each in np.indices(seen.shape))
    table = pd.DataFrame(
        {
            "code_a": counts.index.to_numpy()[row],
            "code_b": counts.columns.to_numpy()[column],
            "count": seen.ravel().astype(int),
            "expected": expected.ravel(),
            "residual": np.where(np.isfinite(residual), residual, np.nan).ravel(),
        }
    )
    shown = table[table["count"] > 0]
    return shown.sort_values(["count", "residual"], ascending=False, kind="stable").reset_index(drop=True)
