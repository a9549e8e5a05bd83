"""How agreement is shown in the terminal: who is compared on what, the figures, and why some are missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from evaluation.app.agreement_told import (
    code_name,
    drawn_line,
    measure_name,
    number,
    reasons,
    symbol,
    universe_lines,
    value_and_interval,
)
from evaluation.app.cli.output import show_table
from evaluation.language import Language, phrase

if TYPE_CHECKING:
    from coding.agreement import Agreement
    from coding.comparison import Agreed
    from evaluation.study import Study

WIDTH = 80
FIGURE, BETWEEN = 4, 3  # letters of a figure, and those that part it from the next


def show_agreement(found: Sequence[Agreed], study: Study, language: Language) -> None:
    from coding.retrieval import labels

    universe, figures = found[0].universe, [each.figure for each in found]
    called = labels(study, language)
    for line in universe_lines(universe):
        _say(line)
    print()
    measures = list(dict.fromkeys(each.measure for each in figures))
    if len(measures) == 1:
        _show_one(figures, called)
    else:
        _show_over_all(figures)
        _show_codes(figures)
    for line in reasons(figures, called):
        _say(line, hanging=2)
    if figures[0].resamples:
        _say(drawn_line(universe, figures[0]))
    if universe.unit != "character" and any(each.universe.unit == "character" for each in found):
        _say(phrase("agreement.told.text"))


def _show_one(figures: Sequence[Agreement], called: dict[str, str]) -> None:
    """One measure: a line for each code, then one for all of them."""
    name = measure_name(figures[0].measure)
    codes = [each for each in figures if each.code is not None]
    shown = codes if len(codes) == 1 else figures  # one code is all of them
    rows = [[code_name(each, called), *value_and_interval(each)] for each in shown]
    _show([name, *(phrase(f"agreement.column.{each}") for each in ("value", "interval"))], rows)
    print()


def _show_over_all(figures: Sequence[Agreement]) -> None:
    rows = [
        [measure_name(each.measure), symbol(each.measure), *value_and_interval(each)]
        for each in figures
        if each.code is None
    ]
    if rows:
        measure, value, interval = (phrase(f"agreement.column.{each}") for each in ("measure", "value", "interval"))
        _show([measure, "", value, interval], rows)
        print()


def _show_codes(figures: Sequence[Agreement]) -> None:
    """Codes, by the names that --code takes, × measures that have a figure for one of them."""
    values = {(each.code, each.measure): number(each.value) for each in figures if each.code is not None}
    codes = list(dict.fromkeys(code for code, _ in values))
    measures = dict.fromkeys(each.measure for each in figures if each.code is not None and each.defined)
    for some in _beside(list(measures), max((len(str(code)) for code in codes), default=0)):
        rows = [[str(code), *(values.get((code, name), "") for name in some)] for code in codes]
        _show([phrase("agreement.column.code"), *map(symbol, some)], rows)
        print()


def _beside(measures: Sequence[str], label: int) -> Iterator[list[str]]:
    """So many measures beside each other as the width holds, with a label before them."""
    some: list[str] = []
    room = WIDTH - min(label, WIDTH // 2)
    for name in measures:
        if some and sum(max(len(symbol(each)), FIGURE) + BETWEEN for each in [*some, name]) > room:
            yield some
            some = []
        some.append(name)
    if some:
        yield some


def _show(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, in which all columns but the first are flush right, with their headings."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]

    def flush(row: Sequence[str]) -> list[str]:
        return [row[0], *(cell.rjust(width, "\u00a0") for cell, width in zip(row[1:], widths[1:], strict=True))]

    show_table(flush(headings), map(flush, rows))


def _say(line: str, hanging: int = 0) -> None:
    """A line of words, broken where a screen ends; in a file or a pipe it stays whole."""
    print("\n".join(wrap(line, WIDTH, subsequent_indent=" " * hanging)) if sys.stdout.isatty() else line)
