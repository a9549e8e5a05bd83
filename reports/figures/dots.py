"""Shares in several groups, a point for each with its interval, on one line a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from evaluation.language import Language, phrase
from reports.figures.axis import PERCENT, paint_percent
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, INK, MIDDLE, PALE, QUIET, WHITE
from reports.figures.drawing import Drawing
from reports.figures.estimates import Estimate, example_rows, highest, names_of, paint_interval, read_rows, told
from reports.figures.legend import Key, explain, height_of
from reports.figures.lettering import LINE, widest, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write

if TYPE_CHECKING:
    import pandas as pd

NAME = "dots"
STEP, GAP, LABELS, EDGE = 11.0, 9.0, 165.0, 14.0
# Shapes first: they are told apart without any colour.
MARKS: tuple[Mapping[str, Any], ...] = (
    {"marker": "o", "color": ACCENT},
    {"marker": "s", "color": WHITE, "markeredgecolor": ACCENT},
    {"marker": "^", "color": MIDDLE},
    {"marker": "D", "color": WHITE, "markeredgecolor": INK},
    {"marker": "v", "color": INK},
    {"marker": "P", "color": MIDDLE},
)


def draw(table: pd.DataFrame, /, *, language: Language, title: str = "") -> Drawing:
    """One row for each `label` and `group` (six at most), with `value` (0 to 1) and `low`, `high`, `n`, `hidden`.

    A hidden figure has no point and is named in the alternative text. A table without rows gives a drawing that
    says so.
    """
    if table.empty:
        return draw_blank(NAME, language)
    rows = read_rows(table)
    groups = names_of(rows)
    if len(groups) > len(MARKS):
        raise ValueError(groups)
    with settled():
        axes = _paint(rows, groups, language)
    caption = phrase("figure.estimates.caption_of" if title else "figure.dots.caption", language, title=title)
    opening = phrase("figure.dots.opening", language)
    return Drawing(NAME, figure_of(axes), caption, " ".join([opening, *told(rows, language)]))


def _paint(rows: Mapping[str, Mapping[str, Estimate]], groups: Sequence[str], language: Language) -> Axes:
    labels = [wrap(label, LABELS) for label in rows]
    keys = [mark_key(name, mark) for name, mark in zip(groups, MARKS, strict=False)] if groups != [""] else []
    height = max(len(groups) * STEP, max(map(len, labels)) * LINE) + GAP
    floor = height * len(rows)
    axes = sheet(floor + PERCENT + height_of(keys))
    left, right = max(widest(lines) for lines in labels) + GAP, WIDTH - EDGE
    most = min(1.0, highest(rows))
    scale = (left, (right - left) / most)
    for at, (lines, own) in enumerate(zip(labels, rows.values(), strict=True)):
        middle = height * (at + 0.5)
        write(axes, 0, middle, lines)
        first = middle - (len(groups) - 1) * STEP / 2
        axes.plot([left, right], [height * (at + 1)] * 2, color=PALE, linewidth=0.8, zorder=0)
        for number, (name, mark) in enumerate(zip(groups, MARKS, strict=False)):
            if name in own:
                _paint_point(axes, own[name], first + number * STEP, scale, mark, language)
    paint_percent(axes, left, right, floor, most, language)
    explain(axes, keys, floor + PERCENT)
    return axes


def _paint_point(
    axes: Axes, each: Estimate, y: float, scale: tuple[float, float], mark: Mapping[str, Any], language: Language
) -> None:
    left, unit = scale
    if each.value is None:
        write(axes, left + 4, y, each.written(language), colour=QUIET)
        return
    paint_interval(axes, each.ends, y, scale)
    axes.plot([left + each.value * unit], [y], markersize=6, zorder=5, **mark)


def mark_key(text: str, mark: Mapping[str, Any]) -> Key:
    """A key whose symbol is the mark of a point."""

    def paint(axes: Axes, x: float, y: float) -> None:
        axes.plot([x], [y], markersize=6, **mark)

    return Key(text, paint)


def example(language: Language, /) -> pd.DataFrame:
    """Two made-up statements in three groups."""
    return example_rows(language, phrase("figure.estimates.example_groups", language).split("|"))
