"""How agreement is shown in the terminal: who is compared on what, the figures, and why some are missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from math import isnan
from textwrap import wrap
from typing import TYPE_CHECKING

from evaluation.app.cli.output import show_table
from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    from coding.agreement import Agreement
    from coding.comparison import Agreed, LeftOut, Rater, Universe
    from evaluation.study import Study

NONE = "–"
WIDTH = 80
FIGURE, BETWEEN = 4, 3  # letters of a figure, and those that part it from the next


def show_agreement(found: Sequence[Agreed], study: Study, language: Language) -> None:
    from coding.retrieval import labels

    universe, figures = found[0].universe, [each.figure for each in found]
    called = labels(study, language)
    _say_universe(universe)
    print()
    measures = list(dict.fromkeys(each.measure for each in figures))
    if len(measures) == 1:
        _show_one(figures, called)
    else:
        _show_over_all(figures)
        _show_codes(figures)
    for line in _reasons(figures, called):
        _say(line, hanging=2)
    if figures[0].resamples:
        units = phrase(f"agreement.drawn.{universe.drawn}")
        _say(
            phrase("agreement.told.drawn", count=write_number(figures[0].resamples), units=units, seed=figures[0].seed)
        )
    if universe.unit != "character" and any(each.universe.unit == "character" for each in found):
        _say(phrase("agreement.told.text"))


def _say_universe(universe: Universe) -> None:
    _say(_who(universe))
    units = phrase(f"agreement.count.{universe.unit}", n=universe.units, count=write_number(universe.units))
    sources = phrase("agreement.count.source", n=len(universe.sources), count=write_number(len(universe.sources)))
    coded, names = write_number(universe.coded), ", ".join(universe.sources)
    _say(phrase("agreement.told.universe", units=units, sources=sources, names=names, coded=coded))
    if universe.where:
        _say(phrase("agreement.told.where", where=universe.where))
    if universe.left_out:
        left = (_left_out(each, universe.raters) for each in universe.left_out)
        _say(phrase("agreement.told.left_out", sources=", ".join(left)))
    if universe.uncounted:
        _say(phrase("agreement.told.uncounted", n=universe.uncounted))


def _who(universe: Universe) -> str:
    rounds = {each.round for each in universe.raters}
    names = _names(universe.raters, universe.raters)
    return names if len(rounds) > 1 else phrase("agreement.told.raters", names=names, round=rounds.pop())


def _names(some: Sequence[Rater], of: Sequence[Rater]) -> str:
    """Coders, with their rounds where those compared are not of the same one."""
    several = len({each.round for each in of}) > 1
    return enumerate_words(each.name if several else each.coder for each in some)


def _left_out(left: LeftOut, of: Sequence[Rater]) -> str:
    if not left.raters:
        return left.source
    return phrase("agreement.told.only", source=left.source, names=_names(left.raters, of))


def _show_one(figures: Sequence[Agreement], called: dict[str, str]) -> None:
    """One measure: a line for each code, then one for all of them."""
    name = _name(figures[0].measure)
    codes = [each for each in figures if each.code is not None]
    shown = codes if len(codes) == 1 else figures  # one code is all of them
    rows = [[_code(each, called), *_value(each)] for each in shown]
    _show([name, *(phrase(f"agreement.column.{each}") for each in ("value", "interval"))], rows)
    print()


def _show_over_all(figures: Sequence[Agreement]) -> None:
    rows = [[_name(each.measure), _symbol(each.measure), *_value(each)] for each in figures if each.code is None]
    if rows:
        measure, value, interval = (phrase(f"agreement.column.{each}") for each in ("measure", "value", "interval"))
        _show([measure, "", value, interval], rows)
        print()


def _show_codes(figures: Sequence[Agreement]) -> None:
    """Codes, by the names that --code takes, × measures that have a figure for one of them."""
    values = {(each.code, each.measure): _number(each.value) for each in figures if each.code is not None}
    codes = list(dict.fromkeys(code for code, _ in values))
    measures = dict.fromkeys(each.measure for each in figures if each.code is not None and each.defined)
    for some in _beside(list(measures), max((len(str(code)) for code in codes), default=0)):
        rows = [[str(code), *(values.get((code, name), "") for name in some)] for code in codes]
        _show([phrase("agreement.column.code"), *map(_symbol, some)], rows)
        print()


def _beside(measures: Sequence[str], label: int) -> Iterator[list[str]]:
    """So many measures beside each other as the width holds, with a label before them."""
    some: list[str] = []
    room = WIDTH - min(label, WIDTH // 2)
    for name in measures:
        if some and sum(max(len(_symbol(each)), FIGURE) + BETWEEN for each in [*some, name]) > room:
            yield some
            some = []
        some.append(name)
    if some:
        yield some


def _reasons(figures: Sequence[Agreement], called: dict[str, str]) -> Iterator[str]:
    """Each reason once, with the measures and codes it holds for."""
    for reason in dict.fromkeys(each.reason for each in figures if each.reason):
        where: list[str] = []
        for measure in dict.fromkeys(each.measure for each in figures):
            own = [each for each in figures if each.measure == measure]
            held = [each for each in own if each.reason == reason]
            codes = "" if len(held) == len(own) else ", ".join(_code(each, called) for each in held)
            where += [f"{_symbol(measure)} ({codes})" if codes else _symbol(measure)] if held else []
        yield f"{NONE} {', '.join(where)}: {phrase(f'agreement.reason.{reason}')}"


def _code(figure: Agreement, called: dict[str, str]) -> str:
    return called.get(figure.code, figure.code) if figure.code else phrase("agreement.all_codes")


def _value(figure: Agreement) -> list[str]:
    if isnan(figure.low):
        return [_number(figure.value), ""]
    low, high = _number(figure.low), _number(figure.high)
    return [_number(figure.value), phrase("agreement.interval", low=low, high=high)]


def _number(value: float) -> str:
    return NONE if isnan(value) else write_number(value, 2)


def _show(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, in which all columns but the first are flush right, with their headings."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]

    def flush(row: Sequence[str]) -> list[str]:
        return [row[0], *(cell.rjust(width, "\u00a0") for cell, width in zip(row[1:], widths[1:], strict=True))]

    show_table(flush(headings), map(flush, rows))


def _name(measure: str) -> str:
    """What a measure is called; a plugin's own name where we have none."""
    try:
        return phrase(f"agreement.measure.{measure}")
    except KeyError:
        return measure


def _symbol(name: str) -> str:
    from coding.agreement import measure

    return measure(name).SYMBOL


def _say(line: str, hanging: int = 0) -> None:
    """A line of words, broken where a screen ends; in a file or a pipe it stays whole."""
    print("\n".join(wrap(line, WIDTH, subsequent_indent=" " * hanging)) if sys.stdout.isatty() else line)
