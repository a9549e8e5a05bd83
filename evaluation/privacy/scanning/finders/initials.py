"""People of the register by their initials: `K.N.`, `K. Nordmann`, `Kari N.`, `KN`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain

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
_CLOSE = re.compile(rf"(?<!\S)(?:{_LETTER}){{2,3}}(?!\S)")
_FIRST_AND_LETTER = re.compile(r"(?<!\w)([^\W\d_]{2,}(?:[-‐‑][^\W\d_]+)*)[ \u00a0]([^\W\d_])\.?(?!\w)")
_JOINED = re.compile(r"(?<!\w)([A-ZÆØÅ][a-zæøåéáö]+)([A-ZÆØÅ])(?!\w)")  # PerK, as accounts are called
_CAPITAL = "[A-ZÆØÅÁÉÍÓÚÝÖÄÜÞŠČŽŁŚŻĐŊ]"
_BARE = re.compile(rf"(?<![\w.])(?<!\d[ \u00a0])({_CAPITAL}{{2,4}})(?:s|'s|’s)?(?!\w)")

# B-E and I-LT, as people sign whose name has a hyphen; the dots are those of _DOTTED.
_HYPHENED = re.compile(rf"(?<![\w.-])({_CAPITAL}[-‐‑]{_CAPITAL}(?:[ ]?{_CAPITAL}){{0,2}})(?:s|'s|’s)?(?![\w-])")
_LABEL = re.compile(r"^([^\W\d_]{2,4})(?=:[ \n])", re.MULTILINE)
_NO_LABELS = frozenset("nb ps obs merk sv vs re fw fra frå til dato tid sted stad sak cc emne tlf og".split())  # noqa: SIM905

_ROLE = re.compile(
    r"(?:referent|ref|ansvar|ansvarlig|ansvarleg|ansv|skrivar|skriver|sign|signert|møteleder|møteleiar|ved|frist|by|responsible|"
    r"minutes|vh|mvh|hilsen|helsing)[.:]{0,2}[ \n]{1,2}$",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?<!\w)(?:referent|skrivar|sekretær|møteleder|møteleiar|ordstyrer|ordstyrar)[.:]{0,2}[ \n]$", re.IGNORECASE
)
_LOOK_BACK = 24
_SAID_BEFORE = 160  # characters within which the last name stands before its initials
Initials = dict[str, tuple[str, ...]]  # in small letters → who has them


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
        if (who := _bare(reading, match, letters, begun)) and not _shouting(reading.text.text, match, letters):
            yield Find(match.start(), match.end(), match[0], "person", "likely", "initials", who)


def _letters(register: Register) -> Initials:
    """Initials in small letters → who has them; with and without the names in the middle, and accents."""
    found: dict[str, set[str]] = defaultdict(set)
    for who, words in register.people.items():
        pieces = [piece for word in words for piece in re.split(r"[-‐‑]", word) if piece]
        for chosen in (words, (words[0], words[-1]), pieces, (*re.split(r"[-‐‑]", words[0]), words[-1])):
            if len(words) > 1:
                spelt = "".join(piece[:1] for piece in chosen if piece).casefold()
                found[spelt].add(who)
                found[_plain(spelt)].add(who)
                found["".join("å" if piece[:2] == "Aa" else piece[:1].casefold() for piece in chosen)].add(who)
    return {key: tuple(sorted(who)) for key, who in found.items() if len(key) > 1}


def _plain(letters: str) -> str:
    """Letters without accents; æ, ø and å are letters of their own."""
    return "".join(each if each in "æøå" else folded(each)[:1] for each in letters)


def _first_letters(register: Register) -> Initials:
    """The initials of double first names in small letters → who has them: PK for Per Kristian Dal."""
    found: dict[str, set[str]] = defaultdict(set)
    for who, words in register.people.items():
        pieces = [piece for word in words[:-1] for piece in re.split(r"[-‐‑]", word) if piece]
        usual = all(folded(piece) in listed("first_names") for piece in pieces)
        if len(pieces) > 1 and (usual or (len(words) == 2 and len(pieces) == 2)):  # one name, whatever its parts are
            found["".join(piece[0] for piece in pieces).casefold()].add(who)
    return {key: tuple(sorted(who)) for key, who in found.items()}


def _bare(reading: Reading, match: re.Match[str], letters: Initials, begun: Initials) -> tuple[str, ...]:
    """Whose initials some capital letters are. Those of first names alone, and letters that are an abbreviation too,
    are somebody's only whom the text names otherwise."""
    spelt = match[1].casefold()
    if folded(match[1]) in listed("abbreviations"):
        return tuple(each for each in letters.get(spelt, ()) if _is_told(reading, match, each))
    return letters.get(spelt) or _of_named(reading, begun.get(spelt, ()))


