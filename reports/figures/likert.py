"""Answers on a scale with two ends, one bar for each statement, centred on the middle of the scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number, write_percent
from reports.figures.blank import draw_blank
from reports.figures.colours import EVEN, QUIET, WHITE, letters_on, sides
from reports.figures.drawing import Drawing
from reports.figures.legend import explain, height_of, swatch
from reports.figures.lettering import LINE, one_line, widest, width_of, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write

if TYPE_CHECKING:
    import pandas as pd

NAME = "likert"
BAR, GAP, LABELS, COLUMN, MOST = 15.0, 7.0, 170.0, 62.0, 3
Side = Literal["negative", "neutral", "positive", "missing"]
Neutral = Literal["split", "beside"]
SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True, slots=True)
class Level:
    """One answer of the scale. The levels of a side stand in the order of their codes."""

    code: float
    name: str
    side: Side


@dataclass(frozen=True, slots=True)
class Statement:
    """What was asked, the share of each level by its code, and how many answered."""

    name: str
    shares: Mapping[float, float]
    n: int

    def share(self, levels: Sequence[Level], side: Side) -> float:
        return sum(self.shares.get(level.code, 0.0) for level in levels if level.side == side)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures to the right of the bars."""

    heading: list[str]
    cells: list[str]
    width: float


def draw(table: pd.DataFrame, /, *, language: Language, neutral: Neutral = "split", title: str = "") -> Drawing:
    """One row for each `item` and `level`, with `code`, `side`, `share` (0 to 1) and the item's `n`.

    `side` is `negative`, `neutral`, `positive` or `missing`. Bars are centred on the middle: a `split` neutral lies
    half to each side of it, one `beside` has a column of its own, as what is `missing` («don't know») always has. The
    order of levels follows their codes and not the answers, so that a level nobody chose keeps its place. A table
    without rows gives a drawing that says so. Raises ValueError for a side with more than three levels.
    """
    if table.empty:
        return draw_blank(NAME, language)
    levels, statements = _levels(table), _statements(table)
    with settled():
        axes = _paint(levels, statements, neutral, language)
    caption = phrase("figure.likert.caption_of" if title else "figure.likert.caption", language, title=title)
    return Drawing(NAME, figure_of(axes), caption, _alternative(levels, statements, language))


def _levels(table: pd.DataFrame) -> list[Level]:
    found = {
        float(code): Level(float(code), one_line(level), side)
        for code, level, side in zip(table["code"], table["level"], table["side"], strict=True)
    }
    levels = [found[code] for code in sorted(found)]
    counts = {side: sum(level.side == side for level in levels) for side in SIDES}
    if max(counts["negative"], counts["positive"]) > MOST:
        raise ValueError(counts)
    # Which end is the good one is said by the sides: where it is the low one, the scale is turned.
    turned = _turned(levels)
    return sorted(levels, key=lambda level: (SIDES.index(level.side), -level.code if turned else level.code))


def _turned(levels: Sequence[Level]) -> bool:
    ends = {side: [level.code for level in levels if level.side == side] for side in SIDES}
    return bool(ends["negative"] and ends["positive"]) and min(ends["negative"]) > max(ends["positive"])


def _statements(table: pd.DataFrame) -> list[Statement]:
    found = []
    for item, rows in table.groupby("item", sort=False):
        shares = dict(zip(rows["code"].map(float), rows["share"].map(float), strict=True))
        found.append(Statement(one_line(item), shares, int(rows["n"].max())))
    return found


def _paint(levels: Sequence[Level], statements: Sequence[Statement], neutral: Neutral, language: Language) -> Axes:
    labels = [wrap(each.name, LABELS) for each in statements]
    columns = list(_columns(levels, statements, neutral, language))
    keys = [swatch(level.name, **_face(level, levels)) for level in levels if _is_drawn(level, neutral)]
    top = max(len(column.heading) for column in columns) * LINE + GAP
    height = max(max(map(len, labels)) * LINE, BAR) + GAP
    floor = top + height * len(statements)
    axes = sheet(floor + GAP + height_of(keys))
    left = max(widest(lines) for lines in labels) + 2 * GAP
    right = WIDTH - sum(column.width for column in columns) - GAP
    centre, unit = _scale(levels, statements, neutral, left, right)
    for at, (lines, statement) in enumerate(zip(labels, statements, strict=True)):
        middle = top + height * (at + 0.5)
        write(axes, 0, middle, lines)
        _paint_bar(axes, _segments(levels, statement, neutral), (centre, unit), middle, language)
    axes.plot([centre, centre], [top - GAP / 2, floor + GAP / 2], color=QUIET, linewidth=0.8, zorder=0)
    _paint_columns(axes, columns, top, height)
    explain(axes, keys, floor + GAP)
    return axes


def _is_drawn(level: Level, neutral: Neutral) -> bool:
    return level.side != "missing" and not (level.side == "neutral" and neutral == "beside")


