"""The layers of ratings, each with its own few patterns, and how many units have each of them in a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from coding.agreement.distinct import numbered_rows
from coding.agreement.ratings import Matrix, Patterns, Places, Ratings


@dataclass(frozen=True)
class Layers:
    """patterns: the distinct ones of each layer. common: the one of them that most patterns of the ratings have.

    To count the others is enough, and there are few: rows are the ratings' patterns that have another, in the order of
    the layers and theirs, and begins is where each other one's begin.
    """

    patterns: tuple[Patterns, ...]
    common: tuple[int, ...]
    rows: Places
    begins: Places

    def counts(self, samples: Matrix) -> Iterator[Matrix]:
        """For each layer, samples × its patterns."""
        total = samples.sum(axis=1)
        other = np.add.reduceat(samples[:, self.rows], self.begins, axis=1) if len(self.rows) else samples[:, :0]
        at = 0
        for patterns, common in zip(self.patterns, self.common, strict=True):
            others = len(patterns.given) - 1
            own = other[:, at : at + others]
            yield np.insert(own, common, total - own.sum(axis=1), axis=1) if others >= 0 else own
            at += max(others, 0)


def layered(ratings: Ratings) -> Layers:
    patterns, commons, rows, sizes = [], [], [np.empty(0, np.int64)], []
    for number in range(len(ratings.layers)):
        whole = ratings.layer(number)
        first, which = numbered_rows(whole.given, whole.categories)
        times = np.bincount(which, minlength=len(first))
        common = int(times.argmax()) if len(times) else 0
        order = np.argsort(which, kind="stable")
        rows.append(order[which[order] != common])
        sizes += [size for kind, size in enumerate(times.tolist()) if kind != common]
        patterns.append(Patterns(whole.given[first], whole.values, whole.numeric))
        commons.append(common)
    begins = np.cumsum([0, *sizes])[:-1].astype(np.int64)
    return Layers(tuple(patterns), tuple(commons), np.concatenate(rows), begins)
