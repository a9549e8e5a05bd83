"""Who has most and who has least, in words for an alternative text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number

NAMED = 3


@dataclass(frozen=True, slots=True)
class Amount:
    name: str
    value: float


def quote(name: str, language: Language) -> str:
    return phrase("figure.quoted", language, name=name)


def write_count(key: str, count: int, language: Language) -> str:
    """`1 tema`, `12 345 kodinger`: the phrase in the form its number asks for."""
    return phrase(key, language, n=count, count=write_number(count, language=language))


def most_and_least(room: str, amounts: Sequence[Amount], language: Language, written: Callable[[float], str]) -> str:
    """One sentence from `figure.<room>.{equal,most,least}`, true for ties; nothing when there is one amount only."""
    values = [each.value for each in amounts]
    if len(values) < 2:
        return ""
    if min(values) == max(values):
        return phrase(f"figure.{room}.equal", language, amount=written(values[0]))
    most, least = (_share(room, amounts, part, language, written) for part in ("most", "least"))
    return phrase("figure.most_and_least", language, most=most, least=least)


def _share(room: str, amounts: Sequence[Amount], part: str, language: Language, written: Callable[[float], str]) -> str:
    value = (max if part == "most" else min)(each.value for each in amounts)
    names = [quote(each.name, language) for each in amounts if each.value == value]
    listed = enumerate_words(names, language) if len(names) <= NAMED else _several(room, len(names), language)
    return phrase(f"figure.{room}.{part}", language, n=len(names), names=listed, amount=written(value))


def _several(room: str, count: int, language: Language) -> str:
    return write_count(f"figure.{room}.several", count, language)