def _scale(
    levels: Sequence[Level], statements: Sequence[Statement], neutral: Neutral, left: float, right: float
) -> tuple[float, float]:
    """Where the middle of the scale stands, and how many points a share of one is wide."""
    half = 0.5 if neutral == "split" else 0.0
    ends = {
        side: max(each.share(levels, side) + half * each.share(levels, "neutral") for each in statements)
        for side in ("negative", "positive")
    }  # fmt: skip
    unit = (right - left) / (sum(ends.values()) or 1)
    return left + ends["negative"] * unit, unit


def _segments(levels: Sequence[Level], statement: Statement, neutral: Neutral) -> Iterator[tuple[float, float, str]]:
    """Where each level of a statement begins, measured from the middle, its share and its colour."""
    drawn = [level for level in levels if _is_drawn(level, neutral)]
    start = -statement.share(levels, "negative")
    if neutral == "split":
        start -= statement.share(levels, "neutral") / 2
    for level in drawn:
        share = statement.shares.get(level.code, 0.0)
        yield start, share, _colour(level, levels)
        start += share


def _paint_bar(
    axes: Axes, segments: Iterator[tuple[float, float, str]], scale: tuple[float, float], y: float, language: Language
) -> None:
    centre, unit = scale
    for start, share, colour in segments:
        if share <= 0:
            continue
        x, width = centre + start * unit, share * unit
        face = Rectangle((x, y - BAR / 2), width, BAR, facecolor=colour, edgecolor=WHITE, linewidth=0.8)
        axes.add_patch(face)
        text = write_number(100 * share, 0, language)
        if width_of(text) + 3 <= width:
            write(axes, x + width / 2, y, text, align="center", colour=letters_on(colour))


def _colour(level: Level, levels: Sequence[Level]) -> str:
    if level.side == "neutral":
        return EVEN
    ends = {side: [each for each in levels if each.side == side] for side in SIDES}
    below, above = sides(len(ends["negative"]), len(ends["positive"]))
    return (below if level.side == "negative" else above)[ends[level.side].index(level)]


def _face(level: Level, levels: Sequence[Level]) -> dict[str, Any]:
    return {"facecolor": _colour(level, levels), "edgecolor": QUIET, "linewidth": 0.4}


def _columns(
    levels: Sequence[Level], statements: Sequence[Statement], neutral: Neutral, language: Language
) -> Iterator[Column]:
    beside = [level for level in levels if not _is_drawn(level, neutral)]
    for level in beside:
        cells = [write_percent(each.shares.get(level.code, 0.0), 0, language) for each in statements]
        yield _column(level.name, cells)
    yield _column(phrase("figure.likert.n", language), [write_number(each.n, language=language) for each in statements])


def _column(heading: str, cells: list[str]) -> Column:
    lines = wrap(heading, COLUMN)
    return Column(lines, cells, max(widest(lines), widest(cells)) + 2 * GAP)


def _paint_columns(axes: Axes, columns: Sequence[Column], top: float, height: float) -> None:
    x = WIDTH
    for column in reversed(columns):
        write(axes, x, top - GAP - len(column.heading) * LINE / 2, column.heading, align="right", colour=QUIET)
        for at, cell in enumerate(column.cells):
            write(axes, x, top + height * (at + 0.5), cell, align="right")
        x -= column.width


def _alternative(levels: Sequence[Level], statements: Sequence[Statement], language: Language) -> str:
    """Every statement with its sides: what the bars show, in the order they stand."""
    opening = phrase("figure.likert.opening", language, n=len(statements), count=write_number(len(statements)))
    return " ".join([opening, *(_told(levels, each, language) for each in statements)])


def _told(levels: Sequence[Level], statement: Statement, language: Language) -> str:
    parts = [
        phrase(f"figure.likert.{side}", language, share=write_percent(statement.share(levels, side), 0, language))
        for side in SIDES
        if any(level.side == side for level in levels)
    ]
    count = write_number(statement.n, language=language)
    return phrase(
        "figure.likert.each", language, item=statement.name.rstrip("."), parts=enumerate_words(parts, language), n=count
    )


def example(language: Language, /) -> pd.DataFrame:
    """Three made-up statements with five answers each and «don't know»; nobody strongly disagrees with the second."""
    import pandas as pd

    scale = phrase("figure.likert.example_scale", language).split("|")
    sides_: tuple[Side, ...] = ("negative", "negative", "neutral", "positive", "positive", "missing")
    answers = {"A": (4, 11, 20, 35, 25, 5), "B": (0, 8, 30, 40, 20, 2), "C": (25, 30, 15, 14, 4, 12)}
    return pd.DataFrame(
        [
            {"item": phrase("figure.likert.example_item", language, name=name), "code": code, "level": level,
             "side": side, "share": count / 100, "n": 100}
            for name, counts in answers.items()
            for code, level, side, count in zip((1, 2, 3, 4, 5, 9), scale, sides_, counts, strict=True)
        ]
    )  # fmt: skip
