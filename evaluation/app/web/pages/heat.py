"""A matrix as a table of a page: each cell darker the more there is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

STEPS = 5  # of colour, beside none


@dataclass(frozen=True, slots=True)
class Cell:
    column: str
    value: int
    step: int


@dataclass(frozen=True, slots=True)
class Line:
    row: str
    name: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Heat:
    """`columns`: each with what it is called."""

    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def heat_of(table: pd.DataFrame, names: Mapping[str, str]) -> Heat:
    """table: whole numbers, a row and a column for each value."""
    most = int(table.to_numpy().max(initial=0))
    columns = [str(each) for each in table.columns]
    lines = []
    for row, values in zip(map(str, table.index), table.to_numpy().tolist(), strict=True):
        cells = tuple(Cell(column, int(n), _step(int(n), most)) for column, n in zip(columns, values, strict=True))
        lines.append(Line(row, names.get(row, row), cells, sum(each.value for each in cells)))
    return Heat(tuple((each, names.get(each, each)) for each in columns), tuple(lines))


def _step(value: int, most: int) -> int:
    return 0 if value == 0 else 1 + (value - 1) * STEPS // most
