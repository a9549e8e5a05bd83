"""Folds a text for matching without moving a single letter.

Case, the hyphens and the blanks that typesetting brings are made alike, one code point for one, so that an offset in
the folded text is an offset in the text. White space keeps its length here; `literal` and the tokens let a run of it
match as one.
"""

from __future__ import annotations

import re

_ALIKE = {
    "\u2010": "-",
    "\u2011": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2007": " ",
    "\u2019": "'",
    "ς": "σ",
}
# A figure dash or an en dash between letters stands for a hyphen (IA–avtalen); with blanks around it is a dash.
DASHES = "\u2012\u2013"
# Beginning with the dash itself, a pattern is looked for at the speed of a plain letter.
_DASHES_IN_WORD = [(dash, re.compile(rf"{dash}(?<=\w.)(?=\w)")) for dash in DASHES]


def fold(text: str) -> str:
    """The text in lower case with plain hyphens, blanks and apostrophes; `len(fold(text)) == len(text)`."""
    folded = _lower(text)
    for typeset, plain in _ALIKE.items():
        folded = folded.replace(typeset, plain)
    for dash, in_word in _DASHES_IN_WORD:
        if dash in folded:
            folded = in_word.sub("-", folded)
    return folded


def literal(words: str) -> re.Pattern[str]:
    """A pattern that finds these words in a folded text, whatever white space stands between them."""
    return re.compile(r"\s+".join(re.escape(word) for word in fold(words).split()))


def _lower(text: str) -> str:
    # «İ» alone has a longer lower case; its first code point is the letter.
    return text.replace("İ", "i").lower()
