"""How often each theme is coded in each organisation, as a heat map with the numbers written in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import BLANK, QUIET, WHITE, letters_on, steps
from reports.figures.drawing import Drawing
from reports.figures.grid import Grid, lay_out
from reports.figures.legend import Key, explain, height_of, swatch
from reports.figures.lettering import LINE, one_line
from reports.figures.style import figure_of, settled, sheet, write, write_slanted
from reports.figures.wording import Amount, most_and_least, quote, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "heatmap"
CLASSES = 5
NONE = "–"


def draw(table: pd.DataFrame, /, *, language: Language, columns: str = "organisation") -> Drawing:
    """Themes (rows) × organisations (columns), the labels as they shall stand, each cell a count of codings.

    `columns` says what the columns are, if no organisations: `sector`, `role`, `session` or `group`.

    Legible on a page up to 25 themes and 12 organisations; more columns make the sheet wider than the text.
    A table without rows or without columns gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language)
    counts = [[int(value) for value in row] for row in table.fillna(0).to_numpy()]
    themes, organisations = ([one_line(each) for each in axis] for axis in (table.index, table.columns))
    largest = max(map(max, counts))
    with settled():
        grid = lay_out(themes, organisations, write_number(largest, language=language))
        axes = _paint(grid, counts, _limits(largest), language)
    alternative = _alternative(themes, organisations, counts, language, columns)
    return Drawing(NAME, figure_of(axes), phrase("figure.heatmap.caption", language), alternative)


def _limits(largest: int) -> list[int]:
    """The largest count in each class of colour, the classes as wide as each other as whole numbers allow."""
    number = min(CLASSES, largest)
    return [ceil(largest * (at + 1) / number) for at in range(number)]


def _paint(grid: Grid, counts: list[list[int]], limits: list[int], language: Language) -> Axes:
    keys = _keys(limits, language)
    bottom = grid.edges[-1]
    axes = sheet(bottom + 8 + height_of(keys, grid.width), grid.width)
    _paint_heads(axes, grid)
    for at, lines in enumerate(grid.rows):
        middle = (grid.edges[at] + grid.edges[at + 1]) / 2
        write(axes, 0, middle, lines)
        for column, count in enumerate(counts[at]):
            _paint_cell(axes, grid, (at, column), count, limits, language)
    explain(axes, keys, bottom + 8, grid.width)
    return axes


def _paint_heads(axes: Axes, grid: Grid) -> None:
    if grid.heading:
        write(axes, grid.left + 1, LINE / 2, grid.heading, colour=QUIET)
    for at, lines in enumerate(grid.columns):
        x = grid.column(at) + grid.cell / 2
        if grid.slanted:
            write_slanted(axes, x, grid.top - 5, lines[0])
        else:
            write(axes, x, grid.top - 3 - len(lines) * LINE / 2, lines, align="center")


def _paint_cell(
    axes: Axes, grid: Grid, place: tuple[int, int], count: int, limits: list[int], language: Language
) -> None:
    row, column = place
    top, height = grid.edges[row], grid.heights[row]
    face = _colour(count, limits)
    box = Rectangle((grid.column(column), top), grid.cell, height, facecolor=face, edgecolor=WHITE, linewidth=1.2)
    axes.add_patch(box)
    text = write_number(count, language=language) if count else NONE
    ink = letters_on(face) if count else QUIET
    write(axes, grid.column(column) + grid.cell / 2, top + height / 2, text, align="center", colour=ink)


def _colour(count: int, limits: list[int]) -> str:
    return steps(len(limits))[bisect_left(limits, count)] if count else BLANK


def _keys(limits: list[int], language: Language) -> list[Key]:
    beginnings = [1, *(limit + 1 for limit in limits)]
    ranges = [
        "–".join(write_number(end, language=language) for end in dict.fromkeys(pair))
        for pair in zip(beginnings, limits, strict=False)
    ]
    swatches = [
        swatch(text, facecolor=face, edgecolor=QUIET, linewidth=0.5)
        for text, face in zip(ranges, steps(len(limits)) if limits else (), strict=True)
    ]
    none = swatch(phrase("figure.heatmap.none", language), facecolor=BLANK, edgecolor=QUIET, linewidth=0.5)
    return [Key(phrase("figure.heatmap.legend", language)), none, *swatches]


def _alternative(
    themes: Sequence[str], organisations: Sequence[str], counts: list[list[int]], language: Language, columns: str
) -> str:
    totals = [sum(row) for row in counts]
    codings = "figure.heatmap.codings" if sum(totals) else "figure.heatmap.no_codings"
    opening = phrase(
        "figure.heatmap.alternative",
        language,
        n=sum(totals),
        codings=write_count(codings, sum(totals), language),
        themes=write_count("figure.heatmap.themes", len(themes), language),
        organisations=write_count(f"figure.heatmap.{columns}", len(organisations), language),
    )
    amounts = [Amount(theme, total) for theme, total in zip(themes, totals, strict=True)]
    ranking = most_and_least(NAME, amounts, language, lambda value: write_number(value, language=language))
    peak = _peak(themes, organisations, counts, language)
    return " ".join(part for part in (opening, ranking if sum(totals) else "", peak) if part)


def _peak(themes: Sequence[str], organisations: Sequence[str], counts: list[list[int]], language: Language) -> str:
    """A sentence on the cell with the highest count; nothing when two share it, or there is one column only."""
    cells = [
        (count, theme, organisation)
        for theme, row in zip(themes, counts, strict=True)
        for organisation, count in zip(organisations, row, strict=True)
    ]
    largest = max(count for count, _, _ in cells)
    highest = [cell for cell in cells if cell[0] == largest]
    if len(highest) > 1 or len(organisations) < 2:
        return ""
    count, theme, organisation = highest[0]
    written = write_number(count, language=language)
    names = {"theme": quote(theme, language), "organisation": quote(organisation, language)}
    return phrase("figure.heatmap.peak", language, amount=written, **names)


def example(language: Language, /) -> pd.DataFrame:
    """Three themes in two made-up organisations."""
    import pandas as pd

    label = {"nb": "Forebyggende arbeid", "nn": "Førebyggjande arbeid", "en": "Preventive work"}[language]
    return pd.DataFrame({"A": [4, 0, 11], "B": [7, 2, 1]}, index=["IA", "BHT", label])
