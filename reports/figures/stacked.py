"""How answers are shared in each group, as bars that together make a hundred per cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number, write_percent
from reports.figures.axis import PERCENT, paint_percent
from reports.figures.blank import draw_blank
from reports.figures.colours import QUIET, WHITE, letters_on, steps
from reports.figures.drawing import Drawing
from reports.figures.legend import explain, height_of, swatch
from reports.figures.lettering import LINE, one_line, widest, width_of, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write

if TYPE_CHECKING:
    import pandas as pd

NAME = "stacked"
BAR, GAP, LABELS = 15.0, 7.0, 165.0
MOST = 5
STROKES = ("", "////", "....")


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: what it stands for, the share of each level by its name, and how many answered."""

    name: str
    shares: Mapping[str, float]
    n: int


def draw(table: pd.DataFrame, /, *, language: Language, title: str = "") -> Drawing:
    """One row for each `group` and `level`, with `code` (the order of levels), `share` (0 to 1) and the group's `n`.

    More than five levels take their colours twice, the second time with strokes. A table without rows gives a drawing
    that says so.
    """
    if table.empty:
        return draw_blank(NAME, language)
    levels, stacks = _levels(table), _stacks(table)
    with settled():
        axes = _paint(levels, stacks, language)
    caption = phrase("figure.estimates.caption_of" if title else "figure.stacked.caption", language, title=title)
    return Drawing(NAME, figure_of(axes), caption, _alternative(levels, stacks, language))


def _levels(table: pd.DataFrame) -> list[str]:
    found = {float(code): one_line(level) for code, level in zip(table["code"], table["level"], strict=True)}
    return [found[code] for code in sorted(found)]


def _stacks(table: pd.DataFrame) -> list[Stack]:
    return [
        Stack(one_line(group), dict(zip(rows["level"].map(one_line), rows["share"].map(float), strict=True)),
              int(rows["n"].max()))
        for group, rows in table.groupby("group", sort=False)
    ]  # fmt: skip


def _faces(count: int) -> list[dict[str, Any]]:
    colours = steps(min(count, MOST))
    return [
        {"facecolor": colours[at % MOST], "edgecolor": WHITE, "linewidth": 0.8, "hatch": STROKES[at // MOST] or None}
        for at in range(count)
    ]


def _paint(levels: Sequence[str], stacks: Sequence[Stack], language: Language) -> Axes:
    labels = [wrap(each.name, LABELS) for each in stacks]
    counts = [write_number(each.n, language=language) for each in stacks]
    heading = phrase("figure.likert.n", language)
    faces = dict(zip(levels, _faces(len(levels)), strict=True))
    keys = [swatch(name, **{**face, "edgecolor": QUIET, "linewidth": 0.4}) for name, face in faces.items()]
    top, height = LINE + GAP, max(max(map(len, labels)) * LINE, BAR) + GAP
    floor = top + height * len(stacks)
    axes = sheet(floor + PERCENT + height_of(keys))
    left, right = max(widest(lines) for lines in labels) + GAP, WIDTH - widest([heading, *counts]) - 2 * GAP
    write(axes, WIDTH, LINE / 2, heading, align="right", colour=QUIET)
    for at, (lines, stack) in enumerate(zip(labels, stacks, strict=True)):
        middle = top + height * (at + 0.5)
        write(axes, 0, middle, lines)
        _paint_bar(axes, stack, faces, (left, right - left), middle, language)
        write(axes, WIDTH, middle, counts[at], align="right")
    paint_percent(axes, left, right, floor, 1.0, language)
    explain(axes, keys, floor + PERCENT)
    return axes


def _paint_bar(
    axes: Axes, stack: Stack, faces: Mapping[str, dict[str, Any]], scale: tuple[float, float], y: float,
    language: Language,
) -> None:  # fmt: skip
    x, unit = scale
    for level, face in faces.items():
        width = stack.shares.get(level, 0.0) * unit
        if width > 0:
            axes.add_patch(Rectangle((x, y - BAR / 2), width, BAR, **face))
        text = write_number(100 * stack.shares.get(level, 0.0), 0, language)
        if width_of(text) + 3 <= width and not face["hatch"]:
            write(axes, x + width / 2, y, text, align="center", colour=letters_on(face["facecolor"]))
        x += width


def _alternative(levels: Sequence[str], stacks: Sequence[Stack], language: Language) -> str:
    told = []
    for stack in stacks:
        shares = [f"{level.lower()} {write_percent(stack.shares.get(level, 0.0), 0, language)}" for level in levels]
        parts, n = enumerate_words(shares, language), write_number(stack.n, language=language)
        told.append(phrase("figure.likert.each", language, item=stack.name.rstrip("."), parts=parts, n=n))
    return " ".join([phrase("figure.stacked.opening", language), *told])


def example(language: Language, /) -> pd.DataFrame:
    """How three made-up sectors answer one question."""
    import pandas as pd

    levels = phrase("figure.stacked.example_levels", language).split("|")
    groups = phrase("figure.estimates.example_groups", language).split("|")
    counts = ((12, 30, 41, 17), (25, 25, 50, 0), (3, 40, 37, 20))
    return pd.DataFrame(
        [
            {"group": group, "code": code, "level": level, "share": count / 100, "n": 1240}
            for group, own in zip(groups, counts, strict=True)
            for code, (level, count) in enumerate(zip(levels, own, strict=True), start=1)
        ]
    )
