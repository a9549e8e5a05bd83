"""What may be somebody of the register, spelled further off: two letters wrong, longer initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from evaluation.privacy.scanning.find import Certainty, Find
from evaluation.privacy.scanning.register import Part, Register
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import bones, folded, stems
from evaluation.privacy.scanning.vocabulary import in_dictionary
from evaluation.privacy.scanning.words import Word

NAME = "far"
LONGEST_SHORT = 3  # letters of a name that may have got one more: Moe, Moen
SHORTEST_SMALL = 6  # letters of a word in small letters that one letter makes a name of
SHORTEST_TWICE = 7  # letters of a word two of which may be wrong
BONES = 4  # consonants that tell a name, whatever the vowels
_LETTERS = re.compile(r"(?<!\w)(?:[A-ZÆØÅ][a-zæøå]{0,2}){2,3}(?!\w)")


def find(reading: Reading) -> Iterator[Find]:
    known: dict[tuple[str, bool], tuple[str, ...]] = {}
    for word in reading.text.words:
        key = (word.text, word.opens)
        if key not in known:
            known[key] = _whose(reading, word)
        if who := known[key]:
            certainty: Certainty = "likely" if word.capital and _same_bones(reading.register, word, who) else "possible"
            yield Find(word.start, word.end, _text(reading, word), "person", certainty, "misspelt", who)
    mixed = [each for each in _LETTERS.finditer(reading.text.text) if any(map(str.islower, each[0]))]
    prefixes = _initials(reading.register) if mixed else {}
    for match in mixed:
        if who := prefixes.get(match[0], ()):
            yield Find(match.start(), match.end(), match[0], "person", "likely", "initials", who)


def _same_bones(register: Register, word: Word, who: tuple[str, ...]) -> bool:
    """Whether the vowels alone are wrong, or letters that sound alike, in a word with enough others to tell."""
    heard = {found for stem in stems(word.text) if len(found := bones(stem)) >= BONES}
    return any(bones(name) in heard for each in who for name in register.words(each))


def _text(reading: Reading, word: Word) -> str:
    return reading.text.text[word.start : word.end]


def _whose(reading: Reading, word: Word) -> tuple[str, ...]:
    """Whom the word may mean; nobody where it stands in the register, since it is found there."""
    if reading.register.exactly(word.text):
        return ()
    if word.capital and not word.opens and (found := _lengthened(reading.register, word)):
        return _people(found)
    if not in_dictionary(word.text, reading.tongues):
        return _people(_near(reading.register, word))
    if not word.capital or word.opens:
        return ()
    who = _people(_near(reading.register, word))
    return who if _same_bones(reading.register, word, who) else ()


def _people(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(sorted({part.who for part in parts}))


def _lengthened(register: Register, word: Word) -> tuple[Part, ...]:
    plain = folded(word.text)
    short = plain[:-1] if len(plain) == LONGEST_SHORT + 1 else ""
    return register.parts.get(short, ())


def _near(register: Register, word: Word) -> tuple[Part, ...]:
    """The parts of names one letter off, whatever the case, or two for a long word with the same first letter."""
    for stem in stems(word.text):
        if found := register.nearly(stem, shortest=SHORTEST_SMALL):
            return found
        if len(folded(stem)) >= SHORTEST_TWICE and (found := register.further(stem)):
            return found
    return ()


def _initials(register: Register) -> dict[str, tuple[str, ...]]:
    """HSk, HaSk: the first letters of a name's words, some with more than one letter → who it is."""
    found: dict[str, set[str]] = {}
    for who, words in register.people.items():
        for chosen in (words, *combinations(words, 2)):
            if len(chosen) > 1 and (chosen[0], chosen[-1]) == (words[0], words[-1]):
                for letters in _lengths([word.strip(".") for word in chosen]):
                    found.setdefault(letters, set()).add(who)
    return {letters: tuple(sorted(who)) for letters, who in found.items()}


def _lengths(words: list[str]) -> Iterator[str]:
    if not words:
        yield ""
        return
    for rest in _lengths(words[1:]):
        for length in range(1, 4):
            yield words[0][:1].upper() + words[0][1:length].lower() + rest
