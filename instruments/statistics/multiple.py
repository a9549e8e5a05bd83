"""Questions with several answers: percent of respondents and percent of answers, each with its base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from evaluation.errors import fail
from instruments.statistics.design import Design, design_for
from instruments.statistics.estimates import default_interval, method_of, ratio
from instruments.statistics.intervals import share_interval
from instruments.statistics.layout import Layout, lay_out
from instruments.statistics.result import Base, Row, Table
from instruments.statistics.tables import Asked, groups_of, row_of_share
from instruments.statistics.values import Flags, Floats, numbers


def multiple_response(  # noqa: PLR0913 – what is counted, for whom, of which base
    frame: pd.DataFrame,
    options: Sequence[str] | Mapping[str, str],
    design: Design | None = None,
    *,
    by: str | None = None,
    counted: float = 1,
    asked: Asked | None = None,
    name: str = "",
    anyone: bool = True,
) -> Table:
    """The percent of respondents who chose each option; they sum to more than 100.

    options: one column each, with labels if given; `counted` marks a choice. anyone: the base is all who have an answer
    in any of the columns, chosen or not; with `anyone=False` only those who chose something. The others are missing.
    """
    how = asked or Asked()
    held = design_for(frame, design)
    chosen, answered = _chosen(frame, options, counted, anyone=anyone)
    layouts = [lay_out(held, ("",), np.zeros(len(frame), dtype=np.int64))] if by is None or how.total else []
    if by is not None and not groups_of(_column(frame, by))[0]:
        raise fail("STATISTICS-007", name=by)
    if by is not None:
        layouts.append(lay_out(held, *groups_of(_column(frame, by))))
    inside = held.inside & (layouts[-1].group_of_row >= 0) if len(layouts) == 1 else held.inside
    base = _base(held, inside & answered, inside)
    interval = how.interval or default_interval(held)
    method = method_of(held, "share", interval, how.confidence)
    labels = _labels(options)
    rows = [row for layout in layouts for row in _rows(layout, chosen, answered, labels, how)]
    return Table(name, replace(base, of="respondents"), method, tuple(rows), by or "")


def percent_of_answers(
    frame: pd.DataFrame,
    options: Sequence[str] | Mapping[str, str],
    design: Design | None = None,
    *,
    counted: float = 1,
    asked: Asked | None = None,
    name: str = "",
) -> Table:
    """The share each option has of all the answers given; they sum to 100. The base counts answers, not people.

    Intervals: t, around a ratio of two totals; a respondent's answers hang together, so no interval for single
    answers fits.
    """
    how = asked or Asked()
    held = design_for(frame, design)
    chosen, answered = _chosen(frame, options, counted, anyone=False)
    domain = held.within(answered)
    if domain.n == 0:
        raise fail("STATISTICS-007", name=name or ", ".join(options))
    each = np.where(answered[:, None], chosen, 0.0)
    given = each.sum(axis=1)
    n, weighted = float(given[domain.inside].sum()), float((given * domain.weights).sum())
    rows = []
    for place, label in enumerate(_labels(options)):
        found = ratio(each[:, place], given, domain, confidence=how.confidence)
        count, share = int(each[domain.inside, place].sum()), float((each[:, place] * domain.weights).sum())
        bounds = max(found.low, 0.0), min(found.high, 1.0)
        rows.append(Row(label, "", count, share, int(n), weighted, found.value, found.se, *bounds, found.degrees))
    base = replace(_base(held, domain.inside, held.inside), n=int(n), n_weighted=weighted, of="answers")
    return Table(name, base, method_of(held, "share-of-answers", "t", how.confidence), tuple(rows))


def grid(
    frame: pd.DataFrame,
    items: Sequence[str] | Mapping[str, str],
    design: Design | None = None,
    *,
    by: str | None = None,
    asked: Asked | None = None,
) -> tuple[Table, ...]:
    """A grid of statements on one scale: a table each, all with the levels of the scale, named by the statement."""
    from instruments.statistics.tables import frequencies_of

    tables = frequencies_of(frame, list(items), design, by=by, asked=asked)
    return tuple(replace(table, question=label) for table, label in zip(tables, _labels(items), strict=True))


def _rows(layout: Layout, chosen: Floats, answered: Flags, labels: Sequence[str], how: Asked) -> list[Row]:
    interval = how.interval or default_interval(layout.design)
    rows = []
    for place, label in enumerate(labels):
        codes = np.where(answered, np.nan_to_num(chosen[:, place]), -1).astype(np.int64)
        found = layout.count(codes, 2)
        base, share = found.n.sum(axis=1), found.share[:, 1]
        low, high = share_interval(share, found.variance[:, 1], base, found.degrees, interval, how.confidence)
        for group, title in enumerate(layout.groups):
            counts = (found.n[group, 1], found.weighted[group, 1], base[group], found.weighted[group].sum())
            bounds = (share[group], found.variance[group, 1], low[group], high[group], found.degrees[group])
            rows.append(row_of_share(label, title, counts, tuple(map(float, bounds))))  # type: ignore[arg-type]
    return rows


def _chosen(
    frame: pd.DataFrame, options: Sequence[str] | Mapping[str, str], counted: float, *, anyone: bool
) -> tuple[Floats, Flags]:
    columns = np.stack([numbers(_column(frame, each), each) for each in options], axis=1)
    chosen = (columns == counted).astype(float)
    there = ~np.isnan(columns) if anyone else chosen > 0
    return chosen, np.asarray(there.any(axis=1))


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in frame:
        raise fail("STATISTICS-013", name=name)
    return frame[name]


def _base(design: Design, counted: Flags, inside: Flags) -> Base:
    there = design.inside & counted
    if not there.any():
        raise fail("STATISTICS-007", name="?")
    asked, n = int(inside.sum()), int(there.sum())
    return Base(n, float(design.weights[there].sum()), asked, missing={"": asked - n} if n < asked else {})


def _labels(options: Sequence[str] | Mapping[str, str]) -> list[str]:
    return list(options.values()) if isinstance(options, Mapping) else list(options)
