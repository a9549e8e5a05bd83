"""People of the register by what they are called for short: usual short forms, names cut off or drawn out, and
whatever begins as a name of theirs where the text says that somebody is called so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.privacy.scanning.around import is_label, is_told_of
from evaluation.privacy.scanning.find import Certainty, Find
from evaluation.privacy.scanning.lists import listed, shortened
from evaluation.privacy.scanning.register import Part, Register
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import folded, stems
from evaluation.privacy.scanning.vocabulary import in_dictionary
from evaluation.privacy.scanning.words import Word

NAME = "nicknames"
OF_LAST = ("a", "ern", "is", "emann")  # what is put after last names alone: Berga for Berg
BEGUN = 3  # letters of a name that a short form begins with
LOST = 2  # letters that are cut off at least
DRAWN_OUT = ("en", "ern", "is", "an", "emann", "i", "y", "ie", "a", "o", "e", "u")
AROUND = 28  # characters on each side within which somebody is said to be called so
_CALLED = re.compile(
    r"(?<!\w)(?:kall(?:er|es|ast|ar|a|e|te|t)?|heter|heiter|hette|heitte|\w*na[vm]net|"
    r"called|calls?[ ](?:him|her|me|them)|they[ ]say|nick\w*)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Short:
    """Whom a word may be short for: by the list, by how it is made, as it begins as a name of theirs does, or as the
    last name with an ending."""

    listed: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    of_last: tuple[str, ...] = ()


NOBODY = _Short()


def find(reading: Reading) -> Iterator[Find]:
    known: dict[str, _Short] = reading.register.once("short forms", dict)
    for word in reading.text.words:
        if not (word.capital or reading.text.mostly_small):
            continue
        if word.text not in known:
            known[word.text] = _short(reading.register, word.text)
        if known[word.text] == NOBODY:
            continue
        certainty, who = _weighed(reading, word, known[word.text])
        if certainty:
            yield Find(word.start, word.end, word.text, "person", certainty, "nickname", who)


def _short(register: Register, word: str) -> _Short:
    """Nobody is shortened by a word that stands in the register, which is found there, nor by one of the commonest."""
    if folded(word) in listed("common") or any(register.exactly(stem) for stem in stems(word)):
        return NOBODY
    plain = [folded(stem) for stem in stems(word)]
    names = {name: parts for name, parts in register.parts.items() if len(name) >= BEGUN}
    full = {name for stem in plain for name in shortened().get(stem, ())}
    return _Short(
        listed=_people(part for name in full for part in names.get(name, ()) if part.place != "last"),
        made=_people(part for name in names for part in names[name] if part.place == "first" and _made(plain, name)),
        begun=_people(part for name in names for part in names[name] if _begun(plain[0], name)),
        of_last=_people(
            part for name in names for part in names[name] if part.place == "last" and _of_last(plain, name)
        ),
    )


def _people(parts: Iterator[Part]) -> tuple[str, ...]:
    return tuple(sorted({part.who for part in parts}))


def _made(plain: list[str], name: str) -> bool:
    """Whether one of the words is the name cut off, or the beginning of it with an ending: Abdi, Yoni, Odden."""
    return any(
        (len(word) >= BEGUN and len(word) + LOST <= len(name) and name.startswith(word))
        or any(_drawn_out(word, ending, name) for ending in DRAWN_OUT)
        for word in plain
    )


def _of_last(plain: list[str], name: str) -> bool:
    return len(name) > BEGUN and any(word == name + ending for word in plain for ending in OF_LAST)


def _drawn_out(word: str, ending: str, name: str) -> bool:
    begun = word.removesuffix(ending)
    return begun != word and len(begun) >= BEGUN and name.startswith(begun)


def _begun(word: str, name: str) -> bool:
    return len(word) >= BEGUN and word[:BEGUN] == name[:BEGUN] and len(word) <= len(name) + LOST


def _weighed(reading: Reading, word: Word, short: _Short) -> tuple[Certainty | None, tuple[str, ...]]:
    """A word that is the language's own, or another's name, is less certain."""
    if short.of_last and word.capital and not reading.named.isdisjoint(short.of_last):
        return "likely", short.of_last
    known = in_dictionary(word.text, reading.tongues)
    another = any(folded(stem) in listed(names) for stem in stems(word.text) for names in ("first_names", "last_names"))
    sought = short.listed or short.made or not (another or (known and word.opens))
    if short.begun and word.capital and sought and _is_called(reading, word):
        return "likely", short.listed or short.made or short.begun
    if not word.capital:
        who = short.listed or short.made
        told = who and (is_label(reading.text.text, word) or (short.listed and not known and not another))
        return ("likely" if told else None), who
    opens = word.opens and not is_told_of(reading.text.text, word, reading.tongues)
    if short.listed:
        doubted = (another and reading.named.isdisjoint(short.listed)) or (known and opens)
        return ("possible" if doubted else "likely"), short.listed
    if not short.made or (known and word.opens) or folded(word.text) in listed("places"):
        return None, ()
    doubted = another or known or (word.opens and not _is_whole(reading.register, word.text))
    return ("possible" if doubted else "likely"), short.made


def _is_whole(register: Register, word: str) -> bool:
    """Whether it is a whole first name with an ending: Larsern."""
    begun = (folded(word).removesuffix(ending) for ending in DRAWN_OUT)
    return any(part.place == "first" for each in begun if len(each) > BEGUN for part in register.parts.get(each, ()))


def _is_called(reading: Reading, word: Word) -> bool:
    """Whether somebody is said to be called so close by: vi kaller henne Bless."""
    around = reading.text.text[max(0, word.start - AROUND) : word.end + AROUND]
    return bool(_CALLED.search(around))
