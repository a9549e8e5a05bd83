"""Between the store's offsets and the browser's: code points here, UTF-16 units there, converted nowhere else."""

from __future__ import annotations

import re
from bisect import bisect_left

from coding.text.spans import Span

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Where the places of one text stand when they are counted in UTF-16 units, as browsers count."""

    def __init__(self, text: str) -> None:
        self._wide = [found.start() for found in _TWO_UNITS.finditer(text)]
        self._in_units = [place + n for n, place in enumerate(self._wide)]

    def units(self, point: int) -> int:
        """The place in UTF-16 units of one in code points."""
        return point + bisect_left(self._wide, point)

    def point(self, units: int) -> int:
        """The place in code points of one in UTF-16 units; one within a character gives where that begins."""
        return units - bisect_left(self._in_units, units)

    def span(self, start: int, end: int) -> Span:
        """The stretch of code points that has all of these units; characters are never cut in two."""
        return Span(self.point(start), self.point(end) + self._within(end))

    def _within(self, units: int) -> bool:
        """Whether a place in units stands in the middle of a character."""
        before = bisect_left(self._in_units, units) - 1
        return before >= 0 and self._in_units[before] == units - 1


def blanked(words: str) -> str:
    """As many blanks as the words have UTF-16 units: what must not be read keeps its length."""
    return " " * (len(words) + len(_TWO_UNITS.findall(words)))
