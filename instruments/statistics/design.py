"""A sampling design: weights, strata, clusters and the sizes of what was drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluation.errors import Problem, fail, problem, raise_any
from instruments.statistics.adjusting import Adjustment
from instruments.statistics.values import Column, Flags, Floats, Integers, numbers, written
from instruments.statistics.values import flags as as_flags

Lonely = Literal["error", "adjust", "remove", "average"]
LONELY: tuple[Lonely, ...] = ("error", "adjust", "remove", "average")
NAMED = 5
Names = str | Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One stage of drawing: rows by stratum and by unit; for each stratum how many units were drawn, of how many.

    rate: the share drawn at the stages above. A population that is not known is infinite.
    """

    stratum: Integers
    unit: Integers
    stratum_of_unit: Integers
    drawn: Floats
    population: Floats
    rate: Floats
    names: tuple[str, ...]

    @property
    def left(self) -> Floats:
        """The finite population correction of each stratum: the share not drawn."""
        return 1 - self.drawn / self.population

    @property
    def lonely(self) -> Flags:
        """Strata with one unit, which say nothing of their spread – unless the whole stratum was drawn."""
        return np.asarray((self.drawn == 1) & (self.left > 1e-7))


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Rows of a table as a sample. Outside the domain (`inside` is false) weights are 0, but the units still count.

    kind: `none` (everyone counts alike), or the parts there are, as `weights strata clusters population`.
    """

    weights: Floats
    inside: Flags
    stages: tuple[Stage, ...]
    kind: str = "none"
    lonely: Lonely = "error"
    index: pd.Index[Any] | None = None
    adjustments: tuple[Adjustment, ...] = ()
    notices: tuple[Problem, ...] = ()

    @property
    def simple(self) -> bool:
        return self.kind == "none"

    @property
    def n(self) -> int:
        return int(self.inside.sum())

    @property
    def size(self) -> float:
        """The weighted number in the domain."""
        return float(self.weights.sum())

    @property
    def degrees(self) -> float:
        """Units less strata, of those with somebody in the domain."""
        first = self.stages[0]
        return float(np.unique(first.unit[self.inside]).size - np.unique(first.stratum[self.inside]).size)

    def within(self, flags: Column) -> Design:
        """The same design, about those for whom `flags` is true; without a design they are a sample of their own."""
        self.held(flags)
        inside = self.inside & as_flags(flags)
        if self.simple and not self.adjustments:
            alone = (_stage(np.where(inside, 0, 1), np.arange(len(inside)), ("", "")),)
            return replace(self, inside=inside, weights=np.where(inside, 1.0, 0.0), stages=alone)
        return replace(self, inside=inside, weights=np.where(inside, self.weights, 0.0))

    def held(self, values: Column) -> None:
        """Raise where a column has not the design's rows."""
        if len(values) != len(self.weights):
            raise fail("STATISTICS-011", rows=len(values), expected=len(self.weights))
        index = getattr(values, "index", None)
        if isinstance(index, pd.Index) and self.index is not None and not index.equals(self.index):
            raise fail("STATISTICS-012")


def no_design(rows: int) -> Design:
    """Everyone drawn alike, from a population without end."""
    everyone = np.arange(rows)
    return Design(np.ones(rows), np.ones(rows, dtype=bool), (_stage(np.zeros(rows, int), everyone, ("",)),))


def design_of(
    frame: pd.DataFrame,
    *,
    weight: str | None = None,
    strata: Names = (),
    clusters: Names = (),
    population: Names = (),
    lonely: Lonely = "error",
) -> Design:
    """The design that columns of a table describe.

    weight: how many each stands for; without it, population sizes give it, else all weigh alike. strata: several
    columns are crossed. clusters: one column for each stage of drawing, the first first; units are told apart within
    their stratum. population: for each stage how many units the stratum has (or, all at most 1, the share drawn).
    lonely: what a stratum with one unit does: `adjust` measures it from the mean of all, `remove` counts it as
    certain, `average` gives it the mean of the others. Lumley (2010), Complex Surveys; the choices are those of R's
    survey.
    """
    named = {"strata": _names(strata), "clusters": _names(clusters), "population": _names(population)}
    _known(frame, [name for names in named.values() for name in names] + ([weight] if weight else []), weight, lonely)
    stages = _stages(frame, named["strata"], named["clusters"], named["population"])
    kind = " ".join((["weights"] if weight else []) + [part for part, names in named.items() if names])
    # One respondent and no design is no stratum with a single unit: there is a figure, and no interval around it.
    if lonely == "error" and kind:
        _refuse_lonely(stages)
    weights, notices = _weights(frame, weight, stages)
    everyone = np.ones(len(frame), dtype=bool)
    return Design(weights, everyone, stages, kind or "none", lonely, frame.index, (), notices)


def design_for(values: Column, design: Design | None) -> Design:
    """The design given, held against the column; without one, everyone counts alike."""
    if design is None:
        return no_design(len(values))
    design.held(values)
    return design


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _known(frame: pd.DataFrame, names: Sequence[str], weight: str | None, lonely: str) -> None:
    found = [problem("STATISTICS-013", name=name) for name in names if name not in frame]
    if lonely not in LONELY:
        found.append(problem("STATISTICS-014", value=lonely, known=", ".join(LONELY)))
    raise_any(found)
    empty = ((name, int(frame[name].isna().sum())) for name in dict.fromkeys(names) if name != weight)
    raise_any(_empty(name, count) for name, count in empty if count)


