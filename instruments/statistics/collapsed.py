"""Tables of rows that stand for many: equal answers are counted once, with how many gave them and their weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from evaluation.errors import fail, problem, raise_any
from instruments.statistics.design import Lonely, Stage
from instruments.statistics.intervals import Interval, share_interval
from instruments.statistics.layout import Counted, plain_counted
from instruments.statistics.result import Base, Method, Row, Table
from instruments.statistics.tables import Asked, groups_of, row_of_share, share_rows
from instruments.statistics.values import Column, Flags, Floats, Integers, coded, name_of, numbers, written
from instruments.statistics.variance import factors

N, WEIGHTED, SQUARED = "n", "weighted", "squared"  # what each row stands for: how many, and sums of weights
STAND = (N, WEIGHTED, SQUARED)
_NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Drawn:
    """How the rows were drawn, by columns; of the stages of drawing there is one. Without any, all count alike."""

    weight: bool = False
    strata: tuple[str, ...] = ()
    cluster: str = ""
    population: str = ""
    lonely: Lonely = "error"

    @property
    def kind(self) -> str:
        parts = {"weights": self.weight, "strata": self.strata, "clusters": self.cluster, "population": self.population}
        return " ".join(name for name, there in parts.items() if there) or "none"


@dataclass(frozen=True, slots=True, eq=False)
class Collapsed:
    """Distinct rows with what they stand for. unit: the cluster of each row; empty where everyone is a unit.

    inside: whether a row is in what the table is about; the others still say how the sample was drawn.
    """

    n: Floats
    weighted: Floats
    squared: Floats
    inside: Flags
    stratum: Integers
    unit: Integers
    stage: Stage
    kind: str
    lonely: Lonely

    @property
    def simple(self) -> bool:
        return self.kind == "none"

    def count(self, group: Integers, groups: int, codes: Integers, levels: int) -> Counted:
        """Shares of each group that gave each answer. group, codes: −1 where there is none."""
        valid = (codes >= 0) & (group >= 0) & self.inside
        cell, shape = group[valid] * levels + codes[valid], (groups, levels)
        n = _summed(cell, self.n[valid], shape)
        if self.simple:
            return plain_counted(n)
        weighted = _summed(cell, self.weighted[valid], shape)
        whole = weighted.sum(axis=1, keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            share = weighted / whole
        strata = len(self.stage.drawn)
        place = self.stratum[valid] * groups + group[valid]  # a stratum's part of a group
        found = self._by_unit if len(self.unit) else self._by_person
        once, twice, units = found(valid, place, codes, (strata * groups, levels), np.tile(share, (strata, 1)))
        drawn = np.repeat(self.stage.drawn, groups)[:, None]
        spread = (twice - once**2 / drawn).reshape(strata, groups, levels)
        with np.errstate(invalid="ignore", divide="ignore"):
            variance = (spread * factors(self.stage, self.lonely)[:, None, None]).sum(axis=0) / whole**2
        there = units.reshape(strata, groups)
        degrees = there.sum(axis=0) - (there > 0).sum(axis=0)
        return Counted(n, weighted, np.where(n.sum(axis=1, keepdims=True) > 1, variance, np.nan), degrees.astype(float))

    def _by_unit(
        self, valid: Flags, place: Integers, codes: Integers, shape: tuple[int, int], share: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """Sums of the clusters' scores, of their squares, and how many clusters there are, by place."""
        keys, unit = np.unique(np.stack([place, self.unit[valid]]), axis=1, return_inverse=True)
        within = _summed(unit.ravel() * shape[1] + codes[valid], self.weighted[valid], (keys.shape[1], shape[1]))
        there = within.sum(axis=1)
        scores = within - share[keys[0]] * there[:, None]
        cells = keys[0][:, None] * shape[1] + np.arange(shape[1])
        once, twice = (_summed(cells.ravel(), each.ravel(), shape) for each in (scores, scores**2))
        return once, twice, _summed(keys[0], (there > 0).astype(float), (shape[0], 1)).ravel()

    def _by_person(
        self, valid: Flags, place: Integers, codes: Integers, shape: tuple[int, int], share: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """The same where everyone is a unit: a score is (chose it − share) × weight, so that sums of weights do."""
        cell = place * shape[1] + codes[valid]
        weights, squares = (_summed(cell, each[valid], shape) for each in (self.weighted, self.squared))
        all_weights, all_squares = (each.sum(axis=1, keepdims=True) for each in (weights, squares))
        held = np.nan_to_num(share)
        once = weights - held * all_weights
        twice = (1 - held) ** 2 * squares + held**2 * (all_squares - squares)
        return once, twice, _summed(place, self.n[valid], (shape[0], 1)).ravel()


def collapsed(frame: pd.DataFrame, drawn: Drawn, inside: Flags | None = None) -> Collapsed:
    """Distinct rows as a sample. frame: the columns that `drawn` names, and N, WEIGHTED and SQUARED.

    Raises as `design_of` does: 006 for empty values, 008 for a stratum with one unit, 009 and 010 for population sizes.
    """
    n = frame[N].to_numpy(dtype=float)
    _refuse_empty(frame, n, drawn)
    stratum, names = _strata(frame, drawn.strata)
    unit = _units(frame, stratum, drawn.cluster) if drawn.cluster else _NOBODY
    each = np.bincount(stratum[np.unique(unit, return_index=True)[1]]) if len(unit) else np.bincount(stratum, n)
    units = each.astype(float)
    population = _population(frame[drawn.population], stratum, units, names) if drawn.population else None
    sizes = np.full(len(names), np.inf) if population is None else population
    stage = Stage(_NOBODY, _NOBODY, _NOBODY, units, sizes, np.ones(len(names)), names)
    if drawn.lonely == "error" and drawn.kind != "none":
        _refuse_lonely(stage)
    weighted, squared = (frame[name].to_numpy(dtype=float) for name in (WEIGHTED, SQUARED))
    if not drawn.weight:
        each_stands_for = np.ones(len(names)) if population is None else population / units
        weighted, squared = (n * each_stands_for[stratum] ** power for power in (1, 2))
    within = np.ones(len(frame), dtype=bool) if inside is None else inside
    return Collapsed(n, weighted, squared, within, stratum, unit, stage, drawn.kind, drawn.lonely)


def frequencies_of_rows(
    rows: Collapsed, values: Column, *, by: Column | None = None, asked: Asked | None = None, name: str = ""
) -> Table:
    """What `frequencies` gives of the rows these stand for."""
    how = asked or Asked()
    answers = coded(values, how.labels, how.missing, name)
    layouts = _groups(rows, by, how)
    there = rows.inside & (layouts[0][1] >= 0)
    base = _base(rows, there & (answers.codes >= 0), there, answers.name)
    base = replace(base, missing=_missing(rows, pd.Series(values), there, how))
    method = _method(rows, how)
    levels = answers.levels
    found = ((groups, rows.count(group, len(groups), answers.codes, len(levels))) for groups, group in layouts)
    lines = [line for groups, counted in found for line in share_rows(groups, levels, counted, method)]
    return Table(answers.name, base, method, tuple(lines), "" if by is None else name_of(by))


def multiple_of_rows(  # noqa: PLR0913 – what is counted, for whom, of which base
    rows: Collapsed,
    frame: pd.DataFrame,
    options: Mapping[str, str],
    *,
    by: Column | None = None,
    counted: float = 1,
    asked: Asked | None = None,
    name: str = "",
) -> Table:
    """What `multiple_response` gives of the rows these stand for."""
    how = asked or Asked()
    columns = np.stack([numbers(frame[each], each) for each in options], axis=1)
    answered = np.isfinite(columns).any(axis=1).astype(bool)
    layouts = _groups(rows, by, how)
    inside = rows.inside & (layouts[-1][1] >= 0) if len(layouts) == 1 else rows.inside
    base = _base(rows, inside & answered, inside, "?")
    lacking = base.asked - base.n
    base = replace(base, of="respondents", missing={"": lacking} if lacking else {})
    method = _method(rows, how)
    chosen = np.asarray(np.isin(columns, [counted]))
    labels = list(options.values())
    lines = [line for groups, group in layouts
             for line in _options(rows, groups, group, chosen, answered, labels, method)]  # fmt: skip
    return Table(name, base, method, tuple(lines), "" if by is None else name_of(by))


def _options(  # noqa: PLR0913, PLR0917
    rows: Collapsed,
    groups: tuple[str, ...],
    group: Integers,
    chosen: Any,
    answered: Flags,
    labels: Sequence[str],
    method: Method,
) -> list[Row]:
    lines = []
    for place, label in enumerate(labels):
        codes = np.where(answered, chosen[:, place], -1).astype(np.int64)
        found = rows.count(group, len(groups), codes, 2)
        base, share, variance = found.n.sum(axis=1), found.share[:, 1], found.variance[:, 1]
        interval: Any = method.interval
        low, high = share_interval(share, variance, base, found.degrees, interval, method.confidence)
        for number, title in enumerate(groups):
            counts = (found.n[number, 1], found.weighted[number, 1], base[number], found.weighted[number].sum())
            bounds = (share[number], variance[number], low[number], high[number], found.degrees[number])
            lines.append(row_of_share(label, title, counts, tuple(map(float, bounds))))  # type: ignore[arg-type]
    return lines


def _groups(rows: Collapsed, by: Column | None, how: Asked) -> list[tuple[tuple[str, ...], Integers]]:
    everyone: tuple[tuple[str, ...], Integers] = (("",), np.zeros(len(rows.n), dtype=np.int64))
    if by is None:
        return [everyone]
    found = groups_of(by)
    if not found[0]:
        raise fail("STATISTICS-007", name=name_of(by, "?"))
    return [everyone, found] if how.total else [found]


def _base(rows: Collapsed, valid: Flags, there: Flags, name: str) -> Base:
    if not valid.any():
        raise fail("STATISTICS-007", name=name or "?")
    weighted = rows.n if rows.simple else rows.weighted
    return Base(int(rows.n[valid].sum()), float(weighted[valid].sum()), int(rows.n[there].sum()))


def _missing(rows: Collapsed, column: pd.Series, there: Flags, how: Asked) -> dict[str, int]:
    values, n = column[there].reset_index(drop=True), pd.Series(rows.n[there])
    spared = values.isin(list(how.missing))
    counted = n[spared].groupby(values[spared]).sum().sort_index()
    labels = dict(how.labels or {})
    found = {labels.get(code, written(code)): int(count) for code, count in counted.items() if count}
    empty = int(n[values.isna()].sum())
    return found | ({"": empty} if empty else {})


def _method(rows: Collapsed, how: Asked) -> Method:
    interval: Interval = how.interval or ("wilson" if rows.simple else "beta")
    return Method("share", "simple" if rows.simple else "taylor", interval, how.confidence, rows.kind)


def _summed(cells: Integers, weights: Floats, shape: tuple[int, int]) -> Floats:
    return np.bincount(cells, weights, shape[0] * shape[1]).astype(float).reshape(shape)


def _refuse_empty(frame: pd.DataFrame, n: Floats, drawn: Drawn) -> None:
    named = [*drawn.strata, *filter(None, (drawn.cluster, drawn.population))]
    empty = ((name, int(n[frame[name].isna().to_numpy()].sum())) for name in dict.fromkeys(named))
    raise_any(problem("STATISTICS-006", name=name, n=count) for name, count in empty if count)


def _strata(frame: pd.DataFrame, names: tuple[str, ...]) -> tuple[Integers, tuple[str, ...]]:
    if not names:
        return np.zeros(len(frame), dtype=np.int64), ("",)
    stratum = np.asarray(frame.groupby(list(names), observed=True).ngroup(), dtype=np.int64)
    first = frame[list(names)].iloc[np.unique(stratum, return_index=True)[1]]
    return stratum, tuple(" · ".join(map(written, key)) for key in first.itertuples(index=False))


def _units(frame: pd.DataFrame, stratum: Integers, cluster: str) -> Integers:
    return frame.assign(**{"of stratum": stratum}).groupby(["of stratum", cluster]).ngroup().to_numpy().astype(np.int64)


def _population(sizes: pd.Series, stratum: Integers, drawn: Floats, names: tuple[str, ...]) -> Floats:
    by_stratum = pd.Series(numbers(sizes, finite=False)).groupby(stratum)
    least, most = by_stratum.min().to_numpy(), by_stratum.max().to_numpy()
    whole = len(names) == 1 and not names[0]
    _refuse("STATISTICS-047" if whole else "STATISTICS-010", sizes, most > least, names)
    population = drawn / most if (most <= 1).all() and (most > 0).all() else most
    _refuse("STATISTICS-009", sizes, population < drawn * (1 - 1e-9), names)
    return np.asarray(population, dtype=float)


def _refuse(code: str, sizes: pd.Series, wrong: Flags, names: tuple[str, ...]) -> None:
    if wrong.any():
        raise fail(code, name=sizes.name, strata=_listed(wrong, names))


def _refuse_lonely(stage: Stage) -> None:
    if stage.lonely.any():
        raise fail("STATISTICS-008", strata=_listed(stage.lonely, stage.names))


def _listed(wrong: Flags, names: tuple[str, ...]) -> str:
    found = [names[each] for each in np.flatnonzero(wrong)]
    return ", ".join(f"«{name}»" for name in found[:5]) + (f" … ({len(found)})" if len(found) > 5 else "")
