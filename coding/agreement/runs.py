"""Runs: stretches of a continuum in which no coder's unit begins or ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from coding.agreement.ratings import Matrix, Places

if TYPE_CHECKING:
    from coding.agreement.continuum import Continuum

Marks = npt.NDArray[np.bool_]
GAP = -1


@dataclass(frozen=True)
class Runs:
    """length and block of each run, and runs × coders: which unit each has there, GAP for none.

    unit_value, unit_length, unit_block: those of the units; a unit lies in the block it begins in. focus: the value
    that a measure of one value is about.
    """

    length: Places
    block: Places
    unit: Places
    unit_value: Places
    unit_length: Places
    unit_block: Places
    values: int
    blocks: int
    focus: int = 0

    @property
    def coders(self) -> int:
        return int(self.unit.shape[1])

    @cached_property
    def tallies(self) -> Matrix:
        """Runs × (values + 1): how many coders give each value, the gap last."""
        given = np.append(self.unit_value, self.values)[self.unit]
        counts = np.zeros((len(given), self.values + 1))
        rows = np.arange(len(given))
        for each in given.T:
            counts[rows, each] += 1
        return counts

    @property
    def varied(self) -> bool:
        """Whether there are two values, or a value and a gap."""
        return bool((self.tallies.sum(axis=0) > 0).sum() > 1)

    @property
    def met(self) -> Marks:
        """Which of the values meet a unit of another coder."""
        several = (self.unit != GAP).sum(axis=1) > 1
        return np.asarray((self.tallies[several, :-1] > 0).any(axis=0))

    def in_blocks(self, of_runs: Matrix) -> Matrix:
        """Blocks × numbers: those of the runs, for every character of them, added up."""
        return self._added(of_runs * self.length[:, None], self.block)

    def units_in_blocks(self, of_units: Matrix) -> Matrix:
        """Blocks × values: a number of each unit, added up by its value."""
        by_value = np.zeros((len(of_units), self.values))
        by_value[np.arange(len(of_units)), self.unit_value] = of_units
        return self._added(by_value, self.unit_block)

    def covered(self) -> Matrix:
        """Units × coders: how much of each unit lies in units of another coder; 0 for its own."""
        found = np.zeros((len(self.unit_value), self.coders))
        for one in range(self.coders):
            for other in range(self.coders):
                both = (self.unit[:, one] != GAP) & (self.unit[:, other] != GAP)
                if one != other and both.any():
                    units = self.unit[both, one]
                    found[:, other] += np.bincount(units, self.length[both], len(found))
        return found

    def _added(self, rows: Matrix, block: Places) -> Matrix:
        found = np.zeros((self.blocks, rows.shape[1]))
        np.add.at(found, block, rows)
        return found


def cut(line: Continuum) -> Runs:
    """See `Continuum.runs`."""
    edges = np.unique(np.concatenate([line.breaks, line.start, line.end]))
    unit = np.full((len(edges) - 1, len(line.coders)), GAP, np.int64)
    first, last = np.searchsorted(edges, line.start), np.searchsorted(edges, line.end)
    times = last - first
    which = np.repeat(np.arange(len(times)), times)
    within = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
    unit[first[which] + within, line.coder[which]] = which
    return Runs(
        length=np.diff(edges),
        block=np.searchsorted(line.breaks, edges[:-1], side="right") - 1,
        unit=unit,
        unit_value=line.value,
        unit_length=line.end - line.start,
        unit_block=np.searchsorted(line.breaks, line.start, side="right") - 1,
        values=len(line.values),
        blocks=len(line.breaks) - 1,
    )
