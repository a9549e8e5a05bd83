"""How results and problems are shown: a table for people, JSON for programs."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from evaluation.app.cli.context import chosen
from evaluation.errors import EvaluationError, Problem, fail, reason_of
from evaluation.language import phrase
from evaluation.numbers import write_number

WIDE = 160  # columns where nobody's window sets the width: a file or a pipe
NARROWEST = 40


def tell(key: str, **values: object) -> None:
    """Say a phrase of the catalogue; silent where JSON is wanted."""
    if not chosen.as_json:
        print(phrase(f"cli.{key}", **values))


def show_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def show_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, empty: str = "nothing") -> None:
    """One list: as JSON with every key, or as a table of the named columns."""
    if chosen.as_json:
        show_json([dict(row) for row in rows])
    elif not rows:
        tell(empty)
    else:
        headings = [phrase(f"cli.column.{column}") for column in columns]
        show_table(headings, [[_worded(column, row.get(column)) for column in columns] for row in rows])


def count(noun: str, number: int) -> str:
    """`3 kilder`, `1 kilde`."""
    return phrase(f"cli.count.{noun}", n=number, count=write_number(number))


def write_to(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file where the user asked for it."""
    try:
        write(path)
    except OSError as error:
        raise fail("CLI-013", file=path, reason=reason_of(error)) from error


def show_table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table; one whose headings are all empty has none."""
    from rich.console import Console

    from evaluation.app.cli.tables import lay_out

    console = Console(markup=False, highlight=False, emoji=False)
    for line in lay_out(headings, [[_cell(value) for value in row] for row in rows], window_width()):
        console.print(line.text, style="bold" if line.of_heading else None, soft_wrap=True)


def window_width() -> int:
    """The characters a line has: of the window, or as COLUMNS says."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return max(shutil.get_terminal_size((WIDE, 24)).columns, NARROWEST)
    return WIDE


def show_problems(problems: Iterable[Problem], stream: TextIO | None = None) -> None:
    """Each problem on a line of its own, on standard error unless a stream is given."""
    for each in problems:
        print(f"{phrase(f'cli.severity.{each.severity}')}: {each.sentence()}", file=stream or sys.stderr)


def as_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "what": problem.what(),
        "where": problem.where,
        "remedy": problem.remedy(),
    }


def show_error(error: EvaluationError) -> None:
    if not chosen.as_json:
        show_problems(error.problems)
        return
    first, *more = [as_json(each) for each in error.problems]
    content = {"error": first, "more": more} if more else {"error": first}
    print(json.dumps(content, ensure_ascii=False), file=sys.stderr)


def local_time(at: str) -> str:
    """A moment in local time, to the minute."""
    return f"{dt.datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def _worded(column: str, value: Any) -> Any:
    """Kinds in the language spoken, and moments in local time; JSON has them as they are stored."""
    if column in ("kind", "affiliation") and value:
        return phrase(f"cli.value.{value}")
    return local_time(value) if column == "at" else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)
