"""Units drawn anew: how many of each pattern there are in each of many samples.

Efron, B. & Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapters 6 and 13: as many units as there are
are drawn with replacement, and the middle 95 % of the figures they give are the interval. To draw units and count their
patterns is to draw the counts from a multinomial distribution, which takes no account of how many units there are.
Units that stand together in a block are drawn with it: Davison, A. C. & Hinkley, D. V. (1997), Bootstrap Methods and
their Application, chapter 3.8.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coding.agreement.ratings import Matrix, Places, Ratings

AT_ONCE = 1 << 19  # counts in memory at a time
UNITS_AS_QUICK = 6  # so many units are drawn in the time that the count of one pattern takes


def samples(ratings: Ratings, resamples: int, seed: int) -> Iterator[Matrix]:
    """Samples × patterns, or × blocks where units are drawn in them, some at a time; the first is what there is."""
    counts = ratings.counts if ratings.blocks is None else np.ones(ratings.blocks[:, 0].max(initial=-1) + 1, np.int64)
    yield counts[None, :].astype(np.float64)
    chance = np.random.default_rng(seed)
    step = max(AT_ONCE // max(len(counts), 1), 1)
    for first in range(0, resamples if counts.sum() > 1 else 0, step):
        yield drawn(counts, min(step, resamples - first), chance).astype(np.float64)


def drawn(counts: Places, number: int, chance: np.random.Generator) -> Places:
    """Of few patterns the counts are drawn; where nearly every unit has a pattern of its own, the units are."""
    units = int(counts.sum())
    if units > UNITS_AS_QUICK * len(counts):
        return chance.multinomial(units, counts / units, size=number)
    pattern = np.repeat(np.arange(len(counts)), counts)
    times = (np.bincount(pattern[chance.integers(0, units, units)], minlength=len(counts)) for _ in range(number))
    return np.array(list(times), np.int64).reshape(number, len(counts))
