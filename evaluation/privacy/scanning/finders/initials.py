"""People of the register by their initials: `K.N.`, `K. Nordmann`, `Kari N.`, `KN`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.lists import listed
from evaluation.privacy.scanning.register import Register
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import folded, stems

NAME = "initials"
_LETTER = r"[^\W\d_](?:\.?[-‐‑][^\W\d_])?\."
_DOTTED = re.compile(
    rf"(?<![\w.-])((?:{_LETTER}[ \u00a0\n]?){{1,3}})({_LETTER}|[A-ZÆØÅÁÉÖÄÜŠČŽ][^\W\d_]+(?:[-‐‑][^\W\d_]+)*)?(?!\w)"
)
_FIRST_AND_LETTER = re.compile(r"(?<!\w)([^\W\d_]{2,}(?:[-‐‑][^\W\d_]+)*)[ \u00a0]([^\W\d_])\.?(?!\w)")
_BARE = re.compile(r"(?<![\w.])([A-ZÆØÅ]{2,4})(?:s|'s|’s)?(?!\w)")

# B-E and I-LT, as people sign whose name has a hyphen; the dots are those of _DOTTED.
_HYPHENED = re.compile(r"(?<![\w.-])([A-ZÆØÅ][-‐‑][A-ZÆØÅ](?:[ ]?[A-ZÆØÅ]){0,2})(?:s|'s|’s)?(?![\w-])")
_LABEL = re.compile(r"^([^\W\d_]{2,4})(?=:[ \n])", re.MULTILINE)
_NO_LABELS = frozenset("nb ps obs merk sv vs re fw fra frå til dato tid sted stad sak cc emne tlf og".split())  # noqa: SIM905


def find(reading: Reading) -> Iterator[Find]:
    letters = reading.register.once("initials", lambda: _letters(reading.register))
    yield from _dotted(reading, letters)
    yield from _first_and_letter(reading)
    yield from _labels(reading, letters)
    begun = reading.register.once("initials of first names", lambda: _first_letters(reading.register))
    for match in _HYPHENED.finditer(reading.text.text):
        spelt = "".join(filter(str.isalpha, match[1])).casefold()
        if who := letters.get(spelt) or begun.get(spelt):
            yield Find(match.start(), match.end(), match[0], "person", "likely", "initials", who)
    for match in _BARE.finditer(reading.text.text):
        spelt = match[1].casefold()
        who = letters.get(spelt) or _of_named(reading, begun.get(spelt, ()))
        if who and folded(match[1]) not in listed("abbreviations") and not _shouting(reading.text.text, match, letters):
            yield Find(match.start(), match.end(), match[0], "person", "likely", "initials", who)


def _letters(register: Register) -> dict[str, tuple[str, ...]]:
    """Initials in small letters → who has them; with and without the names in the middle."""
    found: dict[str, set[str]] = defaultdict(set)
    for who, words in register.people.items():
        pieces = [piece for word in words for piece in re.split(r"[-‐‑]", word) if piece]
        for chosen in (words, (words[0], words[-1]), pieces, (*re.split(r"[-‐‑]", words[0]), words[-1])):
            if len(words) > 1:
                found["".join(piece[:1] for piece in chosen if piece).casefold()].add(who)
    return {key: tuple(sorted(who)) for key, who in found.items() if len(key) > 1}


def _first_letters(register: Register) -> dict[str, tuple[str, ...]]:
    """The initials of double first names in small letters → who has them: PK for Per Kristian Dal."""
    found: dict[str, set[str]] = defaultdict(set)
    for who, words in register.people.items():
        pieces = [piece for word in words[:-1] for piece in re.split(r"[-‐‑]", word) if piece]
        if len(pieces) > 1 and all(folded(piece) in listed("first_names") for piece in pieces):
            found["".join(piece[0] for piece in pieces).casefold()].add(who)
    return {key: tuple(sorted(who)) for key, who in found.items()}


def _of_named(reading: Reading, who: tuple[str, ...]) -> tuple[str, ...]:
    """Those of them whom the text names otherwise too."""
    return tuple(each for each in who if each in reading.named)


def _labels(reading: Reading, letters: dict[str, tuple[str, ...]]) -> Iterator[Find]:
    """`AS:` and, where all is in small letters, `as:` at the beginning of a line: whoever speaks."""
    for match in _LABEL.finditer(reading.text.text):
        written = match[1].isupper() or reading.text.mostly_small
        if written and match[1].casefold() not in _NO_LABELS and (who := letters.get(match[1].casefold())):
            yield Find(match.start(1), match.end(1), match[1], "person", "likely", "initials", who)


def _dotted(reading: Reading, letters: dict[str, tuple[str, ...]]) -> Iterator[Find]:
    """`K. N.` and `K. Nordmann`."""
    for match in _DOTTED.finditer(reading.text.text):
        first, last = [letter for letter in match[1] if letter.isalpha()], match[2] or ""
        named = _of_last_name(reading.register, first[0], last) if len(last) > 2 else ()
        spelt = "".join(first) + ("".join(filter(str.isalpha, last)) if last.endswith(".") else "")
        who = named or letters.get(spelt.casefold(), ())
        if who and first[0].isupper():
            whole = match[0] if named or last.endswith(".") else match[1].rstrip()
            yield Find(match.start(), match.start() + len(whole), whole, "person", "sure", "initials", who)


def _of_last_name(register: Register, letter: str, last: str) -> tuple[str, ...]:
    """Who has the last name, or one a letter from it, and a first name that begins so."""
    bearers = {part.who for stem in stems(last) for part in register.exactly(stem) if part.place == "last"}
    bearers = bearers or {part.who for part in register.nearly(last) if part.place == "last"}
    return tuple(sorted(each for each in bearers if _begins(register, each, letter)))


def _first_and_letter(reading: Reading) -> Iterator[Find]:
    """`Kari N.`"""
    for match in _FIRST_AND_LETTER.finditer(reading.text.text):
        small = reading.text.mostly_small and match[0].endswith(".")
        if not (small or (match[1][:1].isupper() and match[2].isupper())):
            continue
        bearers = {part.who for part in reading.register.exactly(match[1]) if part.place in ("first", "label")}
        who = tuple(sorted(each for each in bearers if _ends(reading.register, each, match[2])))
        if who:
            yield Find(match.start(), match.end(), match[0], "person", "sure", "initials", who)


def _begins(register: Register, who: str, letter: str) -> bool:
    words = register.people.get(who, ())
    return bool(words) and folded(words[0][:1]) == folded(letter)


def _ends(register: Register, who: str, letter: str) -> bool:
    return any(folded(word[:1]) == folded(letter) for word in register.people.get(who, ())[1:])


def _shouting(text: str, match: re.Match[str], initials: Collection[str]) -> bool:
    """Whether the letters are one word of several in capitals, as in a heading, and not one of several initials."""
    around = f"{text[max(0, match.start() - 12) : match.start()]} {text[match.end() : match.end() + 12]}"
    words = ("".join(filter(str.isalpha, word)) for word in around.split())
    letters = "".join(word for word in words if word.casefold() not in initials)
    return len(letters) > 6 and sum(each.isupper() for each in letters) * 2 > len(letters)
