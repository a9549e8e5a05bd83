"""When the data were collected, one line for each occasion, under one another in the order they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, INK, MIDDLE, PALE, QUIET, WHITE
from reports.figures.drawing import Drawing
from reports.figures.legend import Key, explain, height_of, swatch
from reports.figures.lettering import LINE, widest, wrap
from reports.figures.milestones import (
    OTHER,
    Milestone,
    Period,
    alternative,
    kinds_of,
    labels_of,
    period_words,
)
from reports.figures.months import Calendar, calendar, named_months
from reports.figures.style import WIDTH, Align, figure_of, settled, sheet, write

__all__ = ["NAME", "Milestone", "Period", "draw", "example"]

NAME = "timeline"
PAD, NEAR, MARGIN, AXIS, TOP = 6.0, 9.0, 6.0, 30.0, 4.0
LABELS = 0.44 * WIDTH
DOTTED = (0, (1, 2))
# Shape and tone of each kind; the filled and the open ones differ in grey as well.
MARKS: dict[str, tuple[str, str]] = {
    "focus-group": ("o", INK),
    "interview": ("s", ACCENT),
    "telephone": ("^", MIDDLE),
    "video": ("v", ACCENT),
    "written-answer": ("D", WHITE),
    "supplement": ("P", MIDDLE),
    "survey-wave": ("p", INK),
    "meeting": ("h", WHITE),
    OTHER: ("X", INK),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A mark at `x`, its label on one side of it, and the height it has to itself."""

    kind: str
    lines: list[str]
    x: float
    top: float
    bottom: float
    align: Align

    @property
    def reach(self) -> tuple[float, float]:
        """The label's left and right."""
        start = self.x + NEAR if self.align == "left" else self.x - NEAR - widest(self.lines)
        return start, start + widest(self.lines)

    def covers(self, x: float) -> bool:
        left, right = self.reach
        return left - 2 < x < right + 2


def draw(sessions: Sequence[Milestone], /, *, language: Language, period: Period = (None, None)) -> Drawing:
    """`period` is shown as a band; a side that is None is open. Without sessions: a drawing that says so."""
    if not sessions:
        return draw_blank(NAME, language)
    ordered = sorted(sessions, key=lambda each: each.date)
    with settled():
        axes = _paint(ordered, period, language)
    caption = phrase("figure.timeline.caption", language)
    return Drawing(NAME, figure_of(axes), caption, alternative(ordered, period, language))


def _paint(sessions: Sequence[Milestone], period: Period, language: Language) -> Axes:
    dates = [*(each.date for each in sessions), *(end for end in period if end)]
    months = calendar(dates, MARGIN, WIDTH - MARGIN)
    rows = _rows(sessions, months, _bounds(months, period), language)
    keys = _keys(sessions, period, language)
    floor = rows[-1].bottom + PAD
    axes = sheet(floor + AXIS + height_of(keys))
    _paint_band(axes, months, period, rows)
    _paint_months(axes, months, floor, language)
    for row in rows:
        middle = (row.top + row.bottom) / 2
        _paint_mark(axes, row.x, middle, row.kind)
        write(axes, row.x + (NEAR if row.align == "left" else -NEAR), middle, row.lines, align=row.align)
    explain(axes, keys, floor + AXIS)
    return axes


def _rows(sessions: Sequence[Milestone], months: Calendar, bounds: list[float], language: Language) -> list[Row]:
    labels = [wrap(label, LABELS) for label in labels_of(sessions, language)]
    edges = pairwise(accumulate((len(lines) * LINE + PAD for lines in labels), initial=TOP))
    return [
        Row(each.known_kind, lines, months.at(each.date), *edge, _side(months.at(each.date), lines, bounds))
        for each, lines, edge in zip(sessions, labels, edges, strict=True)
    ]


def _side(x: float, lines: list[str], bounds: list[float]) -> Align:
    """To the right of the mark, unless there is no room, or only the left is free of the period's bounds."""
    width = NEAR + widest(lines)
    crossed_right = any(x < bound < x + width for bound in bounds)
    crossed_left = x < width or any(x - width < bound < x for bound in bounds)
    return "right" if x + width > WIDTH or (crossed_right and not crossed_left) else "left"


def _bounds(months: Calendar, period: Period) -> list[float]:
    """Where the period begins and where it ends, as far as that is known."""
    first, last = period
    ends = [first, last + dt.timedelta(days=1) if last else None]
    return [months.at(end) for end in ends if end]


def _paint_band(axes: Axes, months: Calendar, period: Period, rows: Sequence[Row]) -> None:
    """The period's ground, and its bounds, which give way where a label stands across them."""
    bounds, floor = _bounds(months, period), rows[-1].bottom + PAD
    if not bounds:
        return
    left = bounds[0] if period[0] else months.left
    right = bounds[-1] if period[1] else months.right
    axes.add_patch(Rectangle((left, 0), right - left, floor, facecolor=PALE, linewidth=0))
    stretches = [(0.0, TOP), *((row.top, row.bottom) for row in rows), (rows[-1].bottom, floor)]
    free = [(x, row, ends) for x in bounds for row, ends in zip([None, *rows, None], stretches, strict=True)]
    for x, row, ends in free:
        if row is None or not row.covers(x):
            axes.plot([x, x], ends, color=QUIET, linewidth=0.7, linestyle=DOTTED)


def _paint_months(axes: Axes, months: Calendar, floor: float, language: Language) -> None:
    """The axis, a tick for every month, the names there is room for, and the year where it begins."""
    axes.plot([months.left, months.right], [floor, floor], color=QUIET, linewidth=0.8, solid_capstyle="butt")
    for month in [*months.months, months.after]:
        axes.plot([months.at(month)] * 2, [floor, floor + 4], color=QUIET, linewidth=0.8)
    for at, (month, name) in enumerate(named_months(months, language)):
        x = months.at(month) + 3
        if x + widest([name]) > WIDTH:
            continue
        write(axes, x, floor + 8, name, colour=QUIET)
        if at == 0 or month.month == 1:
            write(axes, x, floor + 8 + LINE, str(month.year), colour=QUIET)


def _paint_mark(axes: Axes, x: float, y: float, kind: str) -> None:
    marker, face = MARKS[kind]
    axes.plot([x], [y], marker=marker, markersize=7, markerfacecolor=face, markeredgecolor=INK, linestyle="none")


def _keys(sessions: Sequence[Milestone], period: Period, language: Language) -> list[Key]:
    words = period_words(period, language)
    band = [swatch(words, facecolor=PALE, edgecolor=QUIET, linewidth=0.7, linestyle=DOTTED)] if words else []
    marks = [
        Key(phrase(f"figure.timeline.kind.{kind}", language), partial(_paint_mark, kind=kind))
        for kind in kinds_of(sessions)
    ]
    return [*marks, *band]


def example(language: Language, /) -> list[Milestone]:
    """A focus group and what followed it, made up."""
    label = {"nb": "Telefonintervju", "nn": "Telefonintervju", "en": "Telephone interview"}[language]
    return [
        Milestone(dt.date(2026, 4, 22), "IA", "focus-group"),
        Milestone(dt.date(2026, 4, 29), label, "telephone"),
        Milestone(dt.date(2026, 5, 6), "BHT", "written-answer"),
    ]
