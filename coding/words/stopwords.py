"""Words that say little by themselves, from this folder's own list."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from coding.text.folding import fold
from evaluation.language import Language

FILE = Path(__file__).with_name("stopwords.toml")


@cache
def _listed() -> dict[str, dict[str, str]]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def stopwords(languages: Iterable[Language]) -> frozenset[str]:
    """The stop words of these languages, folded as the words of a corpus are."""
    listed = _listed()
    return frozenset(word for each in languages for words in listed[each].values() for word in fold(words).split())