def _of_named(reading: Reading, who: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in who if each in reading.named)


def _is_told(reading: Reading, match: re.Match[str], who: str) -> bool:
    """Whether letters that are an abbreviation too stand for somebody whom the text names: after what takes a name, on
    a line for themselves, or on the line of the last name, as in lists and where they first come: Kvale (HK)."""
    text = reading.text.text
    if _MINUTES.search(text, max(0, match.start() - _LOOK_BACK), match.start()):
        return True
    if who not in reading.named:
        return False
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    if line.strip() == match[0] or _ROLE.search(text, max(0, match.start() - _LOOK_BACK), match.start()):
        return True
    last = re.escape(reading.register.people[who][-1])
    before = text[max(0, match.start() - _SAID_BEFORE) : match.start()]  # over the end of a line too, as in a PDF
    told = rf"(?<!\w){last}(?!\w)"
    return bool(re.search(told, before) or re.search(rf"{told}[^\n]*(?<!\w){match[1]}(?!\w)|{match[1]} = ", line))


def _labels(reading: Reading, letters: Initials) -> Iterator[Find]:
    """`AS:` and, where all is in small letters, `as:` at the beginning of a line: whoever speaks."""
    for match in _LABEL.finditer(reading.text.text):
        written = match[1].isupper() or reading.text.mostly_small
        if written and match[1].casefold() not in _NO_LABELS and (who := letters.get(match[1].casefold())):
            yield Find(match.start(1), match.end(1), match[1], "person", "likely", "initials", who)


def _dotted(reading: Reading, letters: Initials) -> Iterator[Find]:
    """`K. N.` and `K. Nordmann`."""
    for match in _DOTTED.finditer(reading.text.text):
        first, last = [letter for letter in match[1] if letter.isalpha()], match[2] or ""
        named = _of_last_name(reading.register, first[0], last) if len(last) > 2 else ()
        spelt = "".join(first) + ("".join(filter(str.isalpha, last)) if last.endswith(".") else "")
        who = named or letters.get(spelt.casefold(), ())
        if who and first[0].isupper() and (named or spelt.casefold() not in _NO_LABELS):
            whole = match[0] if named or last.endswith(".") else match[1].rstrip()
            yield Find(match.start(), match.start() + len(whole), whole, "person", "sure", "initials", who)
        elif not who:
            yield from _side_by_side(match, letters)


def _side_by_side(match: re.Match[str], letters: Initials) -> Iterator[Find]:
    """`M.P. T.V.`: those of two people, who sign beside each other."""
    for each in _CLOSE.finditer(match[0]):
        start = match.start() + each.start()
        if who := letters.get("".join(filter(str.isalpha, each[0])).casefold()):
            yield Find(start, start + len(each[0]), each[0], "person", "sure", "initials", who)


def _of_last_name(register: Register, letter: str, last: str) -> tuple[str, ...]:
    """Who has the last name, or one a letter from it, and a first name that begins so."""
    bearers = {part.who for stem in stems(last) for part in register.exactly(stem) if part.place == "last"}
    bearers = bearers or {part.who for part in register.nearly(last) if part.place == "last"}
    return tuple(sorted(each for each in bearers if _begins(register, each, letter)))


def _first_and_letter(reading: Reading) -> Iterator[Find]:
    """`Kari N.` and `KariN`."""
    text = reading.text.text
    for match in chain(_FIRST_AND_LETTER.finditer(text), _JOINED.finditer(text)):
        small = match[0].endswith(".") and reading.text.small_at(match.start())
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
