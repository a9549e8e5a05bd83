"""Finds what the indicators of a rulebook point to in a block of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coding.rules.block import Block
from coding.rules.hits import Hits, hits
from coding.rules.occurrences import occurrences
from coding.rules.rulebook import Rule, Rulebook
from coding.text.word_places import Places


@dataclass(frozen=True)
class Finds:
    """What was found, by place and then in the rulebook's order: where its first word starts and its last one ends
    (in the block), and the number of the rule among the including ones. `loose`: whether white space may be in it.
    """

    starts: Places
    ends: Places
    rules: Places
    loose: npt.NDArray[np.bool_]

    def of(self, kept: npt.NDArray[np.bool_]) -> Finds:
        """Some of the finds."""
        return Finds(self.starts[kept], self.ends[kept], self.rules[kept], self.loose[kept])


def finds(rulebook: Rulebook, block: Block) -> Finds:
    met = hits(rulebook.vocabulary, block)
    parts = list(_found(rulebook, met))
    firsts, lasts, rules = (np.concatenate(each) for each in zip(_NOTHING, *parts, strict=True))
    order = _by_place(firsts, lasts)
    firsts, lasts = firsts[order], lasts[order]
    loose, at = lasts > firsts, met.at(firsts)
    starts, ends = met.starts[at], met.ends[at]
    ends[loose] = met.ends[met.at(lasts[loose])]
    if len(met.breaks):
        loose |= np.searchsorted(met.breaks, starts) < np.searchsorted(met.breaks, ends)
    return Finds(starts, ends, rules[order], loose)


def _by_place(firsts: Places, lasts: Places) -> Places:
    """The order of the places; what several rules find at one stays as it is, in the order of the rules."""
    spans = lasts - firsts
    return np.argsort(firsts * (int(spans.max(initial=0)) + 1) + spans, kind="stable")


_NONE = np.empty(0, np.int64)
_NOTHING = (_NONE, _NONE, _NONE)


def _found(rulebook: Rulebook, met: Hits) -> Iterator[tuple[Places, Places, Places]]:
    """For each rule that finds something: the numbers of the first and the last words, and its own, as often."""
    excluded = _excluded(rulebook, met)
    for number, rule in _possible(rulebook.including, met):
        places = occurrences(rule, met.positions)
        if rule.code in excluded and len(places):
            places = places[~_any_among(places, excluded[rule.code])]
        if len(places):
            yield *_ends(places), np.full(len(places), number)


def _possible(rules: Sequence[Rule], met: Hits) -> Iterator[tuple[int, Rule]]:
    """The rules, by number, whose words are all there: of hundreds, a short text has a few."""
    there = met.positions.keys()
    return ((number, rule) for number, rule in enumerate(rules) if all(entry in there for entry in rule.entries))


def _ends(places: Places) -> tuple[Places, Places]:
    if places.shape[1] == 1:
        return places[:, 0], places[:, 0]
    return places.min(axis=1), places.max(axis=1)


def _excluded(rulebook: Rulebook, met: Hits) -> dict[str, Places]:
    """For each code the words that do not count."""
    found: dict[str, list[Places]] = {}
    for _, rule in _possible(rulebook.excluding, met):
        places = occurrences(rule, met.positions)
        if len(places):
            found.setdefault(rule.code, []).append(places.ravel())
    return {code: np.concatenate(places) for code, places in found.items()}


def _any_among(places: Places, excluded: Places) -> npt.NDArray[np.bool_]:
    return np.asarray(np.isin(places, excluded).any(axis=1))
