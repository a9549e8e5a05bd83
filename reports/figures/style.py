"""The sheet all figures are drawn on: as wide as the report's text, quiet, and lettered alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import sqrt
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reports.figures.colours import INK, WHITE
from reports.figures.lettering import CAPITALS, FAMILY, LINE, SIZE

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

Align = Literal["left", "center", "right"]
POINTS = 72
SLANT = 1 / sqrt(2)
WIDTH = 16 / 2.54 * POINTS
SETTINGS: dict[RcKeyType, Any] = {
    "font.family": FAMILY,
    "font.size": SIZE,
    "text.color": INK,
    "text.parse_math": False,
    "text.hinting": "none",
    "hatch.linewidth": 0.9,
    "savefig.facecolor": WHITE,
    # Paths look the same in every reader; the words are in the alternative text.
    "svg.fonttype": "path",
    "svg.hashsalt": "underveis",
    "pdf.fonttype": 42,
}
# matplotlib's settings belong to the whole process: two threads drawing at once would see each other's.
_alone = RLock()


@contextmanager
def settled() -> Iterator[None]:
    """Inside, matplotlib has our settings whatever the user's own matplotlibrc says."""
    with _alone, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield


def sheet(height: float, width: float = WIDTH) -> Axes:
    """An empty sheet whose coordinates are points from its upper left corner."""
    figure = Figure(figsize=(width / POINTS, height / POINTS), dpi=POINTS)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return axes


def figure_of(axes: Axes) -> Figure:
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError(axes)
    return figure


def write(axes: Axes, x: float, y: float, lines: str | list[str], *, align: Align = "left", colour: str = INK) -> None:
    """Lines of text centred on the height `y`; the baselines do not depend on which letters there are."""
    listed = [lines] if isinstance(lines, str) else lines
    first = y + (CAPITALS - (len(listed) - 1) * LINE) / 2
    for at, line in enumerate(listed):
        axes.text(x, first + at * LINE, line, ha=align, va="baseline", color=colour)


def write_slanted(axes: Axes, x: float, y: float, text: str) -> None:
    """A line that rises at 45 degrees from a point just under the middle of its beginning."""
    shift = CAPITALS / 2 * SLANT
    axes.text(x + shift, y, text, rotation=45, rotation_mode="anchor", ha="left", va="baseline", color=INK)
