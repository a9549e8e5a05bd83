"""How often the commonest words occur, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, QUIET
from reports.figures.drawing import Drawing
from reports.figures.lettering import one_line, shorten, width_of
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import quote, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "words"
ROW, BAR, GAP, LABELS = 15.0, 9.0, 6.0, 150.0
MOST, TOLD = 30, 5


def draw(table: pd.DataFrame, /, *, language: Language, most: int = MOST) -> Drawing:
    """`word` and `count`, one row for each word; the `most` first are drawn, in the order of the table.

    A table without rows gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language, "analysis")
    words = [one_line(each) for each in table["word"].head(most)]
    counts = [int(each) for each in table["count"].head(most)]
    with settled():
        axes = _paint(words, counts, language)
    alternative = _alternative(words, counts, language)
    return Drawing(NAME, figure_of(axes), phrase("analysis.words.caption", language), alternative)


def _paint(words: Sequence[str], counts: Sequence[int], language: Language) -> Axes:
    labels = [shorten(word, LABELS) for word in words]
    numbers = [write_number(count, language=language) for count in counts]
    left = max(map(width_of, labels)) + GAP
    unit = (WIDTH - left - max(map(width_of, numbers)) - 10) / max(1, *counts)
    axes = sheet(ROW * len(words))
    for at, (label, count, number) in enumerate(zip(labels, counts, numbers, strict=True)):
        middle = ROW * (at + 0.5)
        write(axes, left - GAP, middle, label, align="right")
        axes.add_patch(Rectangle((left, middle - BAR / 2), unit * count, BAR, facecolor=ACCENT))
        write(axes, left + unit * count + 5, middle, number)
    axes.plot([left, left], [0, ROW * len(words)], color=QUIET, linewidth=0.8)
    return axes


def _alternative(words: Sequence[str], counts: Sequence[int], language: Language) -> str:
    told = [
        f"{quote(word, language)} ({write_number(count, language=language)})"
        for word, count in list(zip(words, counts, strict=True))[:TOLD]
    ]
    number = write_count("analysis.words.number", len(words), language)
    listed = enumerate_words(told, language)
    return phrase("analysis.words.alternative", language, n=len(words), number=number, listed=listed)


def example(language: Language, /) -> pd.DataFrame:
    """Counts of three words."""
    import pandas as pd

    word = {"nb": "sykefravær", "nn": "sjukefråvær", "en": "absence"}[language]
    return pd.DataFrame({"word": [word, "IA-avtale", "NAV"], "count": [41, 17, 6]})
