"""A framework matrix read back from a workbook: each text under its case and its theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coding.framework.grid import Grid, read_grids
from coding.framework.workbook import HEADINGS, HIDDEN, MARK
from evaluation.errors import Problem, fail, problem


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column: its key, where it has one, its label, and where it stands."""

    key: str
    label: str
    place: str

    def __bool__(self) -> bool:
        return bool(self.key or self.label)


@dataclass(frozen=True, slots=True)
class Entry:
    """The text of one cell, possibly empty."""

    case: Heading
    theme: Heading
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What a cell was when the workbook was written. `text` is a fingerprint."""

    kind: str
    case_key: str
    case: str
    theme: str
    label: str
    quotes: tuple[int, ...]
    evidence: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    entries: tuple[Entry, ...]
    exported: tuple[Exported, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the keys stand (0 where there are none), the headings, and the cells."""

    key_row: int
    key_column: int
    head: int
    labels: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def read_workbook(path: Path) -> Sheet:
    """Read the matrix, wherever its rows and columns have been moved to.

    Raises FRAMEWORK-007 for a file that is no workbook, FRAMEWORK-008 for one without a matrix.
    """
    grids, problems = read_grids(path)
    exported = tuple(_exported(grids))
    grid = _matrix(grids)
    frame = _frame(grid, exported)
    if frame is None:
        raise fail("FRAMEWORK-008", file=path)
    entries = tuple(_entries(grid, frame))
    astray = (each for each in entries if each.text and not (each.case and each.theme))
    lost = tuple(problem("FRAMEWORK-012", file=path, place=each.place) for each in astray)
    named = tuple(each for each in entries if each.case and each.theme)
    own = tuple(each for each in problems if str(each.values["place"]).startswith(f"{grid.title}!"))
    return Sheet(named, exported, (*own, *lost))


def _matrix(grids: Sequence[Grid]) -> Grid:
    """The sheet that bears the mark, else the first."""
    return next((grid for grid in grids if MARK in grid.texts.values()), grids[0])


def _frame(grid: Grid, exported: Sequence[Exported]) -> _Frame | None:
    """How the sheet is laid out; None where there is no matrix in it."""
    key_row, key_column = _keys(grid, exported)
    told = [place for place in grid.texts if place[0] > key_row and place[1] != key_column]
    if not told:
        return None
    head, *rows = sorted({row for row, _ in told})
    labels = min(column for _, column in told)
    columns = sorted({column for _, column in grid.texts} - {labels, key_column})
    return _Frame(key_row, key_column, head, labels, tuple(rows), tuple(columns)) if rows and columns else None


def _keys(grid: Grid, exported: Sequence[Exported]) -> tuple[int, int]:
    """The row and the column of keys; either may have been taken away, and the mark with it."""
    marked = [place for place, text in grid.texts.items() if text == MARK]
    if marked:
        return marked[0]
    cases, themes = {each.case_key for each in exported}, {each.theme for each in exported}
    columns = {column for (_, column), text in grid.texts.items() if text in cases}
    rows = {row for (row, _), text in grid.texts.items() if text in themes and row in grid.hidden_rows}
    return min(rows, default=0), min(columns, default=0)


def _entries(grid: Grid, frame: _Frame) -> Iterator[Entry]:
    themes = {
        column: Heading(grid.text(frame.key_row, column), grid.text(frame.head, column), grid.place(frame.head, column))
        for column in frame.columns
    }
    for row in frame.rows:
        case = Heading(grid.text(row, frame.key_column), grid.text(row, frame.labels), grid.place(row, frame.labels))
        for column, theme in themes.items():
            yield Entry(case, theme, grid.text(row, column), grid.place(row, column))


def _exported(grids: Sequence[Grid]) -> Iterator[Exported]:
    """What stands in the hidden sheet, if it is there."""
    hidden = next((grid for grid in grids if grid.title == HIDDEN), Grid(HIDDEN, {}))
    for row in sorted({row for row, _ in hidden.texts} - {1}):
        told = [hidden.text(row, column) for column in range(1, len(HEADINGS) + 1)]
        kind, key, case, theme, label, quotes, evidence, text = told
        ids = tuple(int(each) for each in quotes.split() if each.isdecimal())
        yield Exported(kind, key, case, theme, label, ids, evidence, text)
