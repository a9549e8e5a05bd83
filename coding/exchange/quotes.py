"""Where quoted words stand in a text: to the letter, else folded, else the most alike, with how sure that is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from coding.text.folding import fold, literal

Way = Literal["exact", "folded", "letters", "alike"]
SURE: dict[Way, int] = {"exact": 100, "folded": 99, "letters": 95}
LEAST = 80  # less alike than this, in per cent, are not the same words
MARGIN = 5  # as alike as the best within this: it cannot be told which is meant
SHORTEST = 12  # letters; fewer are alike by chance
_LETTER = re.compile(r"[^\W_]")
_SHINGLE = 5  # letters by which places that may be alike are found
_COMMON = 200  # a shingle met more often than this tells nothing
_BAND = 12  # letters: places nearer to each other are the same
_SLACK = 60  # letters at most that may be more or fewer than in the quote
_TRIED = 6  # places looked at closely
_MANY = 50  # places listed of words that stand everywhere


@dataclass(frozen=True, slots=True)
class Found:
    """Words at [start, end), found in some way. `sureness`: 100 to the letter, else how alike in per cent."""

    start: int
    end: int
    sureness: int
    way: Way


class Quoted:
    """A text in which quoted words are looked for. What is worked out for one quote serves the next."""

    def __init__(self, text: str) -> None:
        self.text = text

    def places(self, words: str) -> list[Found]:
        """The places that fit best, in order; several when it cannot be told which is meant, none when none fits."""
        words = words.strip()
        if not words:
            return []
        for look in (self._exact, self._by_folding, self._by_letters, self._alike):
            if found := look(words):
                return found
        return []

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The letters and digits of the folded text alone, and the offset each stands at."""
        places = [match.start() for match in _LETTER.finditer(self._folded)]
        return "".join(self._folded[place] for place in places), places

    @cached_property
    def _shingles(self) -> dict[str, list[int]]:
        letters, _ = self._letters
        found: dict[str, list[int]] = {}
        for at in range(len(letters) - _SHINGLE + 1):
            found.setdefault(letters[at : at + _SHINGLE], []).append(at)
        return found

    def _exact(self, words: str) -> list[Found]:
        starts = _starts(self.text, words)
        return _whole_first(self.text, [Found(at, at + len(words), SURE["exact"], "exact") for at in starts])

    def _by_folding(self, words: str) -> list[Found]:
        found = [match.span() for _, match in zip(range(_MANY), literal(words).finditer(self._folded), strict=False)]
        return _whole_first(self.text, [Found(*span, SURE["folded"], "folded") for span in found])

    def _by_letters(self, words: str) -> list[Found]:
        """Whatever signs and blanks stand between; whole words only."""
        wanted = "".join(_LETTER.findall(fold(words)))
        letters, places = self._letters
        spans = ((places[at], places[at + len(wanted) - 1] + 1) for at in (_starts(letters, wanted) if wanted else ()))
        return [Found(*span, SURE["letters"], "letters") for span in spans if _is_whole(self.text, *span)]

    def _alike(self, words: str) -> list[Found]:
        wanted = "".join(_LETTER.findall(fold(words)))
        if len(wanted) < SHORTEST:
            return []
        found: list[Found] = []
        for at in self._likely(wanted):
            place = self._fitted(wanted, at)
            if place and not any(place.start < each.end and each.start < place.end for each in found):
                found.append(place)
        best = max((each.sureness for each in found), default=0)
        return sorted((each for each in found if each.sureness >= best - MARGIN), key=lambda each: each.start)

    def _likely(self, wanted: str) -> list[int]:
        """Where in the letters the words wanted may begin: the places most of their shingles speak for."""
        votes: Counter[int] = Counter()
        for at in range(len(wanted) - _SHINGLE + 1):
            places = self._shingles.get(wanted[at : at + _SHINGLE], ())
            if len(places) <= _COMMON:
                votes.update((place - at) // _BAND for place in places)
        return [max(number * _BAND, 0) for number, _ in votes.most_common(_TRIED)]

    def _fitted(self, wanted: str, at: int) -> Found | None:
        """The stretch round a likely place that is most alike, if it is alike enough; whole words."""
        from rapidfuzz import fuzz

        letters, places = self._letters
        slack = min(max(_BAND, len(wanted) // 4), _SLACK)

        def likeness(start: int, end: int) -> float:
            return fuzz.ratio(wanted, letters[start:end])

        starts = _between(self._edges[0], at - slack, at + _BAND + slack)
        ends = _between(self._edges[1], at + len(wanted) - slack, at + len(wanted) + _BAND + slack)
        if not starts or not ends:
            return None
        end = min(ends, key=lambda each: abs(each - at - len(wanted)))
        for _ in range(2):
            start = max(starts, key=lambda each: likeness(each, end))
            end = max(ends, key=lambda each: likeness(start, each))
        alike = round(likeness(start, end))
        if alike < LEAST:
            return None
        return Found(places[start], places[end - 1] + 1, min(alike, SURE["letters"] - 1), "alike")

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Among the letters, the numbers of those that begin a word and those after which one ends."""
        letters, places = self._letters
        breaks = [0, *(at for at in range(1, len(places)) if places[at] > places[at - 1] + 1), len(letters)]
        return breaks[:-1], breaks[1:]


def nearest_place(found: list[Found], place: int) -> Found:
    """The one of the places that begins nearest to an offset."""
    starts = [each.start for each in found]
    at = bisect_left(starts, place)
    return min(found[max(at - 1, 0) : at + 1], key=lambda each: abs(each.start - place))


def _between(ordered: list[int], low: int, high: int) -> list[int]:
    return ordered[bisect_left(ordered, low) : bisect_left(ordered, high + 1)]


def _starts(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < _MANY:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


def _whole_first(text: str, found: list[Found]) -> list[Found]:
    """Those that cut no word in two, if there are any."""
    return [each for each in found if _is_whole(text, each.start, each.end)] or found


def _is_whole(text: str, start: int, end: int) -> bool:
    around = (text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1])
    return not any(re.fullmatch(r"\w\w", pair) for pair in around)
