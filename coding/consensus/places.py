"""Where coders differ and where all agree: plain codings in, places out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coding.consensus.runs import Run, connected, runs
from evaluation.model import Coding
from evaluation.model.round import DisagreementKind

_LETTER = re.compile(r"[^\W_]")
Rater = Callable[[Coding], str]  # who stands behind a coding: the coder, or the coder in a round


@dataclass(frozen=True, slots=True)
class Agreed:
    """Words that every coder has given a code, [start, end) of a source."""

    source: str
    start: int
    end: int
    code: str
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place where coders differ, and all codings in dispute there.

    `boundary`: all gave these words the code, but not the same words of it. `presence`: some gave them the code, and
    others no code instead. `code`: coders gave words that overlap different codes. runs: code → who gave it to what.
    """

    source: str
    start: int
    end: int
    kind: DisagreementKind
    codings: tuple[Coding, ...]
    runs: Mapping[str, tuple[Run, ...]]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.runs)

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(each.id for each in self.codings if each.id is not None)

    @property
    def id(self) -> int:
        """The lowest id of its codings, none of which stands in any other place."""
        return min(self.ids, default=0)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison of coders gave, in the order of the text; overlap: code → share of the characters that anybody
    gave the code, which all did.
    """

    coders: tuple[str, ...]
    agreed: tuple[Agreed, ...]
    disagreements: tuple[Disagreement, ...]
    overlap: Mapping[str, float]

    def worst_first(self) -> list[Disagreement]:
        """The disagreements, those of the code with the least overlap first, then as they stand in the text."""
        order = sorted(self.overlap, key=lambda code: (self.overlap[code], code))
        return sorted(self.disagreements, key=lambda each: min(order.index(code) for code in each.codes))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Connected runs of one code in one source, with their codings."""

    source: str
    code: str
    runs: tuple[Run, ...]
    codings: tuple[Coding, ...]
    start: int
    end: int
    coders: frozenset[str]


def compare(codings: Iterable[Coding], texts: Mapping[str, str], raters: Sequence[str], rater: Rater) -> Compared:
    """Compare coders on the sources in `texts` (name → text), code by code.

    raters: whom to compare, as `rater` tells them from the codings. A coder's overlapping codings of the same code
    count as one. Words that differ by white space and punctuation only do not differ.
    """
    all_ = frozenset(raters)
    wanted = [each for each in codings if each.source in texts and rater(each) in all_]
    stretches = [each for each in _stretches(wanted, rater) if _has_words(texts[each.source], each.start, each.end)]
    settled = [(each, _settled(each, texts[each.source], all_)) for each in stretches]
    disputed = [each for each, agreed in settled if agreed is None]
    order = {name: number for number, name in enumerate(texts)}
    found = sorted(_places(disputed, texts, all_), key=lambda each: (order[each.source], each.start, each.end))
    return Compared(tuple(raters), tuple(each for _, each in settled if each), tuple(found), _overlaps(stretches, all_))


def _stretches(codings: Iterable[Coding], rater: Rater) -> Iterator[_Stretch]:
    together: dict[tuple[str, str], list[Coding]] = {}
    for each in codings:
        together.setdefault((each.source, each.code), []).append(each)
    for source, code in sorted(together):
        listed = sorted(together[source, code], key=_span)
        places: dict[str, list[tuple[int, int]]] = {}
        for each in listed:
            places.setdefault(rater(each), []).append((each.start, each.end))
        waiting = iter(listed)
        coding = next(waiting, None)
        for found in connected(runs(places)):
            own: list[Coding] = []
            while coding is not None and coding.start < found[-1].end:
                own.append(coding)
                coding = next(waiting, None)
            coders = frozenset().union(*(run.coders for run in found))
            yield _Stretch(source, code, found, tuple(own), found[0].start, found[-1].end, coders)


def _span(coding: Coding) -> tuple[int, int]:
    return coding.start, coding.end


def _settled(stretch: _Stretch, text: str, all_: frozenset[str]) -> Agreed | None:
    """What all agree on, where nothing but white space and punctuation is left over."""
    common = [run for run in stretch.runs if run.coders == all_]
    rest = [run for run in stretch.runs if run.coders != all_ and _has_words(text, run.start, run.end)]
    if not common or rest:
        return None
    return Agreed(stretch.source, common[0].start, common[-1].end, stretch.code, stretch.codings)


def _places(disputed: Sequence[_Stretch], texts: Mapping[str, str], all_: frozenset[str]) -> Iterator[Disagreement]:
    alone: list[_Stretch] = []
    for each in disputed:
        if any(run.coders == all_ for run in each.runs):
            yield _place([each], "boundary")
        else:
            alone.append(each)
    for group in _groups(alone, texts):
        yield _place(group, "code" if len({each.code for each in group}) > 1 else "presence")


def _groups(alone: Sequence[_Stretch], texts: Mapping[str, str]) -> list[list[_Stretch]]:
    """Stretches of different coders that share words are one place: they gave the words different codes."""
    done: list[_Group] = []
    near: list[_Group] = []  # those that may reach the next one
    for each in sorted(alone, key=_place_of):
        still: list[_Group] = []
        own = _Group([each], [each])
        for group in near:
            if not group.reaches(each):
                done.append(group)
            elif any(_instead(each, other, texts[each.source]) for other in group.open):
                own = own.joined(group)
            else:
                still.append(group)
        near = [*still, own]
    return [sorted(group.members, key=_place_of) for group in (*done, *near)]


@dataclass(slots=True)
class _Group:
    """Stretches of one place; `open` are those that end after the last one that was looked at began."""

    members: list[_Stretch]
    open: list[_Stretch]

    def reaches(self, other: _Stretch) -> bool:
        self.open = [each for each in self.open if each.source == other.source and each.end > other.start]
        return bool(self.open)

    def joined(self, other: _Group) -> _Group:
        """Both in one; the longer list is kept and the shorter goes into it."""
        one, more = sorted((self, other), key=lambda each: -len(each.members))
        one.members.extend(more.members)
        one.open.extend(more.open)
        return one


def _place_of(stretch: _Stretch) -> tuple[str, int, int, str]:
    return stretch.source, stretch.start, stretch.end, stretch.code


def _instead(one: _Stretch, other: _Stretch, text: str) -> bool:
    shared = max(one.start, other.start), min(one.end, other.end)
    return one.code != other.code and not one.coders & other.coders and _has_words(text, *shared)


def _place(group: Sequence[_Stretch], kind: DisagreementKind) -> Disagreement:
    start, end = min(each.start for each in group), max(each.end for each in group)
    ordered = sorted(group, key=lambda each: each.code)
    found: dict[str, tuple[Run, ...]] = {}
    for each in ordered:
        found[each.code] = (*found.get(each.code, ()), *each.runs)
    codings = tuple(sorted((coding for each in group for coding in each.codings), key=_in_text))
    return Disagreement(group[0].source, start, end, kind, codings, found)


def _in_text(coding: Coding) -> tuple[int, int, str, str]:
    return coding.start, coding.end, coding.code, coding.coder


def _overlaps(stretches: Iterable[_Stretch], all_: frozenset[str]) -> dict[str, float]:
    lengths: dict[str, list[int]] = {}
    for each in stretches:
        for run in each.runs:
            both, any_ = lengths.setdefault(each.code, [0, 0])
            length = run.end - run.start
            lengths[each.code] = [both + length * (run.coders == all_), any_ + length]
    return {code: both / any_ for code, (both, any_) in sorted(lengths.items())}


def _has_words(text: str, start: int, end: int) -> bool:
    return _LETTER.search(text, start, end) is not None
