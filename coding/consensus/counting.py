"""How many places coders agree and differ on, counted for all codings at once, without making the places.

What a place is stands in `coding.consensus.places`; here the same is found on one line on which every code of every
text has room of its own. A million codings are counted in a few seconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coding.text.letters import letters, said

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
Masks = npt.NDArray[np.uint64]
NOWHERE = -1
WIDTH = 64  # coders in one number of a mask
PAIRS = 1 << 22  # of stretches, looked at together


@dataclass(frozen=True, slots=True)
class Placed:
    """Codings as numbers: which text, which code and which coder each is of, and where it stands."""

    source: Numbers
    code: Numbers
    rater: Numbers
    start: Numbers
    end: Numbers


@dataclass(frozen=True, slots=True)
class Counts:
    """agreed, boundary, code and presence: places; codes: those that somebody has given words, by number. place: the
    number of the disagreement each coding is in, NOWHERE for none.
    """

    agreed: int
    boundary: int
    code: int
    presence: int
    codes: Numbers
    place: Numbers


@dataclass(frozen=True, slots=True)
class _Runs:
    """Stretches on the line over which the same coders have a code. coders: how many; first: of its stretch."""

    start: Numbers
    end: Numbers
    coders: Numbers
    first: Marks


def count(codings: Placed, texts: Sequence[str], coders: int, codes: int) -> Counts:
    """Count the places in which so many coders agree and differ. texts: by the number that codings name them by."""
    if not len(codings.start):
        nothing = np.empty(0, np.int64)
        return Counts(0, 0, 0, 0, nothing, nothing)
    words = _Words(texts)
    room = max(int(codings.end.max()), words.longest) + 2
    base = (codings.source * codes + codings.code) * room
    start, end, rater = _joined(base + codings.start, base + codings.end, codings.rater, len(texts) * codes * room)
    runs = _runs(start, end)
    firsts = np.flatnonzero(runs.first)
    began, ended = runs.start[firsts], runs.end[np.r_[firsts[1:] - 1, len(runs.start) - 1]]
    source, code = began // room // codes, began // room % codes
    spoken = words.between(source, began % room, (ended - 1) % room + 1)
    all_ = runs.coders == coders
    left = ~all_ & words.between(runs.start // room // codes, runs.start % room, (runs.end - 1) % room + 1)
    common, rest = (np.logical_or.reduceat(each, firsts) for each in (all_, left))
    alone = np.flatnonzero(spoken & ~common)
    masks = _masks(np.searchsorted(ended, start, side="right"), rater, len(firsts), coders)[alone]
    stretches = _Stretches(source[alone], code[alone], began[alone] % room, (ended[alone] - 1) % room + 1, masks)
    groups, sizes = _grouped(stretches, words)
    boundary = spoken & common & rest
    number = np.full(len(firsts), NOWHERE)
    number[alone] = groups
    number[boundary] = len(sizes) + np.arange(int(boundary.sum()))
    return Counts(
        agreed=int((spoken & common & ~rest).sum()),
        boundary=int(boundary.sum()),
        code=int((sizes > 1).sum()),
        presence=int((sizes == 1).sum()),
        codes=np.unique(code[spoken]),
        place=number[np.searchsorted(ended, base + codings.start, side="right")],
    )


def whole_places(place: Numbers, ids: Numbers, some: Collection[int]) -> list[frozenset[int]]:
    """The ids of the codings of each place that has one of these."""
    touched = np.unique(place[np.isin(ids, list(some)) & (place != NOWHERE)])
    there = np.flatnonzero(np.isin(place, touched))
    found: dict[int, set[int]] = {}
    for number, id_ in zip(place[there].tolist(), ids[there].tolist(), strict=True):
        found.setdefault(number, set()).add(id_)
    return [frozenset(each) for each in found.values()]


class _Words:
    """Where letters and digits stand in texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        lengths = [len(each) for each in texts]
        self.longest = max(lengths, default=0)
        self._lengths = np.array(lengths, np.int64)
        self._bases = np.cumsum([0, *(each + 1 for each in lengths)])[:-1]
        self._before = np.zeros(sum(lengths) + len(lengths), np.int32)  # how many stand before each place of its text
        for base, text in zip(self._bases.tolist(), texts, strict=True):
            np.cumsum(said(letters(text)), out=self._before[base + 1 : base + 1 + len(text)])

    def between(self, source: Numbers, start: Numbers, end: Numbers) -> Marks:
        """Whether one stands in [start, end) of these texts."""
        base, length = self._bases[source], self._lengths[source]
        first, last = (self._before[base + np.minimum(each, length)] for each in (start, end))
        return np.asarray(last > first)


