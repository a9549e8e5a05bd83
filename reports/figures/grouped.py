"""Shares in several groups, a bar for each with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from reports.figures.axis import PERCENT, paint_percent
from reports.figures.blank import draw_blank
from reports.figures.colours import QUIET, STEPS, WHITE
from reports.figures.drawing import Drawing
from reports.figures.estimates import Estimate, example_rows, highest, names_of, paint_interval, read_rows, told
from reports.figures.legend import explain, height_of, swatch
from reports.figures.lettering import LINE, widest, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write

if TYPE_CHECKING:
    import pandas as pd

NAME = "grouped"
BAR, SPACE, GAP, LABELS, NUMBERS = 10.0, 2.5, 10.0, 165.0, 70.0
# Each differs from the next in lightness and in its strokes, so that colour is not needed.
FACES: tuple[Mapping[str, Any], ...] = (
    {"facecolor": STEPS[4]},
    {"facecolor": STEPS[2]},
    {"facecolor": STEPS[0], "edgecolor": QUIET, "linewidth": 0.6},
    {"facecolor": WHITE, "edgecolor": QUIET, "linewidth": 0.6, "hatch": "////"},
    {"facecolor": STEPS[3], "edgecolor": WHITE, "linewidth": 0.0, "hatch": "...."},
    {"facecolor": WHITE, "edgecolor": QUIET, "linewidth": 0.6, "hatch": "...."},
)


def draw(table: pd.DataFrame, /, *, language: Language, title: str = "") -> Drawing:
    """One row for each `label` and `group` (six at most), with `value` (0 to 1) and `low`, `high`, `n`, `hidden`.

    A hidden figure is told in words in place of its bar. A table without rows gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language)
    rows = read_rows(table)
    groups = names_of(rows)
    if len(groups) > len(FACES):
        raise ValueError(groups)
    with settled():
        axes = _paint(rows, groups, language)
    caption = phrase("figure.estimates.caption_of" if title else "figure.grouped.caption", language, title=title)
    opening = phrase("figure.grouped.opening", language)
    return Drawing(NAME, figure_of(axes), caption, " ".join([opening, *told(rows, language)]))


def _paint(rows: Mapping[str, Mapping[str, Estimate]], groups: Sequence[str], language: Language) -> Axes:
    labels = [wrap(label, LABELS) for label in rows]
    keys = [swatch(name, **face) for name, face in zip(groups, FACES, strict=False)] if groups != [""] else []
    height = max(len(groups) * (BAR + SPACE), max(map(len, labels)) * LINE) + GAP
    floor = height * len(rows)
    axes = sheet(floor + PERCENT + height_of(keys))
    left, right = max(widest(lines) for lines in labels) + GAP, WIDTH - NUMBERS
    most = min(1.0, highest(rows))
    scale = (left, (right - left) / most)
    for at, (lines, own) in enumerate(zip(labels, rows.values(), strict=True)):
        middle = height * (at + 0.5)
        write(axes, 0, middle, lines)
        first = middle - (len(groups) - 1) * (BAR + SPACE) / 2
        for number, (name, face) in enumerate(zip(groups, FACES, strict=False)):
            if name in own:
                _paint_bar(axes, own[name], first + number * (BAR + SPACE), scale, face, language)
    paint_percent(axes, left, right, floor, most, language)
    explain(axes, keys, floor + PERCENT)
    return axes


def _paint_bar(
    axes: Axes, each: Estimate, y: float, scale: tuple[float, float], face: Mapping[str, Any], language: Language
) -> None:
    left, unit = scale
    if each.value is None:
        write(axes, left + 4, y, each.written(language), colour=QUIET)
        return
    axes.add_patch(Rectangle((left, y - BAR / 2), each.value * unit, BAR, **face))
    paint_interval(axes, each.ends, y, scale)
    write(axes, WIDTH, y, each.written(language), align="right")


def example(language: Language, /) -> pd.DataFrame:
    """Two made-up statements in three groups."""
    return example_rows(language, phrase("figure.estimates.example_groups", language).split("|"))
