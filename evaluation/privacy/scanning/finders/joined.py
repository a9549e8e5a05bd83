"""People of the register whose names are written as one word, or one of whose names is written as two."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.privacy.scanning.addresses import SHORTEST_FIRST, together
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import Register
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import folded, stems

NAME = "joined"
SHORTEST = 5  # letters of a name written as two words, which machines that take down speech do: Tang vald
PIECE = 3  # and of each of them
APART = (" ", "- ")  # what stands between; a hyphen where a line once ended


def find(reading: Reading) -> Iterator[Find]:
    words, text, small = reading.text.words, reading.text.text, reading.text.mostly_small
    begun = reading.register.once("beginnings of names", lambda: _beginnings(reading.register))
    for number, word in enumerate(words):
        if len(word.text) >= SHORTEST_FIRST and (who := _whole(reading.register, word.text)):
            yield Find(word.start, word.end, word.text, "person", "likely", "full-name", who)
        if (word.capital or small) and folded(word.text) in begun and reading.text.gap(number) in APART:
            end = words[number + 1].end
            if who := _split(reading.register, word.text, words[number + 1].text):
                yield Find(word.start, end, text[word.start : end], "person", "likely", "misspelt", who)


def _beginnings(register: Register) -> frozenset[str]:
    names = [name for name in register.parts if len(name) >= SHORTEST]
    return frozenset(name[:length] for name in names for length in range(PIECE, len(name) - PIECE + 1))


def _whole(register: Register, word: str) -> tuple[str, ...]:
    return next((who for stem in stems(word) if (who := together(register, stem))), ())


def _split(register: Register, one: str, other: str) -> tuple[str, ...]:
    """Whose name two words make together."""
    for stem in stems(other):
        if len(stem) >= PIECE and (parts := register.parts.get(folded(one) + folded(stem))):
            return tuple(sorted({part.who for part in parts}))
    return ()
