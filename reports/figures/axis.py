"""An axis along the bottom of a figure that tells how far into a text or a conversation one is."""

from __future__ import annotations

from matplotlib.axes import Axes

from evaluation.language import Language, phrase
from evaluation.numbers import write_percent
from reports.figures.colours import QUIET
from reports.figures.lettering import LINE, width_of
from reports.figures.style import WIDTH, write

HEIGHT = 10 + 2 * LINE
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def paint_shares(axes: Axes, left: float, right: float, floor: float, title: str, language: Language) -> None:
    """0 %, 25 % … 100 % from `left` to `right` under the height `floor`, with the phrase `title` under them."""
    axes.plot([left, right], [floor, floor], color=QUIET, linewidth=0.8)
    for share in QUARTERS:
        x = left + (right - left) * share
        axes.plot([x, x], [floor, floor + 3], color=QUIET, linewidth=0.8)
        text = write_percent(share, 0, language)
        fits = x + width_of(text) / 2 <= WIDTH
        write(axes, x if fits else WIDTH, floor + 9, text, align="center" if fits else "right", colour=QUIET)
    write(axes, left, floor + 9 + LINE, phrase(title, language), colour=QUIET)
