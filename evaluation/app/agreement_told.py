"""Agreement in words: who is compared on what, what a figure is called, and why some are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan
from typing import TYPE_CHECKING

from evaluation.language import enumerate_words, phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    from coding.agreement import Agreement
    from coding.comparison import LeftOut, Rater, Universe

NONE = "–"


def universe_lines(universe: Universe) -> Iterator[str]:
    """Who is compared, on how much of what, and what is left out."""
    yield who_is_compared(universe)
    units = phrase(f"agreement.count.{universe.unit}", n=universe.units, count=write_number(universe.units))
    sources = phrase("agreement.count.source", n=len(universe.sources), count=write_number(len(universe.sources)))
    coded, names = write_number(universe.coded), ", ".join(universe.sources)
    yield phrase("agreement.told.universe", units=units, sources=sources, names=names, coded=coded)
    if universe.where:
        yield phrase("agreement.told.where", where=universe.where)
    if universe.left_out:
        left = (_left_out(each, universe.raters) for each in universe.left_out)
        yield phrase("agreement.told.left_out", sources=", ".join(left))
    if universe.uncounted:
        yield phrase("agreement.told.uncounted", n=universe.uncounted)


def drawn_line(universe: Universe, figure: Agreement) -> str:
    """What the interval was drawn from, and with which seed."""
    units = phrase(f"agreement.drawn.{universe.drawn}")
    return phrase("agreement.told.drawn", count=write_number(figure.resamples), units=units, seed=figure.seed)


def who_is_compared(universe: Universe) -> str:
    rounds = {each.round for each in universe.raters}
    names = _names(universe.raters, universe.raters)
    return names if len(rounds) > 1 else phrase("agreement.told.raters", names=names, round=rounds.pop())


def reasons(figures: Sequence[Agreement], called: dict[str, str]) -> Iterator[str]:
    """Each reason once, with the measures and codes it holds for."""
    for reason in dict.fromkeys(each.reason for each in figures if each.reason):
        where: list[str] = []
        for measure in dict.fromkeys(each.measure for each in figures):
            own = [each for each in figures if each.measure == measure]
            held = [each for each in own if each.reason == reason]
            codes = "" if len(held) == len(own) else ", ".join(code_name(each, called) for each in held)
            where += [f"{symbol(measure)} ({codes})" if codes else symbol(measure)] if held else []
        yield f"{NONE} {', '.join(where)}: {phrase(f'agreement.reason.{reason}')}"


def code_name(figure: Agreement, called: dict[str, str]) -> str:
    return called.get(figure.code, figure.code) if figure.code else phrase("agreement.all_codes")


def value_and_interval(figure: Agreement) -> tuple[str, str]:
    if isnan(figure.low):
        return number(figure.value), ""
    return number(figure.value), phrase("agreement.interval", low=number(figure.low), high=number(figure.high))


def number(value: float) -> str:
    return NONE if isnan(value) else write_number(value, 2)


def measure_name(measure: str) -> str:
    """What a measure is called; a plugin's own name where we have none."""
    try:
        return phrase(f"agreement.measure.{measure}")
    except KeyError:
        return measure


def symbol(name: str) -> str:
    from coding.agreement import measure

    return measure(name).SYMBOL


def _names(some: Sequence[Rater], of: Sequence[Rater]) -> str:
    """Coders, with their rounds where those compared are not of the same one."""
    several = len({each.round for each in of}) > 1
    return enumerate_words(each.name if several else each.coder for each in some)


def _left_out(left: LeftOut, of: Sequence[Rater]) -> str:
    if not left.raters:
        return left.source
    return phrase("agreement.told.only", source=left.source, names=_names(left.raters, of))
