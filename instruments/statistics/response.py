"""Who answered: response rates, item nonresponse, and respondents beside the frame they were drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from evaluation.errors import fail
from instruments.statistics.association import Test
from instruments.statistics.design import Design, design_for
from instruments.statistics.estimates import method_of, proportion
from instruments.statistics.intervals import Interval
from instruments.statistics.result import CONFIDENCE, Base, Estimate, Method, Table
from instruments.statistics.tables import Asked, frequencies
from instruments.statistics.values import Column, coded, name_of, written


def response_rate(
    answered: Column,
    design: Design | None = None,
    *,
    by: Column | None = None,
    interval: Interval | None = None,
    confidence: float = CONFIDENCE,
) -> Table:
    """The share of all who were invited that answered (1 or true), in all and by group; one row each."""
    total = proportion(answered, design, interval=interval, confidence=confidence)
    flags = pd.Series(answered).astype(float)
    how = Asked(labels={0.0: "0", 1.0: "1"}, interval=interval, confidence=confidence, total=True)
    table = frequencies(flags, design, by=by, asked=how, name=name_of(answered))
    rows = tuple(row for row in table.rows if row.label == "1")
    return Table(table.question, total.base, table.method, rows, table.by)


def item_nonresponse(
    frame: pd.DataFrame,
    items: Iterable[str],
    design: Design | None = None,
    *,
    shown: Mapping[str, Column] | None = None,
    missing: Sequence[Any] = (),
) -> tuple[Estimate, ...]:
    """For each question the share of those it was shown to who gave no valid answer; labelled by the question.

    shown: for questions with routing, who saw them; without it, everyone. missing: codes that are no answer.
    """
    held = design_for(frame, design)
    return tuple(_nonresponse(frame, name, held, (shown or {}).get(name), missing) for name in items)


def beside_frame(respondents: Column, frame_shares: Mapping[Any, float], design: Design | None = None) -> Table:
    """Respondents beside the frame: each group's share, with an interval."""
    codes = list(frame_shares)
    return frequencies(respondents, design, asked=Asked(labels={code: written(code) for code in codes}))


def frame_comparison(
    respondents: Column, frame_shares: Mapping[Any, float], design: Design | None = None
) -> pd.DataFrame:
    """One line a group: share among respondents with its interval, share in the frame, difference and ratio.

    frame_shares: sizes or shares by value. Raises STATISTICS-020 for a group of respondents that the frame does not
    have.
    """
    _held_in(respondents, frame_shares)
    whole = sum(frame_shares.values())
    table = beside_frame(respondents, frame_shares, design)
    known = [frame_shares[code] / whole for code in frame_shares]
    frame = table.to_frame()[["label", "n", "base", "value", "low", "high"]].assign(frame=known)
    return frame.assign(difference=frame["value"] - frame["frame"], ratio=frame["value"] / frame["frame"])


def frame_test(respondents: Column, frame_shares: Mapping[Any, float]) -> Test:
    """Pearson's goodness of fit of the respondents, unweighted, to the frame; the effect is Cohen's w (1988, 7.2)."""
    _held_in(respondents, frame_shares)
    names = {code: written(code) for code in frame_shares}
    found = coded(respondents, labels=names)
    counts = np.bincount(found.codes[found.codes >= 0], minlength=len(found.levels)).astype(float)
    n = counts.sum()
    if n == 0:
        raise fail("STATISTICS-007", name=found.name or "?")
    shares = np.array([frame_shares[code] for code in frame_shares]) / sum(frame_shares.values())
    free = int((shares > 0).sum()) - 1
    statistic = float(((counts - n * shares) ** 2 / np.where(shares > 0, n * shares, 1))[shares > 0].sum())
    base = Base(int(n), float(n), len(found.codes), missing=found.missing)
    p = float(stats.chi2.sf(statistic, free)) if free else nan
    return Test(statistic, free, np.inf, p, base, Method("goodness-of-fit"), float(np.sqrt(statistic / n)), "cohens-w")


def _nonresponse(
    frame: pd.DataFrame, name: str, held: Design, shown: Column | None, missing: Sequence[Any]
) -> Estimate:
    if name not in frame:
        raise fail("STATISTICS-013", name=name)
    domain = held if shown is None else held.within(shown)
    lacking = pd.Series((coded(frame[name], missing=missing).codes < 0).astype(float), index=frame.index, name=name)
    found = proportion(lacking, domain)
    method = method_of(held, "item-nonresponse", found.method.interval, found.method.confidence)
    return Estimate(found.value, found.se, found.low, found.high, found.base, method, name, "", found.degrees)


def _held_in(respondents: Column, frame_shares: Mapping[Any, float]) -> None:
    unknown = [each for each in pd.Series(respondents).dropna().unique() if each not in frame_shares]
    if unknown:
        raise fail("STATISTICS-020", name=name_of(respondents, "?"), value=", ".join(map(written, unknown)))
