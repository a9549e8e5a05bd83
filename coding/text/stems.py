"""The stem of a word, Norwegian or English, by Snowball's rules."""

from __future__ import annotations

from functools import cache
from typing import Literal

from nltk.stem.snowball import SnowballStemmer

from evaluation.language import Language

Tongue = Literal["norwegian", "english"]
# Snowball's Norwegian rules take off the endings of both bokmål and nynorsk.
TONGUES: dict[Language, Tongue] = {"nb": "norwegian", "nn": "norwegian", "en": "english"}


@cache
def _stemmer(tongue: Tongue) -> SnowballStemmer:
    return SnowballStemmer(tongue)


def stem(word: str, tongue: Tongue) -> str:
    return str(_stemmer(tongue).stem(word))
