"""How many pairs of codings of two codes overlap, counted at their boundaries without making the pairs.

Two codings x and y do not overlap when x ends before y starts or y before x. With D[a, b] the number of pairs in which
a coding of a ends at or before the start of one of b, the pairs that overlap are n_a n_b − D[a, b] − D[b, a]. D is
counted in one pass over all boundaries of a source in order: by blocks, where whole blocks lie between, and by looking
a few boundaries ahead inside a block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.int64]
PAIR_COLUMNS = (
    "id_a", "id_b", "source", "coder_a", "coder_b", "start", "end", "start_a", "end_a", "start_b", "end_b",
)  # fmt: skip
BLOCK = 16  # boundaries
TOGETHER = 32  # blocks multiplied at a time: larger products are shared among threads, which costs more than it gains


def overlapping(codings: pd.DataFrame, *, per_coder: bool = False) -> pd.DataFrame:
    """Codes × codes: pairs of codings, one of each code, that share at least one character of a source.

    codings: one row each with `source`, `start`, `end`, `code` and, for `per_coder`, `coder`. Every pair is counted
    once: three codings of a that overlap two of b, each with each, are six. With `per_coder` both must be by the same
    coder; else all coders' codings are counted with each other's. A coding of no length shares nothing. On the
    diagonal stand the codings of each code. Whole numbers, exact.
    """
    return _counted(codings, codings["end"].to_numpy(np.int64), _keys(per_coder=per_coder))


def within(codings: pd.DataFrame, characters: int, *, per_coder: bool = False) -> pd.DataFrame:
    """As `overlapping`, but also counting pairs with at most so many characters between them; 0: that touch."""
    return _counted(codings, codings["end"].to_numpy(np.int64) + characters + 1, _keys(per_coder=per_coder))


def pairs(
    codings: pd.DataFrame, code_a: str, code_b: str, *, characters: int | None = None, per_coder: bool = False
) -> pd.DataFrame:
    """The pairs of codings behind one cell, in the order of their places: PAIR_COLUMNS.

    `start`, `end`: what the two span together. characters: as in `within`; None: pairs that overlap. per_coder: as in
    `overlapping`.
    """
    reach = 0 if characters is None else characters + 1
    filled = codings[codings["end"] > codings["start"]]
    columns = ["id", "source", "coder", "start", "end"]
    joined = filled.loc[filled["code"] == code_a, columns].merge(
        filled.loc[filled["code"] == code_b, columns], on="source", suffixes=("_a", "_b")
    )
    near = (joined["start_a"] < joined["end_b"] + reach) & (joined["start_b"] < joined["end_a"] + reach)
    met = joined[near & (joined["coder_a"] == joined["coder_b"])] if per_coder else joined[near]
    found = met.assign(start=met[["start_a", "start_b"]].min(axis=1), end=met[["end_a", "end_b"]].max(axis=1))
    return found[list(PAIR_COLUMNS)].reset_index(drop=True)


def _keys(*, per_coder: bool) -> Sequence[str]:
    return ("source", "coder") if per_coder else ("source",)


def _counted(codings: pd.DataFrame, ends: Numbers, keys: Sequence[str]) -> pd.DataFrame:
    starts = codings["start"].to_numpy(np.int64)
    code, names = pd.factorize(codings["code"], sort=True)
    filled = codings["end"].to_numpy(np.int64) > starts
    counts = np.zeros((len(names), len(names)), dtype=np.int64)
    for rows in _groups(codings, keys, filled):
        counts += _overlaps(starts[rows], ends[rows], code[rows], len(names))
    np.fill_diagonal(counts, np.bincount(code[filled], minlength=len(names)))
    return pd.DataFrame(counts, index=pd.Index(names, name="code_a"), columns=pd.Index(names, name="code_b"))


def _groups(codings: pd.DataFrame, keys: Sequence[str], filled: npt.NDArray[np.bool_]) -> Iterator[Numbers]:
    """Positions of the codings that can meet one another."""
    number: Any = np.zeros(len(codings), dtype=np.int64)
    for key in keys:
        values, names = pd.factorize(codings[key], use_na_sentinel=False)
        number = number * len(names) + values
    rows = np.flatnonzero(filled)
    narrow = number[rows].astype(np.min_scalar_type(int(number.max(initial=0))))  # few groups are sorted by radix
    ordered = rows[np.argsort(narrow, kind="stable")]
    borders = np.flatnonzero(np.diff(number[ordered])) + 1
    yield from (each for each in np.split(ordered, borders) if len(each))


def _overlaps(starts: Numbers, ends: Numbers, code: Numbers, codes: int) -> Numbers:
    number = np.bincount(code, minlength=codes)
    apart = _apart(starts, ends, code, codes)
    counts: Numbers = np.outer(number, number) - apart - apart.T
    return counts


def _apart(starts: Numbers, ends: Numbers, code: Numbers, codes: int) -> Numbers:
    """codes × codes: pairs in which a coding of the row's code ends at or before the start of one of the column's."""
    # Where one ends and another starts at the same place the end comes first: they share no character.
    order = np.argsort(np.concatenate((2 * ends, 2 * starts + 1)))
    boundary = np.concatenate((code, code))[order]
    shape = (-(-len(order) // (BLOCK * TOGETHER)) * TOGETHER, BLOCK)
    ended, started = np.full((2, shape[0] * shape[1]), codes)  # one more code stands for none
    ended[: len(order)] = np.where(order < len(ends), boundary, codes)
    started[: len(order)] = np.where(order < len(ends), codes, boundary)
    ended, started = ended.reshape(shape), started.reshape(shape)
    counted: Numbers = _across_blocks(ended, started, codes) + _inside_blocks(ended, started, codes)
    return counted


def _across_blocks(ended: Numbers, started: Numbers, codes: int) -> Numbers:
    """Ends in all earlier blocks for each start: products of whole numbers below 2**53, exact as floats."""
    ends, starts = (_in_each_block(each, codes) for each in (ended, started))
    earlier = np.cumsum(ends, axis=0) - ends
    shape = (-1, TOGETHER, codes)
    products = earlier.reshape(shape).transpose(0, 2, 1) @ starts.reshape(shape)
    counted: Numbers = products.sum(axis=0).astype(np.int64)
    return counted


def _in_each_block(boundary: Numbers, codes: int) -> npt.NDArray[np.float64]:
    cell = boundary + np.arange(len(boundary))[:, None] * (codes + 1)
    counts = np.bincount(cell.ravel(), minlength=len(boundary) * (codes + 1))
    return counts.reshape(-1, codes + 1)[:, :codes].astype(np.float64)


def _inside_blocks(ended: Numbers, started: Numbers, codes: int) -> Numbers:
    """Each end with each start after it in its block, one distance at a time."""
    cell = ended * (codes + 1)
    counts = np.zeros((codes + 1) ** 2, dtype=np.int64)
    for step in range(1, BLOCK):
        counts += np.bincount((cell[:, :-step] + started[:, step:]).ravel(), minlength=len(counts))
    return counts.reshape(codes + 1, codes + 1)[:codes, :codes]
