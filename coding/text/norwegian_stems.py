"""The stem of a Norwegian word by Snowball's rules, without loading NLTK, which takes longer than a command may."""

from __future__ import annotations

import re
from collections.abc import Sequence

# R1 begins after the first consonant that follows a vowel, but not before the third letter.
_BEFORE_R1 = re.compile(r".*?[aeiouyæåø][^aeiouyæåø]", re.DOTALL)
_VOWELS = "aeiouyæåø"
_BEFORE_S = "bcdfghjlmnoprtvyz"  # and k after a consonant
# Longest first: the longest ending that stands in R1 is the one that goes.
_FIRST = """
    hetenes hetene hetens heter heten endes ande ende edes enes erte ede ane ene ens ers ets het ast ert en ar er as es
    et a e s
    """.split()  # noqa: SIM905
_THIRD = "hetslov eleg elig elov slov leg eig lig els lov ig".split()  # noqa: SIM905


def norwegian_stem(word: str) -> str:
    """Snowball's Norwegian algorithm, https://snowballstem.org/algorithms/norwegian/stemmer.html, as NLTK 3 has it."""
    word = word.lower()
    before = _BEFORE_R1.match(word)
    if before is None:
        return word
    r1 = max(before.end(), 3)
    return _third(_second(_first(word, r1), r1), r1)


def _first(word: str, r1: int) -> str:
    ending = _ending(word, r1, _FIRST)
    if ending in ("erte", "ert"):
        return word.removesuffix(ending) + "er"
    if ending == "s" and not (word[-2] in _BEFORE_S or (word[-2] == "k" and word[-3] not in _VOWELS)):
        return word
    return word.removesuffix(ending)


def _second(word: str, r1: int) -> str:
    return word[:-1] if _ending(word, r1, ("dt", "vt")) else word


def _third(word: str, r1: int) -> str:
    return word.removesuffix(_ending(word, r1, _THIRD))


def _ending(word: str, r1: int, endings: Sequence[str]) -> str:
    """The first of these that the word ends with in R1."""
    return next((each for each in endings if word.endswith(each, r1)), "")
