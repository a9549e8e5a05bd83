"""The commonest words as a cloud, with the table it is drawn from beside it: sizes alone cannot be read off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, INK, MIDDLE, QUIET
from reports.figures.drawing import Drawing
from reports.figures.lettering import CAPITALS, SIZE, one_line, shorten, width_of
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import quote, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "cloud"
MOST, LISTED, TOLD = 45, 20, 5
LARGEST = 34.0
BROAD = 0.58 * WIDTH  # the cloud; the table has the rest
ROW, GAP = 13.5, 18.0
APART, TALL = 3.0, 1.25  # points between words; a line's height in its letters' size
STEP, STEPS = 0.35, 4000  # radians along the spiral, and how far it is followed
FLAT = 0.62  # the spiral's height in its width


@dataclass(frozen=True, slots=True)
class Box:
    """A word with its size; x and y are its middle."""

    word: str
    size: float
    x: float = 0.0
    y: float = 0.0

    @property
    def half(self) -> tuple[float, float]:
        return (width_of(self.word) * self.size / SIZE + APART) / 2, self.size * TALL / 2

    def meets(self, other: Box) -> bool:
        broad, tall = (one + two for one, two in zip(self.half, other.half, strict=True))
        return abs(self.x - other.x) < broad and abs(self.y - other.y) < tall


def draw(table: pd.DataFrame, /, *, language: Language, most: int = MOST) -> Drawing:
    """`word`, `count` and, if known, `per_10k`, the commonest first: the `most` first are drawn, the first 20 listed.

    The area of a word's letters follows its count, so far as the smallest must still be read. A table without rows
    gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language, "analysis")
    words = [one_line(each) for each in table["word"].head(most)]
    counts = [int(each) for each in table["count"].head(most)]
    with settled():
        placed = _placed(_sized(words, counts))
        axes = _paint(placed, _rows(table.head(LISTED), language), language)
    alternative = _alternative(words, counts, language)
    return Drawing(NAME, figure_of(axes), phrase("analysis.cloud.caption", language), alternative)


def _sized(words: Sequence[str], counts: Sequence[int]) -> list[Box]:
    largest = max(counts)
    room = [BROAD * SIZE / (width_of(word) + APART * 2) for word in words]
    wanted = [max(SIZE, min(LARGEST * sqrt(count / largest), most)) for count, most in zip(counts, room, strict=True)]
    return [Box(shorten(word, BROAD - 2 * APART), size) for word, size in zip(words, wanted, strict=True)]


def _placed(boxes: Sequence[Box]) -> list[Box]:
    """Each word where it first finds room on a spiral out from the middle, those before it in place."""
    found: list[Box] = []
    for box in boxes:
        places = (replace(box, x=x, y=y) for x, y in islice(_spiral(), STEPS))
        free = (each for each in places if _fits(each) and not any(each.meets(other) for other in found))
        found.append(next(free, None) or _under(box, found))
    return found


def _under(box: Box, found: Sequence[Box]) -> Box:
    """Under all the others, where the spiral has found no room."""
    return replace(box, y=max((each.y + each.half[1] for each in found), default=0.0) + box.half[1])


def _spiral() -> Iterator[tuple[float, float]]:
    turn = 0.0
    while True:
        yield turn * cos(turn), FLAT * turn * sin(turn)
        # Further out the same angle is a longer way.
        turn += STEP / max(1.0, turn / pi)


def _fits(box: Box) -> bool:
    return abs(box.x) + box.half[0] <= BROAD / 2 + APART / 2


def _rows(table: pd.DataFrame, language: Language) -> list[tuple[str, ...]]:
    columns = ["word", "count", *(["per_10k"] if "per_10k" in table else [])]
    head = tuple(phrase(f"analysis.column.{column}", language) for column in columns)
    told = zip(*(table[column] for column in columns), strict=True)
    return [head, *((one_line(word), *_numbers(numbers, language)) for word, *numbers in told)]


def _numbers(numbers: Sequence[float], language: Language) -> Iterator[str]:
    for number, decimals in zip(numbers, (0, 1), strict=False):
        yield write_number(number, decimals, language)


def _paint(boxes: Sequence[Box], rows: Sequence[tuple[str, ...]], language: Language) -> Axes:
    top = min(box.y - box.half[1] for box in boxes)
    bottom = max(box.y + box.half[1] for box in boxes)
    height = max(bottom - top, ROW * len(rows) + 4)
    axes = sheet(height)
    down = (height - (bottom - top)) / 2 - top
    for number, box in enumerate(boxes):
        colour = ACCENT if number < TOLD else INK if box.size > (SIZE + LARGEST) / 3 else MIDDLE
        middle = box.y + down + CAPITALS / 2 * box.size / SIZE
        axes.text(BROAD / 2 + box.x, middle, box.word, fontsize=box.size, ha="center", va="baseline", color=colour)
    _paint_table(axes, rows)
    return axes


def _paint_table(axes: Axes, rows: Sequence[tuple[str, ...]]) -> None:
    left = BROAD + GAP
    edges = [WIDTH]
    for column in range(len(rows[0]) - 1, 1, -1):
        edges.insert(0, edges[0] - max(width_of(row[column]) for row in rows) - 8)
    room = edges[0] - max(width_of(row[1]) for row in rows) - 8 - left
    for at, (word, *numbers) in enumerate(rows):
        colour = INK if at else QUIET
        y = ROW * (at + 0.5) + (3 if at else 0)
        write(axes, left, y, shorten(word, room), colour=colour)
        for edge, number in zip(edges, numbers, strict=True):
            write(axes, edge, y, number, align="right", colour=colour)
    axes.plot([left, WIDTH], [ROW + 1, ROW + 1], color=QUIET, linewidth=0.8)


def _alternative(words: Sequence[str], counts: Sequence[int], language: Language) -> str:
    told = [
        f"{quote(word, language)} ({write_number(count, language=language)})"
        for word, count in list(zip(words, counts, strict=True))[:TOLD]
    ]
    number = write_count("analysis.words.number", len(words), language)
    listed = enumerate_words(told, language)
    return phrase("analysis.cloud.alternative", language, n=len(words), number=number, listed=listed)


def example(language: Language, /) -> pd.DataFrame:
    """Counts of four words."""
    import pandas as pd

    word = {"nb": "sykefravær", "nn": "sjukefråvær", "en": "absence"}[language]
    words = [word, "IA-avtale", "NAV", "tillitsvalgt"]
    return pd.DataFrame({"word": words, "count": [41, 17, 6, 3], "per_10k": [33.0, 13.7, 4.8, 2.4]})
