"""An axis along the bottom of a figure that tells how far into a text or a conversation one is."""

from __future__ import annotations

from matplotlib.axes import Axes

from evaluation.language import Language, phrase
from evaluation.numbers import write_percent
from reports.figures.colours import QUIET
from reports.figures.lettering import LINE, width_of
from reports.figures.style import WIDTH, write

HEIGHT = 10 + 2 * LINE
PERCENT = 10 + LINE
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


def paint_percent(axes: Axes, left: float, right: float, floor: float, most: float, language: Language) -> None:
    """A percent axis from nought to `most` (0 to 1) with three to six marks at round figures."""
    step = next(each for each in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if most / each <= 6 or each == 0.25)
    axes.plot([left, right], [floor, floor], color=QUIET, linewidth=0.8)
    for number in range(int(most / step + 1e-9) + 1):
        x = left + (right - left) * number * step / most
        axes.plot([x, x], [floor, floor + 3], color=QUIET, linewidth=0.8)
        write(axes, x, floor + 9, write_percent(number * step, 0, language), align="center", colour=QUIET)
