"""Where in a text two coders differ, one strip for each code from the beginning of the text to its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.figures.axis import HEIGHT, paint_shares
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, MIDDLE, PALE, QUIET
from reports.figures.drawing import Drawing
from reports.figures.lettering import LINE, one_line, widest, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import Amount, most_and_least, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "difference"
BAR, GAP, LABELS, THINNEST = 15.0, 5.0, 150.0, 1.0
KEYS = LINE + 8
# Who gave the code → where their part of the strip begins and ends, and its colour: above, below, or all of it.
PARTS: Mapping[str, tuple[float, float, str]] = {
    "both": (0.0, 1.0, MIDDLE),
    "first": (0.0, 0.5, ACCENT),
    "second": (0.5, 1.0, ACCENT),
}


def draw(table: pd.DataFrame, /, *, language: Language, source: str = "", first: str = "", second: str = "") -> Drawing:
    """`code` as it shall stand, `who` (`both`, `first`, `second`), `start_share` and `end_share` (0 to 1) of one text.

    What both gave the code fills the strip; what one alone did, its upper or lower half. `first` and `second` are what
    the coders are called. A table without rows gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language, "consensus")
    names = {"first": one_line(first) or "A", "second": one_line(second) or "B"}
    runs: dict[str, list[tuple[str, float, float]]] = {}
    for row in table.itertuples(index=False):
        code, who, start, end = row.code, row.who, row.start_share, row.end_share
        runs.setdefault(one_line(str(code)), []).append((str(who), float(str(start)), float(str(end))))
    with settled():
        axes = _paint(runs, names, language)
    key = "consensus.difference.caption_in" if source else "consensus.difference.caption_of"
    caption = phrase(key, language, source=source, **names)
    return Drawing(NAME, figure_of(axes), caption, _alternative(runs, names, language))


def _paint(
    runs: Mapping[str, Sequence[tuple[str, float, float]]], names: Mapping[str, str], language: Language
) -> Axes:
    labels = [wrap(code, LABELS) for code in runs]
    left, right = max(widest(lines) for lines in labels) + GAP + 3, WIDTH
    height = max(max(map(len, labels)) * LINE, BAR) + GAP
    floor = KEYS + height * len(labels) + 2
    axes = sheet(floor + HEIGHT)
    _paint_keys(axes, left, names, language)
    for at, (lines, own) in enumerate(zip(labels, runs.values(), strict=True)):
        middle = KEYS + height * (at + 0.5)
        write(axes, 0, middle, lines)
        axes.add_patch(Rectangle((left, middle - BAR / 2), right - left, BAR, facecolor=PALE))
        for who, start, end in own:
            width = max((end - start) * (right - left), THINNEST)
            x = min(left + start * (right - left), right - width)
            _paint_part(axes, who, x, middle - BAR / 2, width)
    paint_shares(axes, left, right, floor, "consensus.difference.axis", language)
    return axes


def _paint_part(axes: Axes, who: str, x: float, top: float, width: float) -> None:
    begin, end, colour = PARTS[who]
    axes.add_patch(Rectangle((x, top + begin * BAR), width, (end - begin) * BAR, facecolor=colour))


def _paint_keys(axes: Axes, left: float, names: Mapping[str, str], language: Language) -> None:
    x, top = left, 0.0
    for who in PARTS:
        axes.add_patch(Rectangle((x, top), 14, BAR, facecolor=PALE))
        _paint_part(axes, who, x, top, 14)
        words = phrase(f"consensus.difference.{who}", language, name=names.get(who, ""))
        write(axes, x + 18, top + BAR / 2, words, colour=QUIET)
        x += 18 + widest([words]) + 16


def _alternative(
    runs: Mapping[str, Sequence[tuple[str, float, float]]], names: Mapping[str, str], language: Language
) -> str:
    counts = {who: sum(each[0] == who for own in runs.values() for each in own) for who in PARTS}
    opening = phrase(
        "consensus.difference.alternative",
        language,
        **names,
        codes=write_count("consensus.codes", len(runs), language),
        both=write_count("consensus.places", counts["both"], language),
        alone_first=write_number(counts["first"], language=language),
        alone_second=write_number(counts["second"], language=language),
    )
    amounts = [Amount(code, sum(each[0] != "both" for each in own)) for code, own in runs.items()]
    ranked = most_and_least("difference", amounts, language, lambda value: write_number(value, language=language))
    return f"{opening} {ranked}".strip()


def example(language: Language, /) -> pd.DataFrame:
    """Two codes in a made-up conversation."""
    import pandas as pd

    label = {"nb": "Forebygging", "nn": "Førebygging", "en": "Prevention"}[language]
    rows = [
        (label, "both", 0.05, 0.1), (label, "first", 0.1, 0.13), (label, "second", 0.4, 0.47),
        ("IA", "first", 0.2, 0.26), ("IA", "both", 0.7, 0.8),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["code", "who", "start_share", "end_share"])
