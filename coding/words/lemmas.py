"""The words of a corpus by their dictionary form, with simplemma's own word lists: nothing is fetched."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from coding.words.corpus import Corpus, renamed
from evaluation.language import Language

FILE = Path(__file__).with_name("lemmas.toml")
# One conversation often holds both written standards; the first that knows a word decides.
LISTS: dict[Language, tuple[str, ...]] = {"nb": ("nb", "nn"), "nn": ("nn", "nb"), "en": ("en",)}


@cache
def _own() -> dict[str, str]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def lemma(word: str, language: Language = "nb") -> str:
    """The dictionary form of a folded word; of one with hyphens only the last part is changed (`ia-avtalen`)."""
    from simplemma import lemmatize

    before, hyphen, last = word.rpartition("-")
    own = _own() if language != "en" else {}
    if not last or not last.isalpha():
        return word
    return before + hyphen + (own.get(last) or str(lemmatize(last, lang=LISTS[language])).lower())


def lemmatised(corpus: Corpus, language: Language = "nb") -> Corpus:
    """The corpus by dictionary forms. Each distinct word is looked up once."""
    return renamed(corpus, [lemma(word, language) for word in corpus.types])