def _empty(name: str, count: int) -> Problem:
    return problem("STATISTICS-006", name=name, n=count)


def _weights(frame: pd.DataFrame, weight: str | None, stages: tuple[Stage, ...]) -> tuple[Floats, tuple[Problem, ...]]:
    if weight is None:
        return _from_population(stages), ()
    found = numbers(frame[weight], weight, finite=False)
    check_weights(found, weight)
    alike = len(found) > 1 and np.ptp(found) <= 1e-12 * found.max()
    return found, (problem("STATISTICS-005", name=weight, severity="note"),) if alike else ()


def check_weights(weights: Floats, name: str) -> None:
    """Raise for weights that are no numbers, negative or zero; each fault with how many."""
    faults = {
        "STATISTICS-002": ~np.isfinite(weights),
        "STATISTICS-003": weights == 0,
        "STATISTICS-004": weights < 0,
    }
    counted = ((code, int(rows.sum())) for code, rows in faults.items())
    raise_any(problem(code, name=name, n=count) for code, count in counted if count)


def _from_population(stages: tuple[Stage, ...]) -> Floats:
    weights = np.ones(len(stages[0].stratum))
    for stage in stages:
        known = np.isfinite(stage.population)
        each = np.where(known, stage.population, 1) / np.maximum(stage.drawn, 1)
        weights = weights * np.where(known, each, 1.0)[stage.stratum]
    return weights


def _stages(
    frame: pd.DataFrame, strata: tuple[str, ...], clusters: tuple[str, ...], population: tuple[str, ...]
) -> tuple[Stage, ...]:
    if len(population) > max(1, len(clusters)):
        raise fail("STATISTICS-015", n=len(population), stages=max(1, len(clusters)))
    stratum, names = _crossed([frame[name] for name in strata], len(frame))
    rate, stages = np.ones(len(names)), []
    for number in range(max(1, len(clusters))):
        unit = (
            _crossed([pd.Series(stratum), frame[clusters[number]]], len(frame))[0]
            if clusters
            else np.arange(len(frame))
        )
        stage = _stage(stratum, unit, names, rate, frame[population[number]] if number < len(population) else None)
        stages.append(stage)
        if not np.isfinite(stage.population).all():
            break  # without the size of what was drawn from, the stages below add nothing
        rate = (stage.rate * stage.drawn / stage.population)[stage.stratum_of_unit]
        stratum, names = unit, tuple(names[each] for each in stage.stratum_of_unit)
    return tuple(stages)


def _crossed(columns: Sequence[pd.Series[Any]], rows: int) -> tuple[Integers, tuple[str, ...]]:
    """Rows by each combination of values there is, numbered from 0, with its name."""
    if not columns:
        return np.zeros(rows, dtype=np.int64), ("",)
    codes = np.zeros(rows, dtype=np.int64)
    names: list[str] = [""]
    for column in columns:
        found, levels = pd.factorize(np.asarray(column), sort=True)
        used, codes = np.unique(codes * len(levels) + found, return_inverse=True)
        joined = [(names[each // len(levels)], written(levels[each % len(levels)])) for each in used.tolist()]
        names = [" · ".join(part for part in pair if part) for pair in joined]
    return codes, tuple(names)


def _stage(
    stratum: Integers,
    unit: Integers,
    names: tuple[str, ...],
    rate: Floats | None = None,
    sizes: pd.Series[Any] | None = None,
) -> Stage:
    first = np.unique(unit, return_index=True)[1]
    of_unit = stratum[first]
    drawn = np.bincount(of_unit, minlength=len(names)).astype(float)
    population = np.full(len(names), np.inf) if sizes is None else _population(sizes, stratum, drawn, names)
    return Stage(stratum, unit, of_unit, drawn, population, np.ones(len(names)) if rate is None else rate, names)


def _population(sizes: pd.Series[Any], stratum: Integers, drawn: Floats, names: tuple[str, ...]) -> Floats:
    given = numbers(sizes, finite=False)
    least, most = np.full(len(names), np.inf), np.full(len(names), -np.inf)
    np.minimum.at(least, stratum, given)
    np.maximum.at(most, stratum, given)
    uneven = [names[each] for each in np.flatnonzero(most > least)]
    if uneven:
        whole = len(names) == 1 and not names[0]
        raise fail("STATISTICS-047" if whole else "STATISTICS-010", name=sizes.name, strata=_listed(uneven))
    population = drawn / most if (most <= 1).all() and (most > 0).all() else most
    small = [names[each] for each in np.flatnonzero(population < drawn * (1 - 1e-9))]
    if small:
        raise fail("STATISTICS-009", name=sizes.name, strata=_listed(small))
    return np.asarray(population)


def _refuse_lonely(stages: tuple[Stage, ...]) -> None:
    for stage in stages:
        if stage.lonely.any():
            raise fail("STATISTICS-008", strata=_listed([stage.names[each] for each in np.flatnonzero(stage.lonely)]))


def _listed(names: Sequence[str]) -> str:
    more = f" … ({len(names)})" if len(names) > NAMED else ""
    return ", ".join(f"«{name}»" for name in dict.fromkeys(names[:NAMED])) + more
