"""Text that coders cut into units themselves, laid on one line and kept as units, never as characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from coding.agreement.ratings import Places
from coding.agreement.runs import Runs, cut

if TYPE_CHECKING:
    import pandas as pd

PIECES = 500  # blocks that are drawn as wholes, at the most


@dataclass(frozen=True)
class Continuum:
    """Units of one line: coder, start, end and value of each, ordered by coder, start and value.

    breaks: where the line is parted into the blocks that the bootstrap draws, 0 and the line's length included.
    """

    coder: Places
    start: Places
    end: Places
    value: Places
    coders: tuple[str, ...]
    values: tuple[str, ...]
    breaks: Places

    @staticmethod
    def of(
        units: pd.DataFrame,
        lengths: int | Mapping[str, int],
        *,
        coders: Sequence[str] | None = None,
        blocks: pd.DataFrame | None = None,
    ) -> Continuum:
        """The line on which texts lie one after the other.

        units: `coder`, `start`, `end`, `code`, of several texts also `source`; a coder's overlapping units of the same
        code are one. lengths: the characters of the text, or of each. coders: those compared, also one without a unit.
        blocks: `source`, `start` of what the bootstrap draws as a whole (turns); without it the texts are cut into
        pieces as long as the longest unit.
        """
        from coding.agreement.laying import laid

        return laid(units, lengths, coders, blocks)

    @property
    def length(self) -> int:
        return int(self.breaks[-1])

    @cached_property
    def overlaps(self) -> bool:
        """Whether a coder has two units in one place."""
        order = np.lexsort((self.start, self.coder))
        coder, start, end = self.coder[order], self.start[order], self.end[order]
        return bool(((coder[1:] == coder[:-1]) & (start[1:] < end[:-1])).any())

    def runs(self) -> Runs:
        """The line cut wherever a unit or a block begins or ends. No coder may have two units in one place."""
        return cut(self)

    def only(self, value: str) -> Continuum:
        """The units of one value, all else being gaps."""
        kept = self.value == self.values.index(value)
        coder, start, end = self.coder[kept], self.start[kept], self.end[kept]
        return replace(self, coder=coder, start=start, end=end, value=np.zeros_like(coder), values=(value,))

    def relevant(self) -> Continuum:
        """What is coded at all: units that overlap are one, those that touch stay two."""
        return self.recoded(dict.fromkeys(self.values, ""))

    def recoded(self, into: Mapping[str, str]) -> Continuum:
        """The units with other values; those of a coder that overlap and now have the same are one."""
        names = tuple(dict.fromkeys(into[each] for each in self.values))
        numbers = np.array([names.index(into[each]) for each in self.values], np.int64)
        rows = np.column_stack([self.coder, numbers[self.value], self.start, self.end])
        coder, value, start, end = joined(rows).T
        return replace(self, coder=coder, start=start, end=end, value=value, values=names)


def joined(rows: Places) -> Places:
    """Coder, value, start and end, with what overlaps of the same coder and value made one."""
    coder, value, start, end = rows[np.lexsort((rows[:, 3], rows[:, 2], rows[:, 1], rows[:, 0]))].T
    if not len(rows):
        return rows.reshape(0, 4)
    # On a line on which every coder's every value has room of its own, the farthest end so far is one running maximum.
    room = int(end.max()) + 1
    shift = (coder * (value.max() + 1) + value) * room
    reach = np.maximum.accumulate(end + shift)
    begins = np.flatnonzero(np.r_[True, start[1:] + shift[1:] >= reach[:-1]])
    last = np.r_[begins[1:] - 1, len(rows) - 1]
    return np.column_stack([coder[begins], value[begins], start[begins], reach[last] - shift[last]])
