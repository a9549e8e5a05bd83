"""Paints a table of numbers as cells, the darker the higher the number, with the numbers written in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.figures.colours import BLANK, QUIET, WHITE, letters_on, steps
from reports.figures.grid import Grid, lay_out
from reports.figures.legend import Key, explain, height_of, swatch
from reports.figures.lettering import LINE
from reports.figures.style import sheet, write, write_slanted

CLASSES = 5
NONE = "–"


def paint(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Sequence[Sequence[int]],
    legend: str,
    language: Language,
    unit: str = "",
) -> Axes:
    """legend: what the numbers are, with a colon; `unit`: what stands after each."""
    largest = max(map(max, counts))
    limits = _limits(largest)
    grid = lay_out(rows, columns, write_number(largest, language=language) + unit)
    keys = _keys(limits, legend, language, unit)
    bottom = grid.edges[-1]
    axes = sheet(bottom + 8 + height_of(keys, grid.width), grid.width)
    _paint_heads(axes, grid)
    for at, lines in enumerate(grid.rows):
        write(axes, 0, (grid.edges[at] + grid.edges[at + 1]) / 2, lines)
        for column, count in enumerate(counts[at]):
            face = _colour(count, limits)
            _paint_cell(axes, grid, (at, column), face)
            ink = letters_on(face) if count else QUIET
            middle = (grid.column(column) + grid.cell / 2, grid.edges[at] + grid.heights[at] / 2)
            text = write_number(count, language=language) + unit if count else NONE
            write(axes, *middle, text, align="center", colour=ink)
    explain(axes, keys, bottom + 8, grid.width)
    return axes


def _limits(largest: int) -> list[int]:
    """The largest count in each class of colour, the classes as wide as each other as whole numbers allow."""
    number = min(CLASSES, largest)
    return [ceil(largest * (at + 1) / number) for at in range(number)]


def _paint_heads(axes: Axes, grid: Grid) -> None:
    if grid.heading:
        write(axes, grid.left + 1, LINE / 2, grid.heading, colour=QUIET)
    for at, lines in enumerate(grid.columns):
        x = grid.column(at) + grid.cell / 2
        if grid.slanted:
            write_slanted(axes, x, grid.top - 5, lines[0])
        else:
            write(axes, x, grid.top - 3 - len(lines) * LINE / 2, lines, align="center")


def _paint_cell(axes: Axes, grid: Grid, place: tuple[int, int], face: str) -> None:
    row, column = place
    corner = (grid.column(column), grid.edges[row])
    axes.add_patch(Rectangle(corner, grid.cell, grid.heights[row], facecolor=face, edgecolor=WHITE, linewidth=1.2))


def _colour(count: int, limits: list[int]) -> str:
    return steps(len(limits))[bisect_left(limits, count)] if count else BLANK


def _keys(limits: list[int], legend: str, language: Language, unit: str) -> list[Key]:
    beginnings = [1, *(limit + 1 for limit in limits)]
    ranges = [
        "–".join(write_number(end, language=language) for end in dict.fromkeys(pair)) + unit
        for pair in zip(beginnings, limits, strict=False)
    ]
    swatches = [
        swatch(text, facecolor=face, edgecolor=QUIET, linewidth=0.5)
        for text, face in zip(ranges, steps(len(limits)) if limits else (), strict=True)
    ]
    none = swatch(phrase("figure.heatmap.none", language), facecolor=BLANK, edgecolor=QUIET, linewidth=0.5)
    return [Key(legend), none, *swatches]
