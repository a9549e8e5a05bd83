"""Figures and units as they are written in each language."""

from __future__ import annotations

from coding.stated.units import KRONER, PERCENT, POINTS
from evaluation.language import Language, phrase
from evaluation.numbers import write_number

_NAMES = {PERCENT: "percent", POINTS: "points", KRONER: "kroner"}


def unit_in_words(unit: str, language: Language | None = None) -> str:
    """The unit's name; a counted word stays as the text has it."""
    return phrase(f"rounds.unit.{_NAMES[unit]}", language) if unit in _NAMES else unit


def stated_in_words(
    value: float, high: float | None, qualifier: str, unit: str, sentence: str, language: Language
) -> str:
    """`om lag 180 ledere`: a word that stays as the text has it is led by the text's own «om lag», not by «about»."""
    unit_told = unit_in_words(unit, language)
    if not qualifier or unit in _NAMES:
        return f"{figure_in_words(value, high, qualifier, language)} {unit_told}"
    spoken: tuple[Language, ...] = (language, "nb", "en")
    leads = {each: phrase(f"rounds.qualifier.{qualifier}", each) for each in spoken}
    lead = next((each for each in leads.values() if each in sentence.lower()), leads[language])
    return f"{lead} {figure_in_words(value, high, '', language)} {unit_told}"


def figure_in_words(value: float, high: float | None, qualifier: str, language: Language | None = None) -> str:
    """`om lag 4 000`, `10–12`."""
    told = _number(value, language) + (f"–{_number(high, language)}" if high is not None else "")
    return f"{phrase(f'rounds.qualifier.{qualifier}', language)} {told}" if qualifier else told


def _number(value: float, language: Language | None) -> str:
    decimals = next((n for n in range(3) if round(value, n) == value), 3)
    return write_number(value, decimals, language)
