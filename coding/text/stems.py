"""The stem of a word, Norwegian or English, by Snowball's rules."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Literal

from coding.text.norwegian_stems import norwegian_stem
from evaluation.language import Language

if TYPE_CHECKING:
    from nltk.stem.snowball import EnglishStemmer

Tongue = Literal["norwegian", "english"]
# Snowball's Norwegian rules take off the endings of both bokmål and nynorsk.
TONGUES: dict[Language, Tongue] = {"nb": "norwegian", "nn": "norwegian", "en": "english"}

# What the first and the third of Snowball's Norwegian steps take off; the second takes the t of «dt» and «vt».
_FIRST = """
a e s t te ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens hetens ers ets et het ast
"""
_THIRD = "leg eleg ig eig lig elig els lov elov slov hetslov"


@cache
def _english() -> EnglishStemmer:
    # NLTK takes a second to load: not before English words are to be stemmed.
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer()


def stem(word: str, tongue: Tongue) -> str:
    return norwegian_stem(word) if tongue == "norwegian" else str(_english().stem(word))


def endings(tongue: Tongue) -> frozenset[str] | None:
    """All that the rules can take off, in one go or several; None where that is not known."""
    return _norwegian_endings() if tongue == "norwegian" else None


@cache
def _norwegian_endings() -> frozenset[str]:
    steps = product(("", *_THIRD.split()), ("", "t"), ("", *_FIRST.split()))
    return frozenset("".join(parts) for parts in steps)


def beginning_of_stem(stemmed: str, tongue: Tongue) -> str:
    """What every word with this stem begins with.

    The Norwegian rules only take letters off the end; the English ones write up to two others there (*dying*, *die*).
    """
    return stemmed if tongue == "norwegian" else stemmed[: max(1, len(stemmed) - 2)]
