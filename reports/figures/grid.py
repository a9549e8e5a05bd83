"""How wide and high the parts of a heat map are, for any number of rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from reports.figures.lettering import LINE, shorten, widest, width_of, wrap
from reports.figures.style import SLANT, WIDTH

GAP, PAD, TIGHT = 8.0, 6.0, 4.0
NARROWEST, COMFORTABLE, BROADEST = 20.0, 42.0, 64.0
LABELS_NARROW, LABELS_WIDE = 90.0, 190.0
HEAD_LINES = 3
LONGEST_NAME = 120.0
EVEN_ROWS = 15
TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Grid:
    """All in points. `heading` is what all columns are called by, where their names begin alike."""

    rows: tuple[list[str], ...]
    columns: tuple[list[str], ...]
    heading: str
    slanted: bool
    left: float
    top: float
    cell: float
    width: float

    @property
    def heights(self) -> list[float]:
        """All as high as a label in two lines needs; where rows are many, each only as high as its own label."""
        if len(self.rows) > EVEN_ROWS:
            return [len(lines) * LINE + TIGHT + (4 if len(lines) == 1 else 0) for lines in self.rows]
        common = min(2, max(len(lines) for lines in self.rows))
        return [max(common, len(lines)) * LINE + PAD + (2 if common == 1 else 0) for lines in self.rows]

    @property
    def edges(self) -> list[float]:
        return list(accumulate(self.heights, initial=self.top))

    def column(self, at: int) -> float:
        return self.left + self.cell * at


def lay_out(themes: Sequence[str], organisations: Sequence[str], largest: str) -> Grid:
    """`largest` is the longest number that shall stand in a cell; more columns than fit widen the sheet."""
    narrowest = max(NARROWEST, width_of(largest) + PAD)
    preferred = _label_width(themes, WIDTH - GAP - len(organisations) * max(COMFORTABLE, narrowest))
    widths = [*range(ceil(preferred), int(LABELS_NARROW), -2), LABELS_NARROW]
    grids = [_grid(themes, organisations, width, narrowest) for width in widths]
    return next((grid for grid in grids if grid.width <= WIDTH + TOLERANCE), grids[-1])


def _grid(themes: Sequence[str], organisations: Sequence[str], labels: float, narrowest: float) -> Grid:
    rows = tuple(wrap(theme, labels) for theme in themes)
    left = max(widest(lines) for lines in rows) + GAP
    heading, names = shared_beginning(organisations)
    count = len(organisations)
    cell = max(narrowest, min(BROADEST, (WIDTH - left) / count))
    columns = tuple(wrap(name, cell - 4) for name in names)
    if not _stands(names, columns, cell):
        return _slanted(rows, organisations, left, narrowest)
    top = (max(map(len, columns)) + bool(heading)) * LINE + GAP
    return Grid(rows, columns, heading, False, left, top, cell, max(WIDTH, left + count * cell))


def _slanted(rows: tuple[list[str], ...], organisations: Sequence[str], left: float, narrowest: float) -> Grid:
    names = [shorten(name, LONGEST_NAME) for name in organisations]
    reaches = [width_of(name) * SLANT + PAD for name in names]
    room = min((WIDTH - left - reach) / (at + 0.5) for at, reach in enumerate(reaches))
    cell = max(narrowest, min(BROADEST, room))
    right = max(left + cell * (at + 0.5) + reach for at, reach in enumerate(reaches))
    columns = tuple([name] for name in names)
    top = max(reaches) + LINE
    return Grid(rows, columns, "", True, left, top, cell, max(WIDTH, right, left + cell * len(names)))


def _label_width(themes: Sequence[str], room: float) -> float:
    """One line for each theme where there is room, else the narrowest column that needs no more than two."""
    longest = widest(list(themes)) + 1
    if longest <= max(room, LABELS_NARROW):
        return longest
    candidates = range(int(LABELS_NARROW), int(LABELS_WIDE) + 1, 5)
    words = widest([word for theme in themes for word in theme.split(" ")])
    fits = (width for width in candidates if width > words and all(len(wrap(each, width)) <= 2 for each in themes))
    return float(next(fits, LABELS_WIDE))


def shared_beginning(names: Sequence[str]) -> tuple[str, Sequence[str]]:
    """`Virksomhet A`, `Virksomhet B` → `Virksomhet` over `A`, `B`."""
    parts = [name.rsplit(" ", 1) for name in names]
    alike = len(names) > 1 and all(len(part) == 2 and part[0] == parts[0][0] and len(part[1]) <= 4 for part in parts)
    return (parts[0][0], [part[1] for part in parts]) if alike else ("", names)


def _stands(names: Sequence[str], columns: Sequence[list[str]], cell: float) -> bool:
    """Whether the names can stand upright over their columns with no word cut."""
    whole = all(width_of(word) <= cell - 4 for name in names for word in name.split(" "))
    return whole and all(len(lines) <= HEAD_LINES for lines in columns)
