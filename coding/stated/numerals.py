"""Numerals as people write them: `1 224`, `5.000`, `1,5 mill.`, `twelve`, `10–12`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.language import Language

_BLANK = "[ \u00a0\u202f]"
# Thousands are set apart by blanks; in Norwegian also by full stops, in English by commas, whatever is decimal there.
_DIGITS: dict[Language, str] = {
    "nb": rf"\d{{1,3}}(?:(?:{_BLANK}\d{{3}})+|(?:\.\d{{3}})+)(?!\d)(?:,\d+)?|\d+(?:[,.]\d+)?",
    "en": rf"\d{{1,3}}(?:(?:,\d{{3}})+|(?:{_BLANK}\d{{3}})+)(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
}
_NORWEGIAN = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11,
    "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
    "tjue": 20, "tjuefem": 25, "tretti": 30, "førti": 40, "femti": 50, "seksti": 60, "sytti": 70, "åtti": 80,
    "nitti": 90, "hundre": 100, "tusen": 1000,
}  # fmt: skip
_ENGLISH = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
WORDS: dict[Language, dict[str, int]] = {"nb": _NORWEGIAN, "nn": _NORWEGIAN, "en": _ENGLISH}
_TIMES = {
    "hundre": 1e2, "hundred": 1e2, "tusen": 1e3, "thousand": 1e3, "mill": 1e6, "million": 1e6, "millioner": 1e6,
    "millionar": 1e6, "millions": 1e6, "mrd": 1e9, "milliard": 1e9, "milliarder": 1e9, "milliardar": 1e9,
    "billion": 1e9,
}  # fmt: skip
_MULTIPLIER = rf"(?:{_BLANK}(?P<times>{'|'.join(sorted(_TIMES, key=len, reverse=True))})\b\.?)?"
_TO = {"nb": r"til|og", "en": r"to|and"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end); `high` where it is a range, `in_words` where it is spelled out."""

    value: float
    high: float | None
    start: int
    end: int
    in_words: bool
    written: str


def numerals(text: str, language: Language, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """Every numeral, whatever it stands for."""
    family: Language = "en" if language == "en" else "nb"
    for found in _PATTERNS[family].finditer(text, start, len(text) if end is None else end):
        low, high = found["low"], found["high"]
        times = _TIMES[found["times"].lower()] if found["times"] else 1.0
        value, last = _value(low, family), _value(high, family) if high else None
        if last is not None and last <= value and found["to"].strip() not in ("-", "–"):
            continue
        yield Numeral(
            value * times, last * times if last is not None and last > value else None, found.start(), found.end(),
            low[0].isalpha(), low,
        )  # fmt: skip


def _pattern(family: Language) -> re.Pattern[str]:
    words = "|".join(sorted(WORDS[family], key=len, reverse=True))
    number = rf"(?:{_DIGITS[family]}|\b(?:{words})\b)"
    to = rf"(?P<to>\s?[–-]\s?|{_BLANK}(?:{_TO[family].split('|')[0]}){_BLANK})"
    return re.compile(
        rf"(?<![\w§/.,:-])(?P<low>{number})(?:{to}(?P<high>{number}))?{_MULTIPLIER}(?![\w/])", re.IGNORECASE
    )


def _value(written: str, family: Language) -> float:
    if written[0].isalpha():
        return float(WORDS[family][written.lower()])
    plain = re.sub(_BLANK, "", written)
    if family == "en":
        return float(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", "."))


_PATTERNS: dict[Language, re.Pattern[str]] = {"nb": _pattern("nb"), "en": _pattern("en")}
