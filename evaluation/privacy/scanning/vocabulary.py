"""Whether a word is one of the language's own, and so may be no name."""

from __future__ import annotations

from functools import lru_cache

from evaluation.language import Language
from evaluation.privacy.scanning.lists import listed
from evaluation.privacy.scanning.spelling import folded, joined

Tongues = tuple[Language, ...]
BOTH: Tongues = ("nb", "nn")
ALL: Tongues = ("nb", "nn", "en")


def tongues_of(language: Language | None) -> Tongues:
    """The word lists a text is held against: who speaks bokmål borrows from nynorsk, and the other way round."""
    return ALL if language is None else ("en",) if language == "en" else BOTH


@lru_cache(maxsize=1 << 16)
def in_dictionary(word: str, tongues: Tongues) -> bool:
    from simplemma import is_known

    return any(is_known(joined(word).casefold(), lang=tongue) for tongue in tongues)


def is_ordinary(word: str, tongues: Tongues) -> bool:
    """A word that is often no name: one of our list that is both, or one of the dictionary that is no usual name."""
    plain = folded(word)
    if not in_dictionary(word, tongues):
        return False
    names = plain in listed("first_names") or plain in listed("last_names")
    return plain in listed("ordinary") or ("en" in tongues and plain in listed("ordinary_en")) or not names


# How verbs end in the present and in the past, and what they then are in the dictionary: vaskar, serverte, retta.
_ENDINGS = ("ar", "er", "te", "de", "et", "a")

_NO_VERBS = frozenset(("eller", "etter", "heller", "ganger"))
LONG_ENOUGH = 5  # letters of a word that is who does it and what they do: feier, leder


@lru_cache(maxsize=1 << 14)
def is_verb(word: str, tongues: Tongues) -> bool:
    """Whether a word in small letters is a form of a verb: what people do, after a name that opens a sentence."""
    from simplemma import lemmatize

    if not word.islower() or not word.endswith(_ENDINGS):
        return False
    forms = {lemmatize(word, lang=tongue) for tongue in tongues if tongue != "en"}
    if any(lemma != word and lemma.endswith(("e", "a")) for lemma in forms):
        return True
    sweeper = len(word) >= LONG_ENOUGH and word in forms and word.endswith("er") and word not in _NO_VERBS
    return sweeper and in_dictionary(word[:-1], tongues)
