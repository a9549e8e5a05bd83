"""Figures and units as they are written in each language."""

from __future__ import annotations

from coding.stated.units import KRONER, PERCENT, POINTS
from evaluation.language import Language, phrase
from evaluation.numbers import write_number

_NAMES = {PERCENT: "percent", POINTS: "points", KRONER: "kroner"}


def unit_in_words(unit: str, language: Language | None = None) -> str:
    """The unit's name; a counted word stays as the text has it."""
    return phrase(f"rounds.unit.{_NAMES[unit]}", language) if unit in _NAMES else unit


def figure_in_words(value: float, high: float | None, qualifier: str, language: Language | None = None) -> str:
    """`om lag 4 000`, `10–12`."""
    told = _number(value, language) + (f"–{_number(high, language)}" if high is not None else "")
    return f"{phrase(f'rounds.qualifier.{qualifier}', language)} {told}" if qualifier else told


def _number(value: float, language: Language | None) -> str:
    decimals = next((n for n in range(3) if round(value, n) == value), 3)
    return write_number(value, decimals, language)
