"""Which codes or words stand together, as a ring of names with lines between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, hypot, sqrt
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, WHITE, steps
from reports.figures.drawing import Drawing
from reports.figures.legend import SYMBOL, Key, explain, height_of
from reports.figures.lettering import one_line, shorten, width_of
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import quote, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "network"
LOWEST, HIGHEST, RING = 17.0, 34.0, 200.0  # a row for each name; all of them when there is room
LABELS, NEAR, DOT = 140.0, 9.0, 4.5
WIDTHS = (0.8, 2.0, 4.0)
MOST = 45  # lines; more make a ball of wool
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    one: str
    other: str
    count: int


def draw(table: pd.DataFrame, /, *, language: Language, most: int = MOST, caption: str = "") -> Drawing:
    """`code_a`, `code_b`, `count`: the names as they shall stand; the `most` commonest pairs are drawn.

    The thicker and darker a line, the oftener the two stand together. A table without rows gives a drawing that says
    so.
    """
    if table.empty:
        return draw_blank(NAME, language, "analysis")
    ordered = table.sort_values("count", ascending=False, kind="stable").head(most)
    lines = [
        Line(one_line(one), one_line(other), int(count))
        for one, other, count in zip(ordered["code_a"], ordered["code_b"], ordered["count"], strict=True)
    ]
    names = _ring(lines)
    with settled():
        axes = _paint(lines, names, language)
    left_out = len(table) - len(lines)
    alternative = _alternative(lines, len(names), left_out, language)
    told = caption or phrase("analysis.network.caption", language)
    return Drawing(NAME, figure_of(axes), told, alternative)


def _ring(lines: Sequence[Line]) -> list[str]:
    """The names around the ring: each beside the one it stands with most, as far as that goes."""
    left = list(dict.fromkeys(name for line in lines for name in (line.one, line.other)))
    ring = [left.pop(0)]
    while left:
        left.sort(key=lambda name: -_strength(lines, ring[-1], name))
        ring.append(left.pop(0))
    return ring


def _strength(lines: Sequence[Line], one: str, other: str) -> int:
    return sum(line.count for line in lines if {line.one, line.other} == {one, other})


def _row(sides: int) -> float:
    return max(LOWEST, min(HIGHEST, RING / sides))


def _places(names: Sequence[str]) -> Mapping[str, Place]:
    """Down the right side of an ellipse and up the left, the names at even heights so that none covers another."""
    sides = ceil(len(names) / 2)
    row = _row(sides)
    middle, tall = row * sides / 2, row * (sides + 0.4) / 2
    room = max(min(width_of(name), LABELS) for name in names) + NEAR + DOT
    broad = WIDTH / 2 - room
    found = {}
    for at, name in enumerate(names):
        right = at < sides
        y = row * (at + 0.5) if right else row * sides * (len(names) - at - 0.5) / (len(names) - sides)
        reach = broad * sqrt(max(0.0, 1 - ((y - middle) / tall) ** 2))
        found[name] = (WIDTH / 2 + (reach if right else -reach), y)
    return found


def _paint(lines: Sequence[Line], names: Sequence[str], language: Language) -> Axes:
    places = _places(names)
    keys = _keys(lines, language)
    bottom = _row(ceil(len(names) / 2)) * ceil(len(names) / 2)
    axes = sheet(bottom + 6 + height_of(keys))
    centre = (WIDTH / 2, bottom / 2)
    for line in reversed(lines):
        grade = _grade(line.count, _limits(lines))
        _paint_line(axes, (places[line.one], centre, places[line.other]), grade)
    for name, (x, y) in places.items():
        axes.add_patch(Circle((x, y), DOT, facecolor=ACCENT, edgecolor=WHITE, linewidth=1.0, zorder=3))
        right = x >= WIDTH / 2
        label = shorten(name, LABELS)
        write(axes, x + (NEAR if right else -NEAR), y, label, align="left" if right else "right")
    explain(axes, keys, bottom + 6)
    return axes


def _paint_line(axes: Axes, places: tuple[Place, Place, Place], grade: int) -> None:
    """A line that bends towards the middle, so that neighbours' lines stay inside the ring."""
    (x, y), (centre_x, centre_y), (to_x, to_y) = places
    pull = min(0.5, hypot(to_x - x, to_y - y) / WIDTH)  # neighbours' lines bend little
    bend = tuple(
        (1 - pull) * (here + there) / 2 + pull * middle
        for here, there, middle in ((x, to_x, centre_x), (y, to_y, centre_y))
    )
    path = Path([(x, y), bend, (to_x, to_y)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    colour = steps(5)[2 + grade]
    axes.add_patch(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=WIDTHS[grade], zorder=1 + grade / 10))


def _limits(lines: Sequence[Line]) -> list[int]:
    """The largest count in each of up to three classes."""
    largest = lines[0].count
    number = min(len(WIDTHS), largest)
    return [ceil(largest * (at + 1) / number) for at in range(number)]


def _grade(count: int, limits: Sequence[int]) -> int:
    return next(at for at, limit in enumerate(limits) if count <= limit) + len(WIDTHS) - len(limits)


def _keys(lines: Sequence[Line], language: Language) -> list[Key]:
    limits = _limits(lines)
    least = lines[-1].count
    keys = [Key(phrase("analysis.network.legend", language))]
    for first, last in zip([1, *(limit + 1 for limit in limits)], limits, strict=False):
        if last >= least:
            ends = dict.fromkeys((max(first, least), last))
            text = "–".join(write_number(end, language=language) for end in ends)
            keys.append(_sample(text, _grade(last, limits)))
    return keys


def _sample(text: str, grade: int) -> Key:
    def paint(axes: Axes, x: float, y: float) -> None:
        half = SYMBOL / 2
        axes.plot([x - half, x + half], [y, y], color=steps(5)[2 + grade], linewidth=WIDTHS[grade])

    return Key(text, paint)


def _alternative(lines: Sequence[Line], names: int, left_out: int, language: Language) -> str:
    first = lines[0]
    told = phrase(
        "analysis.network.alternative",
        language,
        names=write_number(names, language=language),
        lines=write_count("analysis.network.lines", len(lines), language),
        one=quote(first.one, language),
        other=quote(first.other, language),
        times=write_count("analysis.times", first.count, language),
    )
    if not left_out:
        return told
    count = write_number(left_out, language=language)
    return f"{told} {phrase('analysis.network.left_out', language, count=count)}"


def example(language: Language, /) -> pd.DataFrame:
    """Four made-up codes."""
    import pandas as pd

    label = {"nb": "Forebygging", "nn": "Førebygging", "en": "Prevention"}[language]
    pairs = [("IA", "BHT", 9), ("IA", label, 4), ("BHT", label, 1), (label, "NAV", 6)]
    return pd.DataFrame(pairs, columns=["code_a", "code_b", "count"])
