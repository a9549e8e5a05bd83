"""Finds which of many strings a word begins with, in one search."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Beginnings:
    def __init__(self, strings: Iterable[str]) -> None:
        self._sorted = sorted(set(strings))
        self._chains: list[tuple[str, ...]] = []
        for string in self._sorted:
            before = self._chains[-1] if self._chains else ()
            self._chains.append((string, *_beginning(string, before)))

    def of(self, word: str) -> tuple[str, ...]:
        """The strings that the word begins with, longest first.

        The last string in order of letters that does not come after the word begins with each of them: whatever stands
        between a beginning and its word in that order has the same beginning.
        """
        at = bisect_right(self._sorted, word)
        return _beginning(word, self._chains[at - 1]) if at else ()


def _beginning(word: str, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a chain, in which each string begins with the next, that the word begins with."""
    for number, string in enumerate(chain):
        if word.startswith(string):
            return chain[number:]
    return ()
