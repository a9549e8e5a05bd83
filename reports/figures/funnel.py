"""From those who were invited to those whose answers count, a bar for each step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from evaluation.numbers import write_number, write_percent
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, PALE
from reports.figures.drawing import Drawing
from reports.figures.lettering import LINE, one_line, widest, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write

if TYPE_CHECKING:
    import pandas as pd

NAME = "funnel"
BAR, GAP, LABELS = 13.0, 6.0, 165.0


def draw(table: pd.DataFrame, /, *, language: Language, title: str = "") -> Drawing:
    """One row for each `stage` with its `count`, the first being those who were asked.

    Shares are of the first stage. A table without rows, or whose first stage is empty, gives a drawing that says so.
    """
    stages = [one_line(stage) for stage in table["stage"]] if len(table) else []
    counts = [int(count) for count in table["count"]] if len(table) else []
    if not counts or counts[0] <= 0:
        return draw_blank(NAME, language)
    told = [_told(count, counts[0], language) for count in counts]
    with settled():
        axes = _paint(stages, counts, told)
    caption = phrase("figure.estimates.caption_of" if title else "figure.funnel.caption", language, title=title)
    parts = [f"{stage}: {text}." for stage, text in zip(stages, told, strict=True)]
    return Drawing(NAME, figure_of(axes), caption, " ".join([phrase("figure.funnel.opening", language), *parts]))


def _told(count: int, first: int, language: Language) -> str:
    return f"{write_number(count, language=language)} ({write_percent(count / first, 0, language)})"


def _paint(stages: Sequence[str], counts: Sequence[int], told: Sequence[str]) -> Axes:
    labels = [wrap(stage, LABELS) for stage in stages]
    left, right = max(widest(lines) for lines in labels) + 2 * GAP, WIDTH - widest(list(told)) - 2 * GAP
    height = max(max(map(len, labels)) * LINE, BAR) + GAP
    axes = sheet(height * len(stages))
    for at, (lines, count, text) in enumerate(zip(labels, counts, told, strict=True)):
        middle = height * (at + 0.5)
        write(axes, 0, middle, lines)
        axes.add_patch(Rectangle((left, middle - BAR / 2), right - left, BAR, facecolor=PALE))
        width = (right - left) * min(1.0, count / counts[0])
        axes.add_patch(Rectangle((left, middle - BAR / 2), width, BAR, facecolor=ACCENT))
        write(axes, WIDTH, middle, text, align="right")
    return axes


def example(language: Language, /) -> pd.DataFrame:
    """A made-up survey: asked, opened, answered, complete."""
    import pandas as pd

    stages = phrase("figure.funnel.example", language).split("|")
    return pd.DataFrame({"stage": stages, "count": [1240, 903, 612, 548]})
