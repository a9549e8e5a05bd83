"""Where in a text each code lies, one row for each code from the beginning of the text to its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from evaluation.numbers import write_number, write_percent
from reports.figures.axis import HEIGHT, paint_shares
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, PALE, QUIET
from reports.figures.drawing import Drawing
from reports.figures.lettering import LINE, one_line, widest, width_of, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import quote, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "portrait"
BAR, GAP, LABELS, THINNEST = 11.0, 6.0, 150.0, 1.0
Spans = Sequence[tuple[float, float]]


def draw(table: pd.DataFrame, /, *, language: Language, source: str = "") -> Drawing:
    """`code` as it shall stand, `start_share` and `end_share` (0 to 1), one row for each coding of one source.

    The codes stand in the order in which they first come. A table without rows gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language, "analysis")
    spans: dict[str, list[tuple[float, float]]] = {}
    for code, start, end in zip(table["code"], table["start_share"], table["end_share"], strict=True):
        spans.setdefault(one_line(code), []).append((float(start), float(end)))
    ordered = dict(sorted(spans.items(), key=lambda each: min(each[1])))
    with settled():
        axes = _paint(ordered, language)
    key = "analysis.portrait.caption_of" if source else "analysis.portrait.caption"
    return Drawing(NAME, figure_of(axes), phrase(key, language, source=source), _alternative(ordered, language))


def _paint(spans: Mapping[str, Spans], language: Language) -> Axes:
    labels = [wrap(code, LABELS) for code in spans]
    left = max(widest(lines) for lines in labels) + GAP
    counts = [write_number(len(each), language=language) for each in spans.values()]
    right = WIDTH - max(map(width_of, counts)) - GAP
    height = max(max(map(len, labels)) * LINE, BAR) + GAP
    floor = height * len(labels) + 2
    axes = sheet(floor + HEIGHT)
    for at, (lines, own, count) in enumerate(zip(labels, spans.values(), counts, strict=True)):
        middle = height * (at + 0.5)
        write(axes, 0, middle, lines)
        axes.add_patch(Rectangle((left, middle - BAR / 2), right - left, BAR, facecolor=PALE))
        for start, end in own:
            width = max((end - start) * (right - left), THINNEST)
            place = (min(left + start * (right - left), right - width), middle - BAR / 2)
            axes.add_patch(Rectangle(place, width, BAR, facecolor=ACCENT))
        write(axes, WIDTH, middle, count, align="right", colour=QUIET)
    paint_shares(axes, left, right, floor, "analysis.portrait.axis", language)
    return axes


def _alternative(spans: Mapping[str, Spans], language: Language) -> str:
    first = next(iter(spans))
    last = max(spans, key=lambda code: max(end for _, end in spans[code]))
    opening = phrase(
        "analysis.portrait.alternative",
        language,
        codings=write_count("figure.heatmap.codings", sum(map(len, spans.values())), language),
        codes=write_count("analysis.codes", len(spans), language),
        first=quote(first, language),
        at=write_percent(min(spans[first])[0], 0, language),
        last=quote(last, language),
    )
    most = max(spans, key=lambda code: len(spans[code]))
    count = write_number(len(spans[most]), language=language)
    return f"{opening} {phrase('analysis.portrait.most', language, code=quote(most, language), count=count)}"


def example(language: Language, /) -> pd.DataFrame:
    """Three codes of a made-up conversation."""
    import pandas as pd

    label = {"nb": "Forebygging", "nn": "Førebygging", "en": "Prevention"}[language]
    rows = [("IA", 0.02, 0.06), (label, 0.1, 0.3), ("BHT", 0.25, 0.27), (label, 0.7, 0.75), ("IA", 0.9, 0.99)]
    return pd.DataFrame(rows, columns=["code", "start_share", "end_share"])
