"""Which words a group uses more and less than the others, as bars to the right and to the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, QUIET, WHITE
from reports.figures.drawing import Drawing
from reports.figures.legend import Key, explain, height_of, swatch
from reports.figures.lettering import one_line, shorten, width_of
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import quote

if TYPE_CHECKING:
    import pandas as pd

NAME = "keyness"
ROW, BAR, GAP, LABELS = 15.0, 9.0, 8.0, 130.0
MORE, LESS, TOLD = 15, 8, 4
SOLID: dict[str, Any] = {"facecolor": ACCENT, "edgecolor": ACCENT, "linewidth": 0.7}
OPEN: dict[str, Any] = {"facecolor": WHITE, "edgecolor": QUIET, "linewidth": 0.9, "hatch": "////"}


@dataclass(frozen=True, slots=True)
class Telling:
    word: str
    ratio: float
    counts: str


def draw(table: pd.DataFrame, /, *, language: Language, group: str = "") -> Drawing:
    """`word`, `log_ratio`, `g2`, `count`, `reference`: the words that tell most (by `g2`) on either side are drawn.

    Behind each word stand how often the group and how often the others use it. A table without rows gives a drawing
    that says so.
    """
    if table.empty:
        return draw_blank(NAME, language, "analysis")
    ordered = table.sort_values("g2", ascending=False, kind="stable")
    more, less = ordered[ordered["log_ratio"] > 0].head(MORE), ordered[ordered["log_ratio"] < 0].head(LESS)
    words = [*_telling(more, language), *reversed(_telling(less, language))]
    if not words:
        return draw_blank(NAME, language, "analysis")
    with settled():
        axes = _paint(words, language)
    key = "analysis.keyness.caption_of" if group else "analysis.keyness.caption"
    caption = phrase(key, language, group=group)
    return Drawing(NAME, figure_of(axes), caption, _alternative(words, language))


def _telling(rows: pd.DataFrame, language: Language) -> list[Telling]:
    fields = (rows[name] for name in ("word", "log_ratio", "count", "reference"))
    return [
        Telling(
            one_line(word), float(ratio), " : ".join(write_number(int(each), language=language) for each in (own, rest))
        )
        for word, ratio, own, rest in zip(*fields, strict=True)
    ]


def _paint(words: Sequence[Telling], language: Language) -> Axes:
    labels = [shorten(each.word, LABELS) for each in words]
    left = max(map(width_of, labels)) + GAP
    right = WIDTH - max(width_of(each.counts) for each in words) - GAP
    low = min(0.0, *(each.ratio for each in words))
    high = max(0.0, *(each.ratio for each in words))
    unit = (right - left) / (high - low)
    zero = left - low * unit
    floor = ROW * len(words)
    keys = _keys(words, language)
    axes = sheet(floor + 6 + height_of(keys))
    for at, (each, label) in enumerate(zip(words, labels, strict=True)):
        middle = ROW * (at + 0.5)
        write(axes, 0, middle, label)
        style = SOLID if each.ratio > 0 else OPEN
        start = min(zero, zero + each.ratio * unit)
        axes.add_patch(Rectangle((start, middle - BAR / 2), abs(each.ratio) * unit, BAR, **style))
        write(axes, WIDTH, middle, each.counts, align="right", colour=QUIET)
    axes.plot([zero, zero], [0, floor], color=QUIET, linewidth=0.8)
    explain(axes, keys, floor + 6)
    return axes


def _keys(words: Sequence[Telling], language: Language) -> list[Key]:
    found = []
    if any(each.ratio > 0 for each in words):
        found.append(swatch(phrase("analysis.keyness.more", language), **SOLID))
    if any(each.ratio < 0 for each in words):
        found.append(swatch(phrase("analysis.keyness.less", language), **OPEN))
    return [*found, Key(phrase("analysis.keyness.note", language))]


def _alternative(words: Sequence[Telling], language: Language) -> str:
    more = [quote(each.word, language) for each in words if each.ratio > 0][:TOLD]
    less = [quote(each.word, language) for each in reversed(words) if each.ratio < 0][:TOLD]
    told = [phrase("analysis.keyness.alternative", language, words=write_number(len(words), language=language))]
    for key, named in (("most_more", more), ("most_less", less)):
        if named:
            told.append(phrase(f"analysis.keyness.{key}", language, words=enumerate_words(named, language)))
    return " ".join(told)


def example(language: Language, /) -> pd.DataFrame:
    """Four made-up words."""
    import pandas as pd

    word = {"nb": "turnus", "nn": "vaktplan", "en": "rota"}[language]
    rows = [(word, 5.2, 25.2, 7, 2), ("NAV", 2.1, 9.9, 12, 9), ("BHT", -1.2, 3.2, 2, 20), ("IA", -0.4, 1.1, 9, 41)]
    return pd.DataFrame(rows, columns=["word", "log_ratio", "g2", "count", "reference"])
