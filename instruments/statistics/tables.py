"""Frequencies, cross tables and means by group, of one question or of hundreds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Any, cast

import numpy as np
import pandas as pd

from evaluation.errors import fail
from instruments.statistics.design import Design, design_for
from instruments.statistics.estimates import by_group, default_interval, mean, method_of
from instruments.statistics.intervals import Interval, share_interval
from instruments.statistics.layout import Counted, Layout, lay_out
from instruments.statistics.result import CONFIDENCE, Base, Estimate, Method, Row, Table
from instruments.statistics.values import Coded, Column, Integers, Labels, coded, name_of


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question is counted: labels by code (empty levels are kept), codes that are no answer, interval and level.

    total: a table by group also has the rows of everyone, whose group is "".
    """

    labels: Labels | None = None
    missing: Sequence[Any] = ()
    interval: Interval | None = None
    confidence: float = CONFIDENCE
    total: bool = False


def frequencies(
    values: Column,
    design: Design | None = None,
    *,
    by: Column | None = None,
    asked: Asked | None = None,
    name: str = "",
) -> Table:
    """How many gave each answer, and the share of those who answered; with `by`, within each group.

    Intervals: Wilson's without a design, R's `beta` (Korn and Graubard) with. Rows outside every group are left out.
    Raises STATISTICS-007 when nobody answered.
    """
    held = design_for(values, design)
    return _frequencies(_layouts(held, by, asked or Asked()), values, asked or Asked(), name, _called(by))


def frequencies_of(
    frame: pd.DataFrame,
    items: Iterable[str],
    design: Design | None = None,
    *,
    by: str | None = None,
    asked: Asked | Mapping[str, Asked] | None = None,
) -> tuple[Table, ...]:
    """The same for many columns at once, which costs far less than one by one. asked: for all of them, or by column."""
    named = list(items)
    _known(frame, [*named, *([by] if by else [])])
    held = design_for(frame, design)
    plain = asked if isinstance(asked, Asked) else Asked()
    each = asked if isinstance(asked, Mapping) else {}
    groups = None if by is None else frame[by]
    layouts = {True: _layouts(held, groups, replace(plain, total=True)), False: _layouts(held, groups, plain)}
    chosen = [(name, each.get(name, plain)) for name in named]
    return tuple(_frequencies(layouts[how.total], frame[name], how, name, by or "") for name, how in chosen)


def cross_table(
    values: Column, by: Column, design: Design | None = None, *, asked: Asked | None = None, name: str = ""
) -> Table:
    """Shares within each group, and of everyone: `frequencies` by group with its totals."""
    return frequencies(values, design, by=by, asked=replace(asked or Asked(), total=True), name=name)


def means(values: Column, by: Column, design: Design | None = None, *, total: bool = False, name: str = "") -> Table:
    """The mean of each group, and with `total` of everyone; `estimates_table` does it for medians and others."""
    return estimates_table(mean, values, by, design, total=total, name=name)


def estimates_table(
    estimate: Callable[..., Estimate],
    values: Column,
    by: Column,
    design: Design | None = None,
    *,
    total: bool = False,
    name: str = "",
) -> Table:
    """Any estimate by group as a table: `estimates_table(median, hours, sector, design)`."""
    held = design_for(values, design)
    if not pd.Series(by).notna().any():
        raise fail("STATISTICS-007", name=name_of(by, "?"))
    everyone = estimate(values, held)
    filled = held.within(pd.Series(values).notna().to_numpy())
    found = by_group(estimate, values, _only_answered(by, filled), held)
    rows = [_row_of(each) for each in (*([everyone] if total else []), *found)]
    return Table(name or name_of(values), everyone.base, everyone.method, tuple(rows), _called(by))


def groups_of(by: Column) -> tuple[tuple[str, ...], Integers]:
    """Groups in order – a categorical's own – and the group of each row, −1 in none."""
    found = coded(by)
    return found.levels, found.codes


