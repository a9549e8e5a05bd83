"""How many codings there are of each theme, in which texts, and a hash of them: worked out on whole columns."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

NAMED = ("source", "code", "coder", "round")
PLACED = ("id", "start", "end")

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sum:
    """texts: how many codings of each source; codes: those used, in their order.

    digest: 16 hex digits of a SHA-256 of what NAMED and PLACED say, row by row; other codings do not change it.
    """

    n: int
    digest: str
    texts: Mapping[str, int]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A column of names: for each row the number of its name, 0 where there is none."""

    numbers: Numbers
    names: tuple[str | None, ...]

    @classmethod
    def of(cls, column: pd.Series) -> Named:
        numbers, names = pd.factorize(column, sort=True)
        return cls(numbers.astype(np.int64) + 1, (None, *map(str, names)))

    @cached_property
    def times(self) -> Numbers:
        return np.bincount(self.numbers, minlength=len(self.names))

    def at(self, rows: npt.NDArray[np.bool_]) -> Named:
        """The rows chosen, and only the names that they use."""
        part = Named(self.numbers[rows], self.names)
        used = np.flatnonzero(part.times)
        places = np.zeros(len(self.names), np.int64)
        places[used] = np.arange(len(used))
        return Named(places[part.numbers], tuple(self.names[each] for each in used))

    def counted(self) -> dict[str, int]:
        return {name: int(n) for name, n in zip(self.names, self.times, strict=True) if name is not None and n}

    def as_bytes(self) -> bytes:
        return json.dumps(self.names, ensure_ascii=False).encode() + self.numbers.astype("<i4").tobytes()


class Coded:
    """The codings that count, with the columns NAMED and PLACED and `theme`."""

    def __init__(self, codings: pd.DataFrame) -> None:
        self._named = {name: Named.of(codings[name]) for name in (*NAMED, "theme")}
        self._placed = np.column_stack([codings[name].to_numpy(np.int64) for name in PLACED]).astype("<i8")
        self.of = cache(self._summed)

    def _summed(self, theme: str = "") -> Sum:
        """What there is of a theme, or of all."""
        named, placed = self._chosen(theme)
        digest = hashlib.sha256(placed.tobytes())
        for name in NAMED:
            digest.update(named[name].as_bytes())
        codes = tuple(sorted(named["code"].counted()))
        return Sum(len(placed), digest.hexdigest()[:16], named["source"].counted(), codes)

    def _chosen(self, theme: str) -> tuple[Mapping[str, Named], Numbers]:
        if not theme:
            return self._named, self._placed
        themes = self._named["theme"]
        rows = themes.numbers == (themes.names.index(theme) if theme in themes.names else -1)
        return {name: self._named[name].at(rows) for name in NAMED}, self._placed[rows]
