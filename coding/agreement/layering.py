"""The layers of ratings, each with its own few patterns, and how many units have each of them in a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from coding.agreement.distinct import numbered_rows
from coding.agreement.ratings import Matrix, Patterns, Places, Ratings

FEW = 1 << 14  # rows that are added up one by one; for more it pays to load what multiplies by a sparse matrix


@dataclass(frozen=True)
class Layers:
    """patterns: the distinct ones of each layer. common: the one of them that most patterns of the ratings have.

    To count the others is enough, and there are few: rows are the ratings' patterns that have another, in the order of
    the layers and theirs, and begins is where each other one's begin. in_blocks: where units are drawn in blocks,
    blocks × the others, and last the whole block.
    """

    patterns: tuple[Patterns, ...]
    common: tuple[int, ...]
    rows: Places
    begins: Places
    in_blocks: Matrix | None = None

    def counts(self, samples: Matrix) -> Iterator[Matrix]:
        """For each layer, samples × its patterns."""
        other, total = self._others(samples)
        at = 0
        for patterns, common in zip(self.patterns, self.common, strict=True):
            others = len(patterns.given) - 1
            own = other[:, at : at + others]
            yield np.insert(own, common, total - own.sum(axis=1), axis=1) if others >= 0 else own
            at += max(others, 0)

    def _others(self, samples: Matrix) -> tuple[Matrix, Matrix]:
        """Samples × all patterns but the common ones, and the units of each sample."""
        if self.in_blocks is not None:
            found = samples @ self.in_blocks
            return found[:, :-1], found[:, -1]
        if len(self.rows) > FEW:
            return np.ascontiguousarray((self._kinds(samples.shape[1]) @ samples.T).T), samples.sum(axis=1)
        other = np.add.reduceat(samples[:, self.rows], self.begins, axis=1) if len(self.rows) else samples[:, :0]
        return other, samples.sum(axis=1)

    def _kinds(self, patterns: int) -> Any:
        """All patterns but the common ones × the ratings' patterns: 1 where one has the other. Counts are whole, so it
        makes no difference in which order they are added.
        """
        from scipy.sparse import csr_array

        ends = np.r_[self.begins, len(self.rows)]
        return csr_array((np.ones(len(self.rows)), self.rows, ends), shape=(len(self.begins), patterns))


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
    found = Layers(tuple(patterns), tuple(commons), np.concatenate(rows), begins)
    return found if ratings.blocks is None else replace(found, in_blocks=_in_blocks(ratings.blocks, found.rows, sizes))


def _in_blocks(blocks: Places, rows: Places, sizes: list[int]) -> Matrix:
    """Blocks × kinds: how many units of each block have one of the patterns of a kind; last, how many there are."""
    found = np.zeros((blocks[:, 0].max(initial=-1) + 1, len(sizes) + 1))
    block, pattern, units = blocks[np.argsort(blocks[:, 1], kind="stable")].T
    first = np.searchsorted(pattern, rows)
    times = np.searchsorted(pattern, rows, side="right") - first
    kind = np.repeat(np.repeat(np.arange(len(sizes)), sizes), times)
    which = np.repeat(first, times) + np.arange(len(kind)) - np.repeat(np.cumsum(times) - times, times)
    np.add.at(found, (block[which], kind), units[which])
    np.add.at(found, (block, -1), units)
    return found
