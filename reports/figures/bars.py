"""How many codings of one theme come from each group, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, QUIET
from reports.figures.drawing import Drawing
from reports.figures.lettering import LINE, one_line, widest, width_of, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "bars"
BAR, GAP, LABELS = 10.0, 6.0, 150.0


def draw(table: pd.DataFrame, /, *, language: Language, theme: str = "") -> Drawing:
    """One row for each `group` with its `count`, in the order they shall stand; `theme` is what they are counts of.

    A table without rows gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language)
    groups = [one_line(str(group)) for group in table["group"]]
    counts = [int(count) for count in table["count"]]
    with settled():
        axes = _paint(groups, counts, language)
    caption = phrase("figure.bars.caption_of" if theme else "figure.bars.caption", language, theme=theme)
    return Drawing(NAME, figure_of(axes), caption, _alternative(groups, counts, theme, language))


def _paint(groups: list[str], counts: list[int], language: Language) -> Axes:
    labels = [wrap(group, LABELS) for group in groups]
    numbers = [write_number(count, language=language) for count in counts]
    left = max(widest(lines) for lines in labels) + GAP
    unit = (WIDTH - left - max(map(width_of, numbers)) - 12) / max(1, *counts)
    height = max(map(len, labels)) * LINE + GAP
    axes = sheet(height * len(groups))
    for at, (lines, count, number) in enumerate(zip(labels, counts, numbers, strict=True)):
        middle = height * (at + 0.5)
        write(axes, 0, middle, lines)
        axes.add_patch(Rectangle((left, middle - BAR / 2), unit * count, BAR, facecolor=ACCENT))
        write(axes, left + unit * count + 6, middle, number)
    axes.plot([left, left], [0, height * len(groups)], color=QUIET, linewidth=0.8)
    return axes


def _alternative(groups: list[str], counts: list[int], theme: str, language: Language) -> str:
    """All the numbers: they are few, and the bars say nothing else."""
    total = write_count("figure.bars.codings", sum(counts), language)
    pairs = zip(groups, counts, strict=True)
    told = [
        phrase("figure.bars.each", language, name=group, count=write_number(count, language=language))
        for group, count in pairs
    ]
    listed = enumerate_words(told, language)
    return f"{phrase('figure.bars.opening', language, codings=total, theme=theme)} {listed[:1].upper()}{listed[1:]}."


def example(language: Language, /) -> pd.DataFrame:
    """Counts of three made-up organisations."""
    import pandas as pd

    return pd.DataFrame({"group": ["A", "B", "Å"], "count": [7, 0, 12]})
