"""Codings laid on units of text: which coder said what of which unit. What nobody coded counts as said by nobody.

Of each unit and code every coder has made one decision, coded (1) or not (0), however many of their codings overlap
there: a coding that has at least one character of a unit codes it. Codes do not exclude each other, so each is a layer
of decisions of its own, and no set of codes is a category that would make a partial overlap count for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from coding.agreement.distinct import numbered_rows
from coding.agreement.ratings import Places, Ratings

DECISIONS = (0, 1)  # not coded, coded
_ROOM = 32  # bits for a place in a text


@dataclass(frozen=True)
class Stretches:
    """Stretches on one line over all texts, in order and disjoint: whose unit each is part of, and of which block."""

    start: Places
    end: Places
    unit: Places
    block: Places | None


def rated(codings: pd.DataFrame, units: pd.DataFrame, *, coders: Sequence[str], codes: Sequence[str]) -> Ratings:
    """What coders decided of units, in a layer for each code.

    codings: `source`, `start`, `end`, `code`, `coder`. units: `source`, `start`, `end` of disjoint stretches; `unit`,
    where several stretches are one unit; `block`, where several units are drawn as one.
    """
    ordered, numbers = _laid(units)
    return _decided(ordered, np.ones(len(np.unique(ordered.unit)), np.int64), _placed(codings, numbers), coders, codes)


def rated_by_character(
    codings: pd.DataFrame, stretches: pd.DataFrame, *, coders: Sequence[str], codes: Sequence[str]
) -> Ratings:
    """As `rated`, of every character of the stretches, but counted in runs in which no coding begins or ends."""
    whole, numbers = _laid(stretches)
    placed = _placed(codings, numbers)
    edges = np.unique(np.concatenate([whole.start, whole.end, placed["from"], placed["to"]]))
    at = np.searchsorted(whole.start, edges[:-1], side="right") - 1
    inside = np.flatnonzero((at >= 0) & (edges[:-1] < whole.end[at])) if len(whole.start) else np.empty(0, np.int64)
    block = None if whole.block is None else whole.block[at[inside]]
    runs = Stretches(edges[:-1][inside], edges[1:][inside], np.arange(len(inside)), block)
    return _decided(runs, runs.end - runs.start, placed, coders, codes)


def clipped(codings: pd.DataFrame, stretches: pd.DataFrame) -> tuple[pd.DataFrame, Mapping[str, int]]:
    """The parts of codings inside stretches, each stretch a text of its own named by its number, and their lengths.

    So a continuum may be laid out of parts of texts: see `coding.agreement.Continuum.of`.
    """
    whole, numbers = _laid(stretches)
    placed = _placed(codings, numbers)
    row, part = _met(placed, whole)
    start, end = placed["from"].to_numpy()[row], placed["to"].to_numpy()[row]
    found = placed.iloc[row][["coder", "code"]].assign(
        source=part.astype(str),
        start=np.maximum(start, whole.start[part]) - whole.start[part],
        end=np.minimum(end, whole.end[part]) - whole.start[part],
    )
    return found, {str(at): int(length) for at, length in enumerate(whole.end - whole.start)}


def _laid(units: pd.DataFrame) -> tuple[Stretches, pd.Index]:
    """The units on a line, and the texts in the order they lie there."""
    number, names = pd.factorize(units["source"])
    start, end = (units[each].to_numpy(np.int64) + (number.astype(np.int64) << _ROOM) for each in ("start", "end"))
    order = np.argsort(start, kind="stable")
    order = order[end[order] > start[order]]
    unit = units["unit"].to_numpy() if "unit" in units else np.arange(len(units))
    block = pd.factorize(units["block"].to_numpy()[order])[0].astype(np.int64) if "block" in units else None
    return Stretches(start[order], end[order], pd.factorize(unit[order])[0].astype(np.int64), block), pd.Index(names)


def _placed(codings: pd.DataFrame, texts: pd.Index) -> pd.DataFrame:
    """The codings in these texts, `from` and `to` on the line."""
    number = texts.get_indexer(pd.Index(codings["source"]))
    kept = (number >= 0) & (codings["end"] > codings["start"]).to_numpy()
    base = number[kept].astype(np.int64) << _ROOM
    there = codings[kept]
    return there.assign(
        **{"from": there["start"].to_numpy(np.int64) + base, "to": there["end"].to_numpy(np.int64) + base}
    )


def _met(placed: pd.DataFrame, units: Stretches) -> tuple[Places, Places]:
    """Each pair of a coding and a stretch that have a character in common."""
    first = np.searchsorted(units.end, placed["from"], side="right")
    times = np.maximum(np.searchsorted(units.start, placed["to"]) - first, 0)
    row = np.repeat(np.arange(len(placed)), times)
    return row, first[row] + np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)


def _decided(
    units: Stretches, sizes: Places, codings: pd.DataFrame, coders: Sequence[str], codes: Sequence[str]
) -> Ratings:
    """sizes: how much each unit counts."""
    row, part = _met(codings, units)
    code = pd.Index(codes).get_indexer(pd.Index(codings["code"]))[row]
    coder = pd.Index(coders).get_indexer(pd.Index(codings["coder"]))[row]
    known = (code >= 0) & (coder >= 0)
    touched, which = np.unique(units.unit[part[known]], return_inverse=True)
    given = np.zeros((len(touched) + 1, len(codes) * len(coders)), np.int8)  # the last: those nobody touched
    given[which, code[known] * len(coders) + coder[known]] = 1
    first, pattern = numbered_rows(given, len(DECISIONS))
    of_unit = np.full(len(sizes), pattern[-1])
    of_unit[touched] = pattern[:-1]
    return Ratings(
        given[first].reshape(len(first), len(codes), len(coders)),
        np.bincount(of_unit, sizes, len(first)).astype(np.int64),
        DECISIONS,
        tuple(coders),
        tuple(codes),
        _blocks(units, of_unit, sizes),
    )


def _blocks(units: Stretches, pattern: Places, sizes: Places) -> Places | None:
    """Rows of block, pattern and size; a unit stands in the block its first stretch is in."""
    if units.block is None:
        return None
    _, first = np.unique(units.unit, return_index=True)
    both = units.block[first] * (pattern.max(initial=0) + 1) + pattern
    keys, which = np.unique(both, return_inverse=True)
    block, kind = np.divmod(keys, pattern.max(initial=0) + 1)
    return np.column_stack([block, kind, np.bincount(which, sizes, len(keys)).astype(np.int64)])
