"""Shares over the waves of a survey, a line for each with its intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from evaluation.language import Language, phrase
from evaluation.numbers import write_percent
from reports.figures.blank import draw_blank
from reports.figures.colours import INK, PALE, QUIET, WHITE
from reports.figures.dots import MARKS, mark_key
from reports.figures.drawing import Drawing
from reports.figures.estimates import CAP, Estimate, example_rows, names_of, read_rows, told
from reports.figures.legend import explain, height_of
from reports.figures.lettering import LINE, one_line
from reports.figures.style import WIDTH, figure_of, settled, sheet, write

if TYPE_CHECKING:
    import pandas as pd

NAME = "waves"
PLOT, LEFT, EDGE, SHIFT, FOOT = 150.0, 36.0, 70.0, 7.0, 22.0
LINES = ("-", "--", ":", "-.", "-", "--")


def draw(table: pd.DataFrame, /, *, language: Language, title: str = "") -> Drawing:
    """One row for each `label` (at most six) and `wave`, with `value` (0 to 1) and `low`, `high`, `n`, `hidden`.

    Where `broken` is true, wording, scale or routing changed since the wave before: no line joins the two, and a note
    says so. Waves stand as far apart as they come, one after another. A table without rows gives a drawing that says
    so.
    """
    if table.empty:
        return draw_blank(NAME, language)
    rows, breaks = read_rows(table, "wave"), _breaks(table)
    if len(rows) > len(MARKS):
        raise ValueError(list(rows))
    with settled():
        axes = _paint(rows, breaks, language)
    caption = phrase("figure.estimates.caption_of" if title else "figure.waves.caption", language, title=title)
    return Drawing(NAME, figure_of(axes), caption, _alternative(rows, breaks, language))


def _alternative(rows: Mapping[str, Mapping[str, Estimate]], breaks: set[tuple[str, str]], language: Language) -> str:
    notes = (phrase("figure.waves.broken", language, item=label, wave=wave) for label, wave in sorted(breaks))
    return " ".join([phrase("figure.waves.opening", language), *told(rows, language), *notes])


def _breaks(table: pd.DataFrame) -> set[tuple[str, str]]:
    if "broken" not in table:
        return set()
    changed = table[table["broken"].fillna(False).astype(bool)]
    return {(one_line(label), one_line(wave)) for label, wave in zip(changed["label"], changed["wave"], strict=True)}


def _paint(rows: Mapping[str, Mapping[str, Estimate]], breaks: set[tuple[str, str]], language: Language) -> Axes:
    waves = names_of(rows)
    keys = [mark_key(label, mark) for label, mark in zip(rows, MARKS, strict=False)]
    note = [phrase("figure.waves.note", language)] if breaks else []
    floor = PLOT + LINE
    axes = sheet(floor + FOOT + height_of(keys) + LINE * 1.5 * len(note))
    places = _places(waves, len(rows))
    _paint_frame(axes, waves, places, floor, language)
    for number, (label, own) in enumerate(rows.items()):
        shift = (number - (len(rows) - 1) / 2) * SHIFT
        shown = [(wave, places[wave] + shift, own[wave]) for wave in waves if wave in own]
        broken = {wave for name, wave in breaks if name == label}
        _paint_line(axes, shown, broken, floor, number)
    explain(axes, keys, floor + FOOT)
    for text in note:
        write(axes, 0, floor + FOOT + height_of(keys) + LINE * 0.75, text, colour=QUIET)
    return axes


def _places(waves: Sequence[str], lines: int) -> dict[str, float]:
    room = WIDTH - LEFT - EDGE - lines * SHIFT
    step = room / max(1, len(waves) - 1)
    first = LEFT + EDGE / 2 + lines * SHIFT / 2
    return {wave: first + at * step for at, wave in enumerate(waves)}


def _paint_frame(
    axes: Axes, waves: Sequence[str], places: Mapping[str, float], floor: float, language: Language
) -> None:
    for number in range(5):
        share = number / 4
        y = floor - share * PLOT
        axes.plot([LEFT, WIDTH], [y, y], color=QUIET if not number else PALE, linewidth=0.8, zorder=0)
        write(axes, LEFT - 6, y, write_percent(share, 0, language), align="right", colour=QUIET)
    for wave in waves:
        write(axes, places[wave], floor + 10, wave, align="center", colour=QUIET)


def _paint_line(
    axes: Axes, shown: Sequence[tuple[str, float, Estimate]], broken: set[str], floor: float, number: int
) -> None:
    mark: dict[str, Any] = dict(MARKS[number])
    colour = mark.get("markeredgecolor", mark["color"])
    for (_, x, each), (wave, next_x, following) in pairwise(shown):
        if each.value is not None and following.value is not None and wave not in broken:
            ys = [floor - value * PLOT for value in (each.value, following.value)]
            axes.plot([x, next_x], ys, color=colour, linestyle=LINES[number], linewidth=1.2, zorder=1.5)
    for _, x, each in shown:
        if each.value is None:
            continue
        _paint_upright(axes, x, each, floor)
        axes.plot([x], [floor - each.value * PLOT], markersize=6, zorder=5, **mark)


def _paint_upright(axes: Axes, x: float, each: Estimate, floor: float) -> None:
    if each.ends is None:
        return
    low, high = (floor - end * PLOT for end in each.ends)
    for colour, width, order in ((WHITE, 2.6, 3.5), (INK, 0.9, 4.0)):
        axes.plot([x, x], [low, high], color=colour, linewidth=width, zorder=order)
        for y in (low, high):
            axes.plot([x - CAP, x + CAP], [y, y], color=colour, linewidth=width, zorder=order)


def example(language: Language, /) -> pd.DataFrame:
    """Two made-up statements in three waves; the second was worded anew before the last."""
    table = example_rows(language, ("2024", "2025", "2026"), "wave")
    table["hidden"] = False
    return table.assign(broken=[False] * 5 + [True])
