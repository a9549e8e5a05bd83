"""The words of an instrument in each language, and what its translations were made from."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping

from evaluation.language import LANGUAGES, Language
from evaluation.model import Localised

LENGTH = 8  # letters of four bits: one text in four thousand millions passes for another
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")


def fingerprint(text: str) -> str:
    """A hash of a text, white space apart. Only consonants, which YAML takes for no number."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(folded.encode()).hexdigest()[:LENGTH].translate(_LETTERS)


class Wording(Localised):
    """`{nb: …, nn: …, en: …}`, or a plain string that serves in every language.

    `of` is the fingerprint of the text the translations were made from: one for all of them, or one for each language.
    `underveis instrument translated` writes it, so that a translation whose original has changed since is found.
    """

    of: str | Mapping[Language, str] | None = None

    @property
    def plain(self) -> bool:
        """The same words serve in every language."""
        return self.nb is not None and self.nb == self.nn == self.en

    def made_from(self, language: Language) -> str | None:
        """The fingerprint of what the translation into a language was made from, if it was ever marked."""
        return self.of if isinstance(self.of, str) or self.of is None else self.of.get(language)

    def languages(self) -> tuple[Language, ...]:
        return tuple(each for each in LANGUAGES if getattr(self, each))
