"""Meetings and deadlines by half-year: each a short axis of months, with what falls in it listed beneath."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.followup.deadlines import write_deadline
from evaluation.followup.occasions import KINDS, Occasion, OccasionKind
from evaluation.language import Language, phrase
from evaluation.model.deadline import deadline_of
from evaluation.numbers import MONTHS, NO_BREAK
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, INK, MIDDLE, PALE, QUIET, WHITE
from reports.figures.deadline_words import alternative
from reports.figures.drawing import Drawing
from reports.figures.legend import Key, explain, height_of
from reports.figures.lettering import LINE, one_line, widest, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write

NAME = "deadlines"
GUTTER, EDGE = 18.0, 4.0
PANEL = (WIDTH - GUTTER) / 2
AXIS, MONTHS_ROW, PAD, ROW_PAD, YEAR = 30.0, 13.0, 9.0, 3.5, 22.0
DATE, MARK = 56.0, 13.0
TEXT = PANEL - DATE - MARK - EDGE
NEAR = 7.5  # marks closer than this stand above one another
STACKED = 3
PAGE = 680.0  # points: what an A4 page holds between its margins
# Shape tells the kind, filling whether it is done: it holds in black and white.
MARKS: dict[OccasionKind, str] = {"meeting": "o", "task": "s", "action": "^", "report": "D", "agreement": "p"}
FACES = {"open": WHITE, "done": INK, "dropped": WHITE}


@dataclass(frozen=True, slots=True)
class Line:
    """What falls on one day, in words: the day on the left, the mark, the text broken into lines."""

    found: Occasion
    day: str
    lines: list[str]
    overdue: bool

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + ROW_PAD


@dataclass(frozen=True, slots=True)
class Half:
    """A half-year with what falls in it; `goes_on`: it began on the page before."""

    year: int
    part: int
    lines: tuple[Line, ...]
    goes_on: bool = False

    @property
    def height(self) -> float:
        return LINE + PAD + AXIS + MONTHS_ROW + sum(line.height for line in self.lines) + PAD


@dataclass(frozen=True, slots=True)
class Year:
    """Two half-years beside one another."""

    year: int
    halves: tuple[Half, Half]

    @property
    def height(self) -> float:
        return YEAR + max(half.height for half in self.halves)


def draw(found: Sequence[Occasion], /, *, language: Language, at: dt.date | None = None) -> Drawing:
    """All of it on one sheet, however high. at: the day by which open ones are overdue; none is if not told."""
    if not found:
        return draw_blank(NAME, language, "plan")
    return _drawing(_years(found, language, at), found, language, at)


def pages(found: Sequence[Occasion], *, language: Language, at: dt.date | None = None) -> list[Drawing]:
    """Sheets that each fit on a page; a half-year with too much for one goes on on the next."""
    if not found:
        return [draw_blank(NAME, language, "plan")]
    sheets: list[list[Year]] = [[]]
    room = PAGE - height_of(_keys(found, language)) - PAD
    for year in (part for whole in _years(found, language, at) for part in _parts(whole, room)):
        if sheets[-1] and sum(each.height for each in sheets[-1]) + year.height > room:
            sheets.append([])
        sheets[-1].append(year)
    drawn = []
    for number, years in enumerate(sheets, 1):
        shown = [line.found for year in years for half in year.halves for line in half.lines]
        made = _drawing(years, shown, language, at)
        drawn.append(made if len(sheets) == 1 else replace(made, name=f"{NAME}-{number}"))
    return drawn


def _drawing(years: Sequence[Year], found: Sequence[Occasion], language: Language, at: dt.date | None) -> Drawing:
    keys = _keys(found, language)
    with settled():
        axes = sheet(sum(year.height for year in years) + height_of(keys) + PAD)
        top = 0.0
        for year in years:
            _paint_year(axes, year, top, language)
            top += year.height
        explain(axes, keys, top + PAD / 2)
    return Drawing(NAME, figure_of(axes), phrase("plan.deadlines.caption", language), alternative(found, language, at))


def _years(found: Sequence[Occasion], language: Language, at: dt.date | None) -> list[Year]:
    ordered = sorted(found, key=lambda each: each.date)
    lines = [_line(each, language, at) for each in ordered]
    years = range(ordered[0].date.year, ordered[-1].date.year + 1)
    made = [Year(year, (_half(lines, year, 1), _half(lines, year, 2))) for year in years]
    return [each for each in made if any(half.lines for half in each.halves)]


def _half(lines: Sequence[Line], year: int, part: int) -> Half:
    mine = (line for line in lines if line.found.date.year == year and (line.found.date.month > 6) == (part == 2))
    return Half(year, part, tuple(mine))


def _line(found: Occasion, language: Language, at: dt.date | None) -> Line:
    overdue = at is not None and found.is_overdue(at)
    tail = phrase("plan.overdue", language) if overdue else phrase("plan.state.dropped", language)
    number = f"{found.number}{NO_BREAK}" if found.number else ""
    told = one_line(f"{number}{found.title}")
    words = f"{told} ({tail})" if overdue or found.state == "dropped" else told
    return Line(found, _day(found, language), wrap(words, TEXT), overdue)


def _day(found: Occasion, language: Language) -> str:
    """`25. mai`; of a deadline that is a stretch of time `mai`, `2. kvartal`, `1. halvår`."""
    if found.deadline and found.deadline.is_dated and found.deadline.kind != "day":
        told = write_deadline(found.deadline, language, with_words=False)
        short = one_line(told.replace(str(found.date.year), "")).removesuffix(" of").removesuffix(" i")
        return wrap(short or told, DATE - 4)[0]
    dot = "" if language == "en" else "."
    return f"{found.date.day}{dot}{NO_BREAK}{MONTHS[language][found.date.month - 1][:3]}"


def _parts(year: Year, room: float) -> Iterator[Year]:
    """The year in parts that each fit in `room` points."""
    if year.height <= room:
        yield year
        return
    first = tuple(_cut(half, room - YEAR) for half in year.halves)
    yield replace(year, halves=(first[0][0], first[1][0]))
    yield from _parts(replace(year, halves=(first[0][1], first[1][1])), room)


def _cut(half: Half, room: float) -> tuple[Half, Half]:
    """As many lines as fit (one at least), and the rest."""
    taken, used = 0, replace(half, lines=()).height
    while taken < len(half.lines) and (not taken or used + half.lines[taken].height <= room):
        used += half.lines[taken].height
        taken += 1
    return replace(half, lines=half.lines[:taken]), replace(half, lines=half.lines[taken:], goes_on=True)


def _paint_year(axes: Axes, year: Year, top: float, language: Language) -> None:
    axes.text(0, top + YEAR / 2 + 4, str(year.year), color=ACCENT, size=13, weight="bold", va="baseline")
    axes.plot([36, WIDTH], [top + YEAR / 2, top + YEAR / 2], color=MIDDLE, linewidth=0.8)
    for at, half in enumerate(year.halves):
        _paint_half(axes, half, at * (PANEL + GUTTER), top + YEAR, language)


def _paint_half(axes: Axes, half: Half, left: float, top: float, language: Language) -> None:
    title = write_deadline(deadline_of(f"{half.year}-H{half.part}"), language)
    if half.goes_on:
        title = f"{title} {phrase('plan.deadlines.goes_on', language)}"
    axes.text(left, top + LINE, title, color=INK, weight="bold", va="baseline")
    floor = top + LINE + PAD + AXIS
    axes.add_patch(Rectangle((left, top + LINE + PAD), PANEL, AXIS, facecolor=PALE, linewidth=0))
    _paint_months(axes, half, left, floor, language)
    _paint_marks(axes, half, left, floor)
    y = floor + MONTHS_ROW + ROW_PAD
    if not half.lines and not half.goes_on:
        write(axes, left, y + LINE / 2, phrase("plan.deadlines.nothing", language), colour=QUIET)
    for line in half.lines:
        first = y + LINE / 2
        write(axes, left, first, line.day, colour=QUIET)
        _paint_mark(axes, left + DATE + EDGE, first, line.found.kind, line.found.state)
        middle = y + len(line.lines) * LINE / 2
        write(axes, left + DATE + MARK, middle, line.lines, colour=_ink(line))
        if line.overdue:
            bar = Rectangle((left + DATE - 5, y), 2, len(line.lines) * LINE, facecolor=INK, linewidth=0)
            axes.add_patch(bar)
        y += line.height


def _ink(line: Line) -> str:
    return INK if line.found.state == "open" else QUIET


def _paint_months(axes: Axes, half: Half, left: float, floor: float, language: Language) -> None:
    axes.plot([left, left + PANEL], [floor, floor], color=QUIET, linewidth=0.8, solid_capstyle="butt")
    for at in range(7):
        x = left + at * PANEL / 6
        axes.plot([x, x], [floor, floor + 4], color=QUIET, linewidth=0.8)
        if at < 6:
            name = MONTHS[language][(half.part - 1) * 6 + at][:3]
            write(axes, x + 3, floor + 8, name, colour=QUIET)


def _paint_marks(axes: Axes, half: Half, left: float, floor: float) -> None:
    """A mark for each on its day, above one another where they are close; more than three so are told by a number."""
    placed: list[tuple[float, list[Line]]] = []
    for line in half.lines:
        x = left + _share(line.found.date) * (PANEL - 2 * EDGE) + EDGE
        if placed and x - placed[-1][0] < NEAR:
            placed[-1][1].append(line)
        else:
            placed.append((x, [line]))
    for x, lines in placed:
        shown = lines if len(lines) <= STACKED else lines[: STACKED - 1]
        for at, line in enumerate(shown):
            _paint_mark(axes, x, floor - 6 - at * 9, line.found.kind, line.found.state)
        if len(lines) > len(shown):
            more = f"+{len(lines) - len(shown)}"
            write(
                axes,
                min(x, left + PANEL - widest([more]) / 2),
                floor - 6 - len(shown) * 9,
                more,
                align="center",
                colour=QUIET,
            )


def _share(date: dt.date) -> float:
    """How far into its half-year a day is, by months of one width."""
    return ((date.month - 1) % 6 + (date.day - 0.5) / 31) / 6


def _paint_mark(axes: Axes, x: float, y: float, kind: OccasionKind, state: str) -> None:
    style = {"markersize": 5.6, "markerfacecolor": FACES[state], "markeredgecolor": INK, "linestyle": "none"}
    axes.plot([x], [y], marker=MARKS[kind], markeredgewidth=0.9, **style)  # type: ignore[arg-type]
    if state == "dropped":
        axes.plot([x - 3.6, x + 3.6], [y + 3.6, y - 3.6], color=INK, linewidth=0.9)


def _keys(found: Sequence[Occasion], language: Language) -> list[Key]:
    """The kinds there are, and what filling means where something is done or dropped."""
    kinds = [kind for kind in KINDS if any(each.kind == kind for each in found)]
    told = [Key(phrase(f"plan.kind.{kind}", language), partial(_paint_mark, kind=kind, state="open")) for kind in kinds]
    for state in ("done", "dropped"):
        if any(each.state == state for each in found):
            words = phrase(f"plan.deadlines.{state}", language)
            told.append(Key(words, partial(_paint_mark, kind=kinds[0], state=state)))
    return told


def example(language: Language, /) -> list[Occasion]:
    """A meeting and what was to follow, made up."""
    return [
        Occasion("meeting", "m", dt.date(2026, 2, 26), phrase("plan.kind.meeting", language), state="done"),
        Occasion("task", "t", dt.date(2026, 6, 30), "IA", deadline_of("2026-H1"), "KS"),
        Occasion("report", "r", dt.date(2026, 9, 24), phrase("plan.kind.report", language)),
    ]
