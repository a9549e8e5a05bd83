"""Organisations of the study's own register: whole names, parts, abbreviations, and one letter wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.privacy.scanning.find import Certainty, Find
from evaluation.privacy.scanning.lists import listed
from evaluation.privacy.scanning.register import Register
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import folded, stems, within_one
from evaluation.privacy.scanning.vocabulary import in_dictionary, is_ordinary
from evaluation.privacy.scanning.words import Word

NAME = "organisations"
_FORM = r"(?:\s+(?:AS|ASA|KF|IKS|SA|HF|BA|SF))?"
_HYPHEN = re.compile(r"[-‐‑]")
SHORTEST = 4  # letters of a part that tells on its own
SHORTEST_SMALL = 6  # and in small letters
SHORTEST_BENT = 6  # and before one letter may be wrong


def find(reading: Reading) -> Iterator[Find]:
    for who, names in reading.register.organisations.items():
        for name in names:
            yield from _whole(reading, who, name)
            yield from _short(reading, who, name)
    yield from _parts(reading)


def _whole(reading: Reading, who: str, name: tuple[str, ...]) -> Iterator[Find]:
    """The name as a whole, however it is written; a name of one usual word only with a capital letter."""
    pattern = r"[\s\-‐‑]+".join(map(_over_lines, name)) + _FORM
    for match in re.finditer(rf"(?<!\w){pattern}(?:['’]?s|['’])?(?!\w)", reading.text.text, re.IGNORECASE):
        if len(name) > 1 or match[0][:1].isupper() or _small(reading, match[0]):
            yield Find(match.start(), match.end(), match[0], "organisation", "sure", "full-name", (who,))


def _small(reading: Reading, word: str) -> bool:
    """Whether a word in small letters may be a name: in a text that has no others, if it is none of the language's."""
    return reading.text.mostly_small and not in_dictionary(word, reading.tongues)


def _over_lines(word: str) -> str:
    """A word that may be broken at the end of a line."""
    return r"(?:[-‐‑\u00ad][ \t]*\r?\n[ \t]*)?".join(map(re.escape, word))


def _short(reading: Reading, who: str, name: tuple[str, ...]) -> Iterator[Find]:
    """The first letters of three words or more."""
    letters = "".join(word[:1] for word in name if word[:1].isalpha()).upper()
    if len(letters) >= 3:
        for match in re.finditer(rf"(?<!\w){letters}(?:s|['’]s|-(?=\w))?(?!\w(?<!-\w))", reading.text.text):
            end = match.start() + len(letters)
            yield Find(match.start(), end, letters, "organisation", "likely", "abbreviation", (who,))


def _parts(reading: Reading) -> Iterator[Find]:
    """Single words of a name that are its own, and what one letter makes of them."""
    parts = reading.register.once("words of organisations", lambda: _own_words(reading.register))
    for word in reading.text.words:
        if len(word.text) >= (SHORTEST if word.capital else SHORTEST_SMALL):
            yield from _part(reading, word, parts)


def _own_words(register: Register) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for who, names in register.organisations.items():
        for name in names:
            for part in name:
                if len(part) >= SHORTEST and part[:1].isupper() and folded(part) not in listed("companies"):
                    found.setdefault(folded(part), set()).add(who)
    return {part: tuple(sorted(who)) for part, who in found.items()}


def _part(reading: Reading, word: Word, parts: dict[str, tuple[str, ...]]) -> Iterator[Find]:
    """The dictionary is asked last, and only of what would be a name without it: it takes seconds to be read."""
    if who := next((who for stem in stems(word.text) if (who := parts.get(folded(stem)))), None):
        ordinary = _ordinary(reading, word)
        certainty: Certainty = "possible" if ordinary and word.opens else "likely"
        if word.capital or not ordinary:
            yield Find(word.start, word.end, word.text, "organisation", certainty, "part-of-name", who)
        return
    first = _HYPHEN.split(word.text)[0]
    if who := next((who for stem in stems(first) if (who := parts.get(folded(stem)))), None):
        if word.capital or not _ordinary(reading, word):
            yield Find(word.start, word.start + len(first), first, "organisation", "likely", "part-of-name", who)
        return
    if first != word.text and word.capital and (who := _bound(folded(first), parts)):
        yield Find(word.start, word.start + len(first), first, "organisation", "possible", "part-of-name", who)
        return
    if not word.capital or len(word.text) < SHORTEST_BENT:
        return
    if (who := _bent(reading.register, word.text, parts)) and not in_dictionary(word.text, reading.tongues):
        yield Find(word.start, word.end, word.text, "organisation", "likely", "misspelt", who)


def _bound(first: str, parts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Whose name in the definite leads a compound without its ending: Solvangen as Solvangs-modellen."""
    root = first.removesuffix("s")
    whole = (f"{root}{ending}" for ending in ("en", "et", "a")) if len(root) >= SHORTEST_BENT else ()
    return next((who for each in whole if (who := parts.get(each))), ())


def _ordinary(reading: Reading, word: Word) -> bool:
    return any(is_ordinary(stem, reading.tongues) for stem in stems(word.text))


def _bent(register: Register, word: str, parts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Whose name a word is with one letter wrong; each word is looked at once."""
    known: dict[str, tuple[str, ...]] = register.once("bent words of organisations", dict)
    if word not in known:
        near = (who for part, who in parts.items() if len(part) >= SHORTEST_BENT and _near(word, part))
        known[word] = next(near, ())
    return known[word]


def _near(word: str, part: str) -> bool:
    return any(within_one(folded(stem), part) for stem in stems(word))
