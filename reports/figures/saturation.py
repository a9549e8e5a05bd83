"""How many different codes there are after each session: as collected, and over orders drawn at random."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, INK, MIDDLE, QUIET, STEPS
from reports.figures.drawing import Drawing
from reports.figures.legend import SYMBOL, Key, explain, height_of, swatch
from reports.figures.lettering import LINE, one_line, shorten, width_of
from reports.figures.style import WIDTH, Align, figure_of, settled, sheet, write
from reports.figures.wording import write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "saturation"
HIGH, TOP, LEFT, RIGHT = 150.0, 14.0, 34.0, 20.0
LINES = 5  # levels at most
DASHED = (0, (4, 2))
NAMED = 9  # with more units than this, the axis has numbers only


def draw(table: pd.DataFrame, /, *, language: Language) -> Drawing:
    """One row for each unit in order: `unit`, `new`, `total` and, if known, `mean`, `low`, `high` (random orders).

    The number over each point is how many codes the unit added. A table without rows gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language, "analysis")
    with settled():
        axes = _paint(table, language)
    caption = phrase("analysis.saturation.caption", language)
    return Drawing(NAME, figure_of(axes), caption, _alternative(table, language))


class _Plot:
    """Where units and numbers of codes stand on the sheet."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.count = len(table)
        largest = max(1, int(table["total"].max()), ceil(table["high"].max()) if "high" in table else 1)
        self.step = next(
            step for power in range(9) for step in (10**power, 2 * 10**power, 5 * 10**power) if step * LINES >= largest
        )
        self.levels = range(0, largest + self.step, self.step)
        self.floor = TOP + HIGH

    def x(self, at: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (at + 0.5) / self.count

    def y(self, codes: float) -> float:
        return self.floor - HIGH * codes / self.levels[-1]

    def points(self, values: Sequence[Any]) -> list[tuple[float, float]]:
        return [(self.x(at), self.y(float(value))) for at, value in enumerate(values)]


def _paint(table: pd.DataFrame, language: Language) -> Axes:
    plot = _Plot(table)
    keys = _keys(table, language)
    bottom = plot.floor + 10 + 2.5 * LINE
    axes = sheet(bottom + height_of(keys))
    for level in plot.levels:
        axes.plot([LEFT, WIDTH], [plot.y(level)] * 2, color=STEPS[0] if level else QUIET, linewidth=0.8)
        write(axes, LEFT - 6, plot.y(level), write_number(level, language=language), align="right", colour=QUIET)
    if "mean" in table:
        _paint_random(axes, plot, table)
    points = plot.points(list(table["total"]))
    axes.plot(*zip(*points, strict=True), color=ACCENT, linewidth=1.8, marker="o", markersize=5.5)
    for (x, y), new in zip(points, table["new"], strict=True):
        if plot.count <= 3 * NAMED:
            _write_over(axes, x, y, f"+{write_number(int(new), language=language)}")
    _paint_units(axes, plot, [one_line(each) for each in table["unit"]], language)
    explain(axes, keys, bottom)
    return axes


def _write_over(axes: Axes, x: float, y: float, text: str) -> None:
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
    axes.text(x, y - 6, text, ha="center", va="bottom", color=INK, bbox=box, zorder=4)


def _paint_random(axes: Axes, plot: _Plot, table: pd.DataFrame) -> None:
    low, high = (plot.points(list(table[name])) for name in ("low", "high"))
    axes.add_patch(Polygon([*low, *high[::-1]], closed=True, facecolor=STEPS[0], linewidth=0, zorder=0.9))
    mean = plot.points(list(table["mean"]))
    axes.plot(*zip(*mean, strict=True), color=MIDDLE, linewidth=1.2, linestyle=DASHED)


def _paint_units(axes: Axes, plot: _Plot, units: Sequence[str], language: Language) -> None:
    """The units' names where there is room for them, else every so many their number."""
    room = (WIDTH - LEFT - RIGHT) / plot.count - 4
    every = max(1, ceil((width_of("000") + 6) / (room + 4)))
    for at, unit in enumerate(units):
        x = plot.x(at)
        axes.plot([x, x], [plot.floor, plot.floor + 3], color=QUIET, linewidth=0.8)
        if at % every == 0:
            write(axes, x, plot.floor + 9, str(at + 1), align="center", colour=QUIET)
        if plot.count <= NAMED:
            align: Align = "center"
            write(axes, x, plot.floor + 9 + LINE, shorten(unit, room), align=align, colour=QUIET)
    if plot.count > NAMED:
        write(axes, LEFT, plot.floor + 9 + LINE, phrase("analysis.saturation.axis", language), colour=QUIET)


def _keys(table: pd.DataFrame, language: Language) -> list[Key]:
    keys = [_sample(phrase("analysis.saturation.collected", language), color=ACCENT, linewidth=1.8, marker="o")]
    if "mean" in table:
        keys.append(
            _sample(phrase("analysis.saturation.mean", language), color=MIDDLE, linewidth=1.2, linestyle=DASHED)
        )
        keys.append(swatch(phrase("analysis.saturation.interval", language), facecolor=STEPS[0]))
    return keys


def _sample(text: str, **style: Any) -> Key:
    def paint(axes: Axes, x: float, y: float) -> None:
        axes.plot([x - SYMBOL / 2, x, x + SYMBOL / 2], [y] * 3, markersize=3.5, markevery=[1], **style)

    return Key(text, paint)


def _alternative(table: pd.DataFrame, language: Language) -> str:
    total = int(table["total"].max())
    last_new = [at for at, new in enumerate(table["new"], 1) if new > 0]
    opening = phrase(
        "analysis.saturation.alternative",
        language,
        codes=write_count("analysis.codes", total, language),
        units=write_count("analysis.saturation.units", len(table), language),
        first=write_number(int(table["total"].iloc[0]), language=language),
    )
    if not last_new:
        return opening
    return f"{opening} {phrase('analysis.saturation.last', language, position=last_new[-1])}"


def example(language: Language, /) -> pd.DataFrame:
    """Four made-up sessions."""
    import pandas as pd

    label = {"nb": "Gruppe", "nn": "Gruppe", "en": "Group"}[language]
    table = pd.DataFrame({"unit": [f"{label} {n}" for n in (1, 2, 3, 4)], "new": [11, 5, 2, 0]})
    random = {"mean": [9.5, 14.0, 16.6, 18.0], "low": [6.0, 11.0, 15.0, 18.0], "high": [12.0, 17.0, 18.0, 18.0]}
    return table.assign(total=[11, 16, 18, 18], **random)