def row_of_share(
    label: str, group: str, counts: tuple[float, float, float, float], bounds: tuple[float, float, float, float, float]
) -> Row:
    """counts: n, weighted, base, weighted base. bounds: share, variance, low, high, degrees."""
    n, weighted, base, whole = counts
    value, variance, low, high, degrees = bounds
    se = float(np.sqrt(max(variance, 0.0))) if isfinite(variance) else nan
    return Row(label, group, int(n), float(weighted), int(base), float(whole), value, se, low, high, degrees)


def _layouts(design: Design, by: Column | None, asked: Asked) -> tuple[Layout, ...]:
    everyone = lay_out(design, ("",), np.zeros(len(design.weights), dtype=np.int64))
    if by is None:
        return (everyone,)
    design.held(by)
    levels, codes = groups_of(by)
    if not levels:
        raise fail("STATISTICS-007", name=name_of(by, "?"))
    grouped = lay_out(design, levels, codes)
    return (everyone, grouped) if asked.total else (grouped,)


def _frequencies(layouts: tuple[Layout, ...], values: Column, asked: Asked, name: str, by: str) -> Table:
    design = layouts[-1].design
    answers = coded(values, asked.labels, asked.missing, name)
    interval = asked.interval or default_interval(design)
    base = _base(answers, values, design, layouts[0], asked)
    counted = [layout.count(answers.codes, len(answers.levels)) for layout in layouts]
    method = method_of(design, "share", interval, asked.confidence)
    pairs = zip(layouts, counted, strict=True)
    rows = [row for layout, cells in pairs for row in share_rows(layout.groups, answers.levels, cells, method)]
    return Table(answers.name, base, method, tuple(rows), by)


def _base(answers: Coded, values: Column, design: Design, layout: Layout, asked: Asked) -> Base:
    there = design.inside & (layout.group_of_row >= 0)
    valid = there & (answers.codes >= 0)
    if not valid.any():
        raise fail("STATISTICS-007", name=answers.name or "?")
    missing = answers.missing
    if not there.all():
        missing = coded(pd.Series(values)[there], asked.labels, asked.missing).missing
    return Base(int(valid.sum()), float(design.weights[valid].sum()), int(there.sum()), missing=missing)


def share_rows(groups: tuple[str, ...], levels: tuple[str, ...], cells: Counted, method: Method) -> Iterable[Row]:
    base, whole = cells.n.sum(axis=1), cells.weighted.sum(axis=1)
    shape, share = cells.n.shape, cells.share
    n, degrees = (np.broadcast_to(each[:, None], shape).ravel() for each in (base, cells.degrees))
    interval = cast("Interval", method.interval)
    low, high = share_interval(share.ravel(), cells.variance.ravel(), n, degrees, interval, method.confidence)
    columns = [each.ravel().tolist() for each in (cells.n, cells.weighted, share, cells.variance, low, high)]
    for position, (count, weighted, value, variance, below, above) in enumerate(zip(*columns, strict=True)):
        group, level = divmod(position, len(levels))
        counts = (count, weighted, base[group], whole[group])
        bounds = (value, variance, below, above, float(cells.degrees[group]))
        yield row_of_share(levels[level], groups[group], counts, bounds)


def _row_of(found: Estimate) -> Row:
    n, weighted = found.n, found.n_weighted
    return Row(
        found.label, found.group, n, weighted, n, weighted, found.value, found.se, found.low, found.high, found.degrees
    )


def _only_answered(by: Column, filled: Design) -> pd.Series[Any]:
    column = pd.Series(by).reset_index(drop=True)
    kept = column.where(filled.inside)
    return kept.cat.remove_unused_categories() if isinstance(kept.dtype, pd.CategoricalDtype) else kept


def _called(by: Column | None) -> str:
    return "" if by is None else name_of(by)


def _known(frame: pd.DataFrame, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in frame]
    if unknown:
        raise fail("STATISTICS-013", name=", ".join(unknown))
