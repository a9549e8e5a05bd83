"""People of the study's own register: whole names, parts, inflections, and spellings with one letter wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from evaluation.privacy.scanning.find import Certainty, Find
from evaluation.privacy.scanning.lists import listed
from evaluation.privacy.scanning.register import Part
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import folded, stems
from evaluation.privacy.scanning.words import Word

NAME = "people"
LONGEST = 6  # words in one name
SHORT = 6  # letters under which a word that opens a sentence is rarely a misspelt name
SHORTEST = 5  # and any other word: Korn is not Jørn
BETWEEN = frozenset({" ", "\n", "\u00a0", ", ", " \n", "\r\n", ". ", "-"})


def find(reading: Reading) -> Iterator[Find]:
    text, index = reading.text, 0
    while index < len(text.words):
        run = _run(reading, index)
        if run:
            yield from _told(reading, index, run)
        index += max(len(run), 1)


def _run(reading: Reading, index: int) -> list[tuple[Part, ...]]:
    """The parts that the words from here on are of, as long as one person has them all."""
    found: list[tuple[Part, ...]] = []
    who: set[str] = set()
    for offset in range(LONGEST):
        if index + offset >= len(reading.text.words) or (
            offset and reading.text.gap(index + offset - 1) not in BETWEEN
        ):
            break
        parts = _parts(reading, index + offset, alone=not found)
        bearers = {part.who for part in parts}
        common = bearers & who if found else bearers
        if not common:
            break
        who = common
        found.append(tuple(part for part in parts if part.who in who))
    return found


def _parts(reading: Reading, index: int, *, alone: bool) -> tuple[Part, ...]:
    """The parts of names a word may be: as it stands, without its ending, a piece of it, or with one letter wrong."""
    word = reading.text.words[index]
    if alone and not word.capital and not reading.text.mostly_small:
        return reading.register.exactly(word.text)  # a name in small letters is told only where a second word follows
    for stem in stems(word.text):
        if exact := reading.register.exactly(stem):
            return exact
    pieces = [piece for piece in word.text.replace("‐", "-").replace("‑", "-").split("-") if len(piece) > 2]
    if len(pieces) > 1:
        for piece in pieces:
            if piece[:1].isupper() and (exact := reading.register.exactly(piece)):
                return exact
    if not (word.capital or reading.text.mostly_small) or (alone and _ordinary(reading, word)):
        return ()
    for stem in stems(word.text):
        if near := reading.register.nearly(stem):
            return near
    return ()


def _told(reading: Reading, index: int, run: list[tuple[Part, ...]]) -> Iterator[Find]:
    words = reading.text.words[index : index + len(run)]
    who = tuple(sorted({part.who for part in run[-1]}))
    certainty, rule = _weighed(reading, words, run)
    if certainty:
        start, end = words[0].start, _end(words[-1], run[-1])
        yield Find(start, end, reading.text.text[start:end], "person", certainty, rule, who)


def _weighed(reading: Reading, words: tuple[Word, ...], run: list[tuple[Part, ...]]) -> tuple[Certainty | None, str]:
    """How certain it is that the words are a name, and by which rule; None for words that are none."""
    exact = all(_is_exact(word, parts) for word, parts in zip(words, run, strict=True))
    if len(words) > 1:
        all_small = not reading.text.mostly_small and all(
            not word.capital and _ordinary(reading, word) for word in words
        )
        return (None if all_small else "sure" if exact else "likely"), ("full-name" if exact else "misspelt")
    [word] = words
    if not exact:
        return _bent(word, run[0]), "misspelt"
    ordinary, piece = _ordinary(reading, word), _is_piece(run[0])
    if not word.capital:
        return ("likely" if reading.text.mostly_small and not ordinary else None), "part-of-name"
    if ordinary and not _is_label(reading, word):
        return ("possible" if word.opens else "likely"), "part-of-name"
    return ("likely" if piece else "sure"), "part-of-name"


def _is_label(reading: Reading, word: Word) -> bool:
    """A word that stands first on its line and before a colon: whoever speaks."""
    text = reading.text.text
    return text[word.end : word.end + 1] == ":" and text[max(0, word.start - 1) : word.start] in ("", "\n")


def _bent(word: Word, parts: tuple[Part, ...]) -> Certainty:
    """A word that one letter makes a name of: less so if it is another name, or a short one that opens a sentence."""
    others = any(folded(word.text) in listed(name) for name in ("first_names", "places"))
    a_word = any(folded(part.word) in listed("ordinary") for part in parts)
    short = len(folded(word.text)) < (SHORT if word.opens else SHORTEST)
    return "possible" if others or a_word or short else "likely"


def _is_piece(parts: tuple[Part, ...]) -> bool:
    """Only a piece of a name with a hyphen: Anne of Kari-Anne."""
    return all(part.piece for part in parts)


def _is_exact(word: Word, parts: tuple[Part, ...]) -> bool:
    spelt = {folded(part.word) for part in parts}
    pieces = {folded(piece) for piece in word.text.replace("‑", "-").replace("‐", "-").split("-")}
    return bool(spelt & ({folded(stem) for stem in stems(word.text)} | pieces))


def _end(word: Word, parts: tuple[Part, ...]) -> int:
    """Where the name ends: `Kari-saken` is Kari and a matter."""
    spelt = {folded(part.word) for part in parts}
    if "-" not in word.text or folded(word.text) in spelt or any(folded(stem) in spelt for stem in stems(word.text)):
        return word.end
    taken = list(takewhile(lambda piece: folded(piece) in spelt, word.text.split("-")))
    return word.start + len("-".join(taken)) if taken else word.end


def _ordinary(reading: Reading, word: Word) -> bool:
    """A word that is often no name: one of the list, or one that this text writes in small letters."""
    plain = folded(word.text)
    return plain in listed("ordinary") or reading.text.in_small[plain] > 0