def _joined(start: Numbers, end: Numbers, rater: Numbers, line: int) -> tuple[Numbers, Numbers, Numbers]:
    """What overlaps or touches of the same coder, made one: starts, ends and coders."""
    shift = rater * line
    order = np.lexsort((end, start + shift))
    start, end, rater, shift = start[order], end[order], rater[order], shift[order]
    reach = np.maximum.accumulate(end + shift)
    begins = np.flatnonzero(np.r_[True, start[1:] + shift[1:] > reach[:-1]])
    last = np.r_[begins[1:] - 1, len(start) - 1]
    return start[begins], reach[last] - shift[last], rater[begins]


def _runs(start: Numbers, end: Numbers) -> _Runs:
    """The runs of stretches on which no coder has two that touch; a new one of its stretch where nobody goes on."""
    edges, at = np.unique(np.concatenate([start, end]), return_inverse=True)
    begin, stop = (np.bincount(each, minlength=len(edges)) for each in np.split(at, 2))
    there = np.cumsum(begin - stop)
    goes_on = np.r_[0, there[:-1]] > stop
    kept = np.flatnonzero(there[:-1])
    return _Runs(edges[kept], edges[kept + 1], there[kept], ~goes_on[kept])


def _masks(stretch: Numbers, rater: Numbers, stretches: int, coders: int) -> Masks:
    """For each stretch the coders in it, as bits."""
    found = np.zeros((stretches, -(-coders // WIDTH)), np.uint64)
    np.bitwise_or.at(found, (stretch, rater // WIDTH), np.uint64(1) << (rater % WIDTH).astype(np.uint64))
    return found


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Words that some coders have given a code and others not, by source and start."""

    source: Numbers
    code: Numbers
    start: Numbers
    end: Numbers
    coders: Masks

    def ordered(self) -> Numbers:
        return np.lexsort((self.start, self.source))

    def take(self, at: Numbers) -> _Stretches:
        return _Stretches(self.source[at], self.code[at], self.start[at], self.end[at], self.coders[at])


def _grouped(found: _Stretches, words: _Words) -> tuple[Numbers, Numbers]:
    """The number of the place each stretch is in, and how many stretches each place has.

    Stretches of different codes by different coders that share words are one place.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    order, size = found.ordered(), len(found.start)
    ordered, groups = found.take(order), np.arange(size)
    for one, other in _instead(ordered, words):
        near = coo_array((np.ones(len(one), bool), (groups[one], groups[other])), shape=(size, size))
        groups = connected_components(near, directed=False)[1].astype(np.int64)[groups]
    _, groups, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    back = np.empty(size, np.int64)
    back[order] = groups
    return back, sizes


def _instead(found: _Stretches, words: _Words) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of stretches in which coders gave words different codes, so many at a time."""
    room = int(found.end.max(initial=0)) + 1
    line = found.source * room + found.start
    until = np.searchsorted(line, found.source * room + found.end)
    after = np.arange(1, len(line) + 1)
    number = np.cumsum(np.maximum(until - after, 0))
    begin = 0
    while begin < len(line):
        before = int(number[begin - 1]) if begin else 0
        stop = max(int(np.searchsorted(number, before + PAIRS, side="right")), begin + 1)
        many = np.maximum(until[begin:stop] - after[begin:stop], 0)
        one = np.repeat(np.arange(begin, stop), many)
        other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(many) - many, many)
        kept = (found.code[one] != found.code[other]) & ~(found.coders[one] & found.coders[other]).any(axis=1)
        one, other = one[kept], other[kept]
        shared = words.between(found.source[one], found.start[other], np.minimum(found.end[one], found.end[other]))
        yield one[shared], other[shared]
        begin = stop
