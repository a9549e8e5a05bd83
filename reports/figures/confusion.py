"""Which codes two coders mean the same by, and which one takes for another, as a heat map."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import BLANK, INK, QUIET, WHITE, letters_on, steps
from reports.figures.drawing import Drawing
from reports.figures.grid import Grid, lay_out
from reports.figures.lettering import LINE, one_line
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import quote, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "confusion"
CLASSES, SHOWN = 5, 3
ABOVE = LINE + 4


def draw(table: pd.DataFrame, /, *, language: Language, first: str = "", second: str = "") -> Drawing:
    """Codes of one coder (rows) × the same codes of the other (columns), each cell a count of places.

    The last row and the last column are for what met no code. The codes are numbered down the side, and the columns
    bear their numbers. `first` and `second` are what the coders are called. A table without rows gives a drawing that
    says so.
    """
    if len(table) < 2:
        return draw_blank(NAME, language, "consensus")
    counts = [[int(value) for value in row] for row in table.to_numpy()]
    codes = [one_line(each) for each in table.index][:-1]
    names = [one_line(first) or "A", one_line(second) or "B"]
    with settled():
        axes = _paint(codes, counts, names, language)
    caption = phrase("consensus.confusion.caption_of", language, first=names[0], second=names[1])
    return Drawing(NAME, figure_of(axes), caption, _alternative(codes, counts, names, language))


def _paint(codes: Sequence[str], counts: list[list[int]], names: Sequence[str], language: Language) -> Axes:
    none = phrase("consensus.confusion.none", language)
    rows = [*(f"{at}\u00a0{code}" for at, code in enumerate(codes, 1)), none]
    columns = [*(str(at) for at in range(1, len(codes) + 1)), "–"]
    largest = max(map(max, counts))
    grid = lay_out(rows, columns, write_number(largest, language=language))
    width = max(WIDTH, grid.column(len(columns)))
    axes = sheet(ABOVE + grid.edges[-1] + 2, width)
    write(axes, 0, LINE / 2, phrase("consensus.confusion.down", language, name=names[0]), colour=QUIET)
    across = phrase("consensus.confusion.across", language, name=names[1])
    write(axes, grid.left + 1, LINE / 2, across, colour=QUIET)
    for at, lines in enumerate(grid.columns):
        write(axes, grid.column(at) + grid.cell / 2, ABOVE + grid.top - LINE / 2 - 3, lines, align="center")
    for at, lines in enumerate(grid.rows):
        write(axes, 0, ABOVE + (grid.edges[at] + grid.edges[at + 1]) / 2, lines)
        for column, count in enumerate(counts[at]):
            _paint_cell(axes, grid, (at, column), count, largest)
    return axes


def _paint_cell(axes: Axes, grid: Grid, place: tuple[int, int], count: int, largest: int) -> None:
    """A number on a ground the darker the more there are; the diagonal, where both mean the same, is framed."""
    row, column = place
    left, top = grid.column(column), ABOVE + grid.edges[row]
    face = _colour(count, largest)
    size = (grid.cell, grid.heights[row])
    axes.add_patch(Rectangle((left, top), *size, facecolor=face, edgecolor=WHITE, linewidth=1.2))
    if row == column and row < len(grid.rows) - 1:
        inner = (size[0] - 3, size[1] - 3)
        axes.add_patch(Rectangle((left + 1.5, top + 1.5), *inner, fill=False, edgecolor=INK, linewidth=0.9))
    ink = letters_on(face) if count else QUIET
    write(axes, left + size[0] / 2, top + size[1] / 2, str(count or "·"), align="center", colour=ink)


def _colour(count: int, largest: int) -> str:
    if not count:
        return BLANK
    number = min(CLASSES, largest)
    limits = [ceil(largest * (at + 1) / number) for at in range(number)]
    return steps(number)[bisect_left(limits, count)]


def _alternative(codes: Sequence[str], counts: list[list[int]], names: Sequence[str], language: Language) -> str:
    same = sum(counts[at][at] for at in range(len(codes)))
    pairs = [
        (counts[row][column], codes[row], codes[column])
        for row in range(len(codes))
        for column in range(len(codes))
        if row != column and counts[row][column]
    ]
    alone = sum(counts[-1]) + sum(row[-1] for row in counts)
    told = [
        phrase(
            "consensus.confusion.alternative",
            language,
            first=names[0],
            second=names[1],
            same=write_count("consensus.places", same, language),
            other=write_number(sum(count for count, _, _ in pairs), language=language),
            alone=write_number(alone, language=language),
        )
    ]
    if pairs:
        most = sorted(pairs, key=lambda pair: -pair[0])[:SHOWN]
        listed = [_pair(*pair, language) for pair in most]
        told.append(phrase("consensus.confusion.most", language, pairs=enumerate_words(listed, language)))
    return " ".join(told)


def _pair(count: int, row: str, column: str, language: Language) -> str:
    values = {"row": quote(row, language), "column": quote(column, language)}
    return phrase("consensus.confusion.pair", language, count=write_number(count, language=language), **values)


def example(language: Language, /) -> pd.DataFrame:
    """Two codes that two coders sometimes take for each other."""
    import pandas as pd

    label = {"nb": "Forebygging", "nn": "Førebygging", "en": "Prevention"}[language]
    codes = [label, "IA", ""]
    return pd.DataFrame([[11, 2, 1], [0, 7, 3], [2, 0, 0]], index=codes, columns=codes)
