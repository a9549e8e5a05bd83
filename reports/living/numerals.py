"""Numbers as people write them in a text, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.numbers import COUNTS

_DIGITS = re.compile(r"(?<![\w.,@-])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\w)|(?<![\w.,@-])\d+(?:[.,]\d+)*(?!\w)")
_MORE = {
    **dict(
        zip(
            ["tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tjue"], range(13, 21), strict=True
        )
    ),
    **dict(
        zip(
            ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"],
            range(13, 21),
            strict=True,
        )
    ),
    "syv": 7,
}
# «en» and «one» are articles and pronouns more often than numbers; «to» is a word of another kind in English.
_WORDS = {word: at for words in COUNTS.values() for at, word in enumerate(words) if at > 1} | _MORE
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number where it stands in the text: `12 443` is `12443`, `34,6` is `34.6`."""

    value: str
    start: int
    end: int


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text, in the order they stand."""
    found = [Numeral(value_of(each[0]), *each.span()) for each in _DIGITS.finditer(text)]
    found += [Numeral(str(_WORDS[each[0].casefold()]), *each.span()) for each in _WORD.finditer(text)]
    yield from sorted(found, key=lambda each: each.start)


def value_of(written: str) -> str:
    """A number in one way of writing, whatever the language it was written in; empty for what is none."""
    bare = re.sub(r"[ \u00a0\u202f]|%$", "", written.strip())
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):  # English thousands
        bare = bare.replace(",", "")
    bare = bare.replace(",", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return ""
    whole, _, decimals = bare.partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
