"""Whether two spellings may be of the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_GENITIVES = ("'s", "’s", "'", "’", "s")
_BROKEN = re.compile(r"[-‐‑\u00ad][ \t]*\r?\n[ \t]*(?=(?P<small>\w))")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "‐": "-", "‑": "-"}
)


@lru_cache(maxsize=1 << 17)
def folded(word: str) -> str:
    """A word as it is compared: without case, accents and the two ways to write æ, ø and å."""
    return bare(word).replace("aa", "a").replace("ae", "a").replace("oe", "o")


@lru_cache(maxsize=1 << 17)
def bare(word: str) -> str:
    """A word without case and accents, with each letter it is written with: `moen`, where `folded` makes it `mon`."""
    plain = unicodedata.normalize("NFKD", joined(word).casefold().replace("\u00ad", ""))
    return "".join(each for each in plain if not unicodedata.combining(each)).translate(_LETTERS)


def joined(word: str) -> str:
    """A word broken at the end of a line as it is without: `Nord-\\nmann`; the hyphen stays before a capital letter."""
    if "\n" not in word:
        return word
    return _BROKEN.sub(lambda found: "" if found["small"].islower() else "-", word)


# Letters that sound alike, as names are written in more than one way, and sounds of other alphabets.
_SOUNDS = (
    ("tsch", "k"), ("tsj", "k"), ("tch", "k"), ("cz", "k"), ("skj", "s"), ("sch", "s"), ("sj", "s"), ("sh", "s"),
    ("sz", "s"), ("zh", "s"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("ch", "k"), ("kh", "k"), ("dt", "t"),
    ("hj", "j"), ("gj", "j"), ("x", "ks"), ("ou", "u"),
)  # fmt: skip
_ALIKE = str.maketrans({"c": "k", "q": "k", "w": "v", "z": "s", "y": "i", "j": "i"})
_NO_VOWELS = str.maketrans("", "", "aeiouy")
_DOUBLE = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=[aeiouy])h(?![aeiouy])")


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """A word in which letters that sound alike are one: `Thorbjørn` is `Torbjørn`, `Øistein` is `Øystein`."""
    plain = folded(word)
    for written, heard in _SOUNDS:
        plain = plain.replace(written, heard)
    return _DOUBLE.sub(r"\1", _SILENT.sub("", plain).translate(_ALIKE))


@lru_cache(maxsize=1 << 14)
def bones(word: str) -> str:
    """The consonants of how a word sounds: `Muhammed` and `Mohamud` have the same."""
    return _DOUBLE.sub(r"\1", sound(word).translate(_NO_VOWELS))


@lru_cache(maxsize=1 << 16)
def stems(word: str) -> tuple[str, ...]:
    """The word itself, and without the endings a name may bear: `Kari`, `Karis`, `Lars’`."""
    if not word.endswith(_GENITIVES):
        return (word,)
    endings = (ending for ending in _GENITIVES if word.endswith(ending) and len(word) - len(ending) >= 2)
    return (word, *(word[: -len(ending)] for ending in endings))


def neighbours(word: str) -> Iterator[str]:
    """The word, and all that one lost letter makes of it: words within one letter of each other share one of these."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def within_one(one: str, other: str) -> bool:
    """Whether one letter lost, added, changed or two swapped make one of the other (optimal string alignment)."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1
