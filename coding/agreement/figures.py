"""The figures: every measure asked for, for each layer and over all of them, each with its interval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import NamedTuple

import numpy as np

from coding.agreement.discover import Measure, measure
from coding.agreement.drawing import samples
from coding.agreement.layering import Layers, layered
from coding.agreement.ratings import NO_RATING, Matrix, Patterns, Ratings
from coding.agreement.result import CONFIDENCE, Agreement, Reason
from coding.agreement.weights import Weights, called
from evaluation.errors import fail
from evaluation.settings.nearness import nearest

RESAMPLES = 1000
SEED = 1


@dataclass(frozen=True)
class Drawn:
    """How many times units are drawn anew, and the seed that makes it the same ones every time."""

    resamples: int = RESAMPLES
    seed: int = SEED


USUAL = Drawn()
Pair = tuple[Matrix, Matrix]  # observed and expected disagreement


class Asked(NamedTuple):
    measure: Measure
    weights: Weights


class Work(NamedTuple):
    """A measure, and for each layer why it is not defined there."""

    measure: Measure
    weights: Weights
    reasons: Sequence[Reason | None]


def agreement(ratings: Ratings, name: str, *, weights: Weights | None = None, drawn: Drawn = USUAL) -> Agreement:
    """One measure of a plain table; of several layers, over all of them."""
    return agreements(ratings, [name], weights=weights, drawn=drawn)[-1]


def agreements(
    ratings: Ratings, names: Sequence[str], *, weights: Weights | None = None, drawn: Drawn = USUAL
) -> list[Agreement]:
    """Each measure for each layer and then over all: the layers' disagreements added up before they are divided.

    So every layer counts by how much chance leaves to disagree on: Janson, H. & Olsson, U. (2001), A measure of
    agreement for interval or nominal multivariate observations, Educational and Psychological Measurement 61, 277–289.
    weights: a set that all the measures know, or a table of values × values with 1 for the same value; None: each one's
    plain set.
    Raises AGREEMENT-001 for a measure that there is not, AGREEMENT-002 for one that takes no ratings, AGREEMENT-003 for
    weights it does not know.
    """
    asked = [_asked(each, weights) for each in names]
    if not any(each.measure.BY_CODER for each in asked):
        ratings = ratings.unordered()
    split = layered(ratings)
    works = [Work(*each, [reason_of(each.measure, layer, ratings) for layer in split.patterns]) for each in asked]
    sums = _summed(ratings, split, works, drawn)
    return [
        figure
        for work, own in zip(works, sums, strict=True)
        for figure in _of_measure(work, ratings, split.patterns, own, drawn)
    ]


def _statistics(work: Work, at: int, layer: Patterns) -> Matrix:
    """Nothing for a layer in which the measure is not defined."""
    return np.empty((len(layer.given), 0)) if work.reasons[at] else work.measure.statistics(layer, work.weights)


def _asked(name: str, weights: Weights | None) -> Asked:
    found = measure(name)
    if found.TAKES != "ratings":
        raise fail("AGREEMENT-002", name=name)
    return Asked(found, known_weights(found, weights))


def known_weights(found: Measure, weights: Weights | None) -> Weights:
    if weights is None:
        return found.WEIGHTS[0]
    if isinstance(weights, str) and weights not in found.WEIGHTS:
        near = ", ".join(nearest(weights, found.WEIGHTS) or found.WEIGHTS)
        raise fail("AGREEMENT-003", name=found.NAME, value=weights, known=near)
    return weights


def _summed(ratings: Ratings, split: Layers, works: Sequence[Work], drawn: Drawn) -> list[list[Matrix]]:
    """For each measure and layer: samples × numbers."""
    statistics = [[_statistics(work, at, layer) for at, layer in enumerate(split.patterns)] for work in works]
    parts: list[list[list[Matrix]]] = [[[] for _ in own] for own in statistics]
    for some in samples(ratings, drawn.resamples, drawn.seed):
        for at, counts in enumerate(split.counts(some)):
            for kept, own in zip(parts, statistics, strict=True):
                kept[at].append(counts @ own[at])
    return [[np.concatenate(layer) for layer in kept] for kept in parts]


def _of_measure(
    work: Work, ratings: Ratings, layers: Sequence[Patterns], sums: Sequence[Matrix], drawn: Drawn
) -> Iterator[Agreement]:
    defined: list[Pair] = []
    for at, (name, reason) in enumerate(zip(ratings.layers, work.reasons, strict=True)):
        own = [] if reason else [work.measure.disagreements(sums[at], layers[at], work.weights)]
        defined += own
        yield _figure(work, ratings, drawn, own, reason, name)
    if ratings.layers != (None,):
        yield _figure(work, ratings, drawn, defined, None if defined else next(iter(work.reasons), "no-code"), None)


def _figure(
    work: Work,
    ratings: Ratings,
    drawn: Drawn,
    disagreeing: Sequence[Pair],
    reason: Reason | None,
    code: str | None,
) -> Agreement:
    value, low, high, reason = estimated(disagreeing, reason)
    return Agreement(
        work.measure.NAME,
        value,
        low,
        high,
        code=code,
        units=_units(ratings),
        coders=ratings.coders,
        categories=len(ratings.categories),
        weights=called(work.weights),
        reason=reason,
        resamples=drawn.resamples,
        seed=drawn.seed,
        codes=len(disagreeing),
    )


def estimated(disagreeing: Sequence[Pair], reason: Reason | None) -> tuple[float, float, float, Reason | None]:
    """The value, its interval and why there is none, from observed and expected disagreements, those found first."""
    if reason:
        return nan, nan, nan, reason
    with np.errstate(divide="ignore", invalid="ignore"):
        observed, expected = (np.sum(each, axis=0) for each in zip(*disagreeing, strict=True))
        values = 1 - observed / expected
    if not np.isfinite(values[0]):
        return nan, nan, nan, "no-chance"
    return exact(values[0]), *_interval(values[1:]), None


def _interval(values: Matrix) -> tuple[float, float]:
    """Percentiles of the samples for which the measure is defined."""
    there = values[np.isfinite(values)]
    if not len(there):
        return nan, nan
    low, high = np.quantile(there, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return exact(low), exact(high)


def exact(value: float) -> float:
    """Without what adding up decimals leaves behind: no agreement beyond chance is 0."""
    return round(float(value), 12) + 0.0


def reason_of(found: Measure, layer: Patterns, ratings: Ratings) -> Reason | None:
    """Why a measure of this layer is not defined; None where it is."""
    if len(ratings.coders) < 2:
        return "one-coder"
    if not ratings.units:
        return "no-units"
    paired = layer.raters > 1
    if not paired.any():
        return "no-pair"
    given = layer.given[paired]
    if found.BY_CHANCE and len(np.unique(given[given != NO_RATING])) < 2:
        return "one-value"
    return None


def _units(ratings: Ratings) -> int:
    """Those that at least two coders rated; the same in every layer."""
    if not ratings.layers:
        return ratings.units
    return int(ratings.counts[(ratings.given[:, 0] != NO_RATING).sum(axis=1) > 1].sum())
