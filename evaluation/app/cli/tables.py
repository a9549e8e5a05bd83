"""How a table is laid out in so many characters: words are never broken, figures never wrapped."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len

GAPS = (3, 2)  # between columns: the narrower where the wider does not fit
PROSE = 40  # a cell longer than this is read, not looked up
READABLE = 24  # prose in a narrower column stands under its row instead
LONGEST = 30  # a longer word may be broken
SHORT = 20  # a cell no longer than this should stand on one line
INDENT = "    "
RULE = "─"
_FIGURE = re.compile(r"[-−+]?\d[\d\u00a0.,]*(\u00a0?%)?|–")


@dataclass(frozen=True)
class Column:
    heading: str
    cells: tuple[str, ...]

    @cached_property
    def is_figures(self) -> bool:
        told = [cell for cell in self.cells if cell]
        return bool(told) and all(_FIGURE.fullmatch(cell) for cell in told) and told != ["–"] * len(told)

    @cached_property
    def natural(self) -> int:
        return max(cell_len(line) for text in (self.heading, *self.cells) for line in text.split("\n"))

    @cached_property
    def least(self) -> int:
        """Wide enough for the longest word."""
        longest = max((cell_len(word) for text in (self.heading, *self.cells) for word in text.split()), default=0)
        return max(longest if self.is_figures else min(longest, LONGEST), 1)

    @property
    def is_prose(self) -> bool:
        return self.natural > PROSE


@dataclass(frozen=True)
class Line:
    text: str
    of_heading: bool = False


def lay_out(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[Line]:
    """The lines of a table no wider than `width`; one whose headings are all empty has no heading.

    What does not fit is laid out otherwise, the first that does: prose under its row, figures in several tables one
    below another, each row as a list.
    """
    columns = [Column(heading, tuple(row[at].strip("\u00a0") for row in rows)) for at, heading in enumerate(headings)]
    gap = _gap(columns, width)
    if gap and not _is_squeezed(columns, width, gap):
        return list(_table(columns, _widths(columns, width, gap), gap))
    prose = max(columns, key=lambda each: each.natural)
    others = [each for each in columns if each is not prose]
    if prose.is_prose and others and (gap := _gap(others, width)):
        return list(_over_prose(others, prose, width, gap))
    leading = next((at for at, each in enumerate(columns) if each.is_figures), 0)
    if leading and all(each.is_figures for each in columns[leading:]):
        return list(_in_parts(columns[:leading], columns[leading:], width))
    return list(_listed(columns, width))


def _gap(columns: Sequence[Column], width: int) -> int | None:
    """The widest gap with which the columns fit, if they do; rather a narrower one than a short cell on two lines."""
    whole = sum(each.natural if each.natural <= SHORT else each.least for each in columns)
    least = sum(each.least for each in columns)
    return next((gap for wanted in (whole, least) for gap in GAPS if wanted + gap * (len(columns) - 1) <= width), None)


def _is_squeezed(columns: Sequence[Column], width: int, gap: int) -> bool:
    widths = _widths(columns, width, gap)
    return any(each.is_prose and own < READABLE for each, own in zip(columns, widths, strict=True))


def _widths(columns: Sequence[Column], width: int, gap: int) -> list[int]:
    """Every column at its least; what is left goes to the narrowest of those that want more."""
    widths = [each.least for each in columns]
    left = width - sum(widths) - gap * (len(columns) - 1)
    while left > 0:
        wanting = [at for at, each in enumerate(columns) if widths[at] < each.natural]
        if not wanting:
            break
        widths[min(wanting, key=lambda at: widths[at])] += 1
        left -= 1
    return widths


def _table(columns: Sequence[Column], widths: Sequence[int], gap: int) -> Iterator[Line]:
    yield from _head(columns, widths, gap)
    for cells in zip(*(each.cells for each in columns), strict=True):
        yield from map(Line, _row(columns, cells, widths, gap))


def _head(columns: Sequence[Column], widths: Sequence[int], gap: int, below: str = "") -> Iterator[Line]:
    if not any(each.heading for each in columns):
        return
    for line in _row(columns, [each.heading for each in columns], widths, gap, at_bottom=True):
        yield Line(line, of_heading=True)
    if below:
        yield Line(INDENT + below, of_heading=True)
    yield Line(RULE * (sum(widths) + gap * (len(columns) - 1)))


def _row(
    columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int], gap: int, *, at_bottom: bool = False
) -> Iterator[str]:
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, wrapped))
    blank = [[""] * (height - len(each)) for each in wrapped]
    filled = [room + own if at_bottom else own + room for own, room in zip(wrapped, blank, strict=True)]
    for parts in zip(*filled, strict=True):
        padded = [_padded(part, width, each) for part, width, each in zip(parts, widths, columns, strict=True)]
        yield (" " * gap).join(padded).rstrip()


def _padded(text: str, width: int, column: Column) -> str:
    room = " " * (width - cell_len(text))
    return room + text if column.is_figures else text + room


def _wrapped(text: str, width: int) -> list[str]:
    return [part for line in text.split("\n") for part in textwrap.wrap(line, width, break_on_hyphens=False) or [""]]


def _over_prose(columns: Sequence[Column], prose: Column, width: int, gap: int) -> Iterator[Line]:
    widths = _widths(columns, width, gap)
    yield from _head(columns, widths, gap, below=prose.heading)
    for text, *cells in zip(prose.cells, *(each.cells for each in columns), strict=True):
        yield from map(Line, _row(columns, cells, widths, gap))
        if text:
            yield from (Line(INDENT + line) for line in _wrapped(text, width - len(INDENT)))


def _in_parts(leading: Sequence[Column], figures: Sequence[Column], width: int) -> Iterator[Line]:
    """The figures some columns at a time, the leading columns before each, as wide in every part."""
    room = width - sum(each.least + GAPS[-1] for each in leading)
    size = -(-len(figures) // _parts(figures, room, GAPS[-1]))
    parts = [[*leading, *figures[first : first + size]] for first in range(0, len(figures), size)]
    gap = min(_gap(part, width) or GAPS[-1] for part in parts)
    widths = [_widths(part, width, gap) for part in parts]
    front = [min(each[at] for each in widths) for at in range(len(leading))]
    for number, (part, own) in enumerate(zip(parts, widths, strict=True)):
        if number:
            yield Line("")
        yield from _table(part, [*front, *own[len(leading) :]], gap)


def _parts(figures: Sequence[Column], room: int, gap: int) -> int:
    """The fewest parts of equal numbers of columns that all fit."""
    for number in range(1, len(figures)):
        size = -(-len(figures) // number)
        parts = [figures[first : first + size] for first in range(0, len(figures), size)]
        if all(sum(each.least + gap for each in part) - gap <= room for part in parts):
            return number
    return len(figures)


def _listed(columns: Sequence[Column], width: int) -> Iterator[Line]:
    """Each row as a list of what its columns are called and what they hold."""
    label = min(max(cell_len(each.heading) for each in columns), width // 3)
    for number, cells in enumerate(zip(*(each.cells for each in columns), strict=True)):
        if number:
            yield Line("")
        for column, cell in zip(columns, cells, strict=True):
            if cell:
                names, values = _wrapped(column.heading, label), _wrapped(cell, width - label - GAPS[-1])
                yield from map(Line, _beside(names, values, label))


def _beside(names: list[str], values: list[str], label: int) -> Iterator[str]:
    for at in range(max(len(names), len(values))):
        name = names[at] if at < len(names) else ""
        value = values[at] if at < len(values) else ""
        yield f"{name}{' ' * (label - cell_len(name) + GAPS[-1])}{value}".rstrip()
