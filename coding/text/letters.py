"""The letters of a text as an array of numbers, so that many texts can be gone through at once."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from coding.text.folding import DASHES, fold

Letters = npt.NDArray[np.uint8] | npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
Kind = npt.NDArray[np.bool_]
# So many letters are looked up at a time that they stay in the processor's cache.
_STEP = 1 << 15
_CODECS = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}


def letters(text: str) -> Letters:
    """The code points of a text, one number for each, as narrow as they fit in."""
    try:
        return np.frombuffer(text.encode("latin-1"), "<u1")
    except UnicodeEncodeError:
        return _wide(text)


def _wide(text: str) -> Letters:
    try:
        pairs = np.frombuffer(text.encode("utf-16-le"), "<u2")
    except UnicodeEncodeError:
        pairs = np.empty(0, np.uint16)
    if len(pairs) == len(text):
        return pairs
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def text_of(numbers: Letters) -> str:
    """The text that has these letters."""
    width = numbers.dtype.itemsize
    return numbers.tobytes().decode(_CODECS[width], "surrogatepass" if width == 4 else "strict")


def folded(numbers: Letters) -> Letters:
    """The letters of the folded text, as `fold` would give them."""
    found = _looked_up(_folded_letters(numbers.dtype.itemsize), numbers)
    for dash in DASHES if found.dtype.itemsize > 1 else ():
        places = np.flatnonzero(found[1:-1] == ord(dash)) + 1
        found[places[in_words(found[places - 1]) & in_words(found[places + 1])]] = ord("-")
    return found


def in_words(numbers: Letters) -> Kind:
    r"""Which of the letters belong to a word: those that `\w` finds."""
    return _looked_up(_kind(r"\w", numbers.dtype.itemsize), numbers)


def said(numbers: Letters) -> Kind:
    """Which of the letters say something: letters and digits, neither white space nor punctuation."""
    return _looked_up(_kind(r"[^\W_]", numbers.dtype.itemsize), numbers)


def blank(numbers: Letters) -> Kind:
    """Which of the letters are white space."""
    return _looked_up(_kind(r"\s", numbers.dtype.itemsize), numbers)


def _looked_up(table: npt.NDArray[Any], numbers: Letters) -> npt.NDArray[Any]:
    found = np.empty(len(numbers), table.dtype)
    for start in range(0, len(numbers), _STEP):
        part = slice(start, start + _STEP)
        # Every number is in the table; `clip` only spares numpy from making sure of it.
        np.take(table, numbers[part], out=found[part], mode="clip")
    return found


@cache
def _folded_letters(width: int) -> Letters:
    """What each letter is folded to, apart from the dashes; none needs more bytes than it did."""
    return letters(fold(_every_letter(width))).astype(f"<u{width}")


@cache
def _kind(kind: str, width: int) -> Kind:
    every = _every_letter(width)
    table = np.zeros(len(every), bool)
    for found in re.finditer(f"{kind}+", every):
        table[slice(*found.span())] = True
    return table


def _every_letter(width: int) -> str:
    """The letters whose numbers take so many bytes at most."""
    return "".join(map(chr, range(min(1 << 8 * width, sys.maxunicode + 1))))
