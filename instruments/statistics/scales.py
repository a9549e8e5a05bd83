"""Scores made of several answers, and the net of those for and those against."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd

from evaluation.errors import fail
from instruments.statistics.design import Design
from instruments.statistics.estimates import linear_mean, told
from instruments.statistics.result import CONFIDENCE, Estimate
from instruments.statistics.values import Column, coded, numbers


def scale_score(
    frame: pd.DataFrame,
    items: Sequence[str],
    *,
    reverse: Collection[str] = (),
    ends: tuple[float, float] | None = None,
    least: int | None = None,
) -> pd.Series[float]:
    """The mean of each respondent's answers to the items; NaN for who answered fewer than `least` of them.

    reverse: items that point the other way, turned on the scale whose `ends` are given. least: at first half of the
    items.
    """
    unknown = [name for name in (*items, *reverse) if name not in frame]
    if unknown:
        raise fail("STATISTICS-013", name=", ".join(unknown))
    if reverse and ends is None:
        raise fail("STATISTICS-031", names=", ".join(reverse))
    columns = np.stack([numbers(frame[name], name) for name in items], axis=1)
    low, high = ends or (0.0, 0.0)
    turned = np.array([name in reverse for name in items])
    answers = np.where(turned, low + high - columns, columns)
    answered = (~np.isnan(answers)).sum(axis=1)
    wanted = (len(items) + 1) // 2 if least is None else least
    with np.errstate(invalid="ignore", divide="ignore"):
        score = np.nansum(answers, axis=1) / answered
    return pd.Series(np.where(answered >= max(wanted, 1), score, np.nan), index=frame.index)


def net_score(
    values: Column,
    positive: Collection[Any],
    negative: Collection[Any],
    design: Design | None = None,
    *,
    missing: Sequence[Any] = (),
    confidence: float = CONFIDENCE,
) -> Estimate:
    """The share of positive answers less that of negative ones, among all valid answers; from −1 to 1."""
    both = set(positive) & set(negative)
    if both:
        raise fail("STATISTICS-032", values=", ".join(sorted(map(str, both))))
    column = pd.Series(values)
    sign = column.isin(list(positive)).astype(float) - column.isin(list(negative)).astype(float)
    valid = coded(column, missing=missing).codes >= 0
    sign.name = column.name
    return told(linear_mean(sign.where(valid), design), "net", confidence)
