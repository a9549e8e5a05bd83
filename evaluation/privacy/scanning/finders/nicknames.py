"""People of the register by what they are called for short: usual short forms, names cut off or drawn out, and
whatever begins as a name of theirs where the text says that somebody is called so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
LONG = 4  # letters; a longer short form is hardly another word by chance
END = 4  # letters of the end of a name
LOST = 2  # letters that are cut off at least
DRAWN_OUT = ("en", "ern", "er", "is", "an", "emann", "i", "y", "ie", "a", "o", "e", "u")
AROUND = 28  # characters on each side within which somebody is said to be called so
_CALLED = re.compile(
    r"(?<!\w)(?:kall(?:er|es|ast|ar|a|e|te|t)?|heter|heiter|hette|heitte|\w*na[vm]net|"
    r"called|calls?[ ](?:him|her|me|them)|they[ ]say|nick\w*)(?!\w)"
)
_CALLED_NOW = re.compile(
    rf"{_CALLED.pattern}(?:[ ](?:meg|deg|seg|han|henne|ho|ham|for|bare|berre|me|him|her|just))*[ ]$"
)


@dataclass(frozen=True, slots=True)
class _Short:
    """Whom a word may be short for: by the list, as their name cut off, drawn out, or the end of it, as it begins as a
    name of theirs does, or as the last name with an ending."""

    listed: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    of_last: tuple[str, ...] = ()


NOBODY = _Short()


def find(reading: Reading) -> Iterator[Find]:
    known: dict[str, _Short] = reading.register.once("short forms", dict)
    for word in reading.text.words:
        if not (word.capital or reading.text.small_at(word.start)):
            continue
        if word.text not in known:
            known[word.text] = _short(reading.register, word.text)
        if who := _said_to_be_called(reading, word):
            yield Find(word.start, word.end, word.text, "person", "likely", "nickname", who)
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
    firsts = {name: _people(part for part in parts if part.place == "first") for name, parts in names.items()}
    lasts = {name: _people(part for part in parts if part.place == "last") for name, parts in names.items()}
    return _Short(
        listed=_people(part for name in full for part in names.get(name, ()) if part.place != "last"),
        cut=_all(who for name, who in firsts.items() if any(_is_cut(each, name) for each in plain)),
        made=_all(who for name, who in firsts.items() if any(_is_drawn_out(each, name) for each in plain)),
        ended=_all(who for name, who in firsts.items() if any(_is_end(each, name) for each in plain)),
        begun=_people(part for name in names for part in names[name] if _begun(plain[0], name)),
        of_last=_all(who for name, who in lasts.items() if any(_is_of_last(each, name) for each in plain)),
    )


def _all(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({each for who in found for each in who}))


def _people(parts: Iterator[Part]) -> tuple[str, ...]:
    return tuple(sorted({part.who for part in parts}))


def _is_cut(word: str, name: str) -> bool:
    """Whether a word is the beginning of a name: Abdi."""
    return len(word) >= BEGUN and len(word) + LOST <= len(name) and name.startswith(word)


def _is_drawn_out(word: str, name: str) -> bool:
    """Whether a word is the beginning of a name with an ending, its last letter double or not: Yoni, Odden, Krisser."""
    for ending in DRAWN_OUT:
        begun = word.removesuffix(ending)
        if begun[-1:] == begun[-2:-1]:
            begun = begun[:-1] if not name.startswith(begun) else begun
        if word.endswith(ending) and len(begun) >= BEGUN and name.startswith(begun):
            return True
    return False


def _is_end(word: str, name: str) -> bool:
    """Whether a word is the end of a name: Kumar for Sivakumar."""
    return len(word) >= END and len(word) + LOST <= len(name) and name.endswith(word)


def _is_of_last(word: str, name: str) -> bool:
    return len(name) > BEGUN and any(word == name + ending for ending in OF_LAST)


def _begun(word: str, name: str) -> bool:
    return len(word) >= BEGUN and word[:BEGUN] == name[:BEGUN] and len(word) <= len(name) + LOST


def _weighed(reading: Reading, word: Word, short: _Short) -> tuple[Certainty | None, tuple[str, ...]]:
    """A word that is the language's own, or another's name, is less certain."""
    if short.of_last and word.capital and not reading.named.isdisjoint(short.of_last):
        return "likely", short.of_last
    known = in_dictionary(word.text, reading.tongues)
    another = any(folded(stem) in listed(names) for stem in stems(word.text) for names in ("first_names", "last_names"))
    made = short.cut or short.made
    sought = short.listed or made or not (another or (known and word.opens))
    if short.begun and word.capital and sought and _is_called(reading, word):
        return "likely", short.listed or made or short.begun
    if not word.capital:
        who = short.listed or made
        told = bool(who) and (
            is_label(reading.text.text, word) or _is_small_name(reading, word, short, doubted=(known, another))
        )
        return ("likely" if told else None), who
    who = short.listed or made or short.ended
    if not who or folded(word.text) in listed("places"):
        return None, ()
    return _capital(reading, word, short, doubted=(known, another)), who


def _is_small_name(reading: Reading, word: Word, short: _Short, *, doubted: tuple[bool, bool]) -> bool:
    """Whether a short form in small letters is one: a usual one, or one that the text has with a capital letter too.

    A word of the language's own is one where it is usual, long, and the text names whose it is.
    """
    known, another = doubted
    if known:
        return len(word.text) > LONG and not reading.named.isdisjoint(short.listed)
    return not another and (bool(short.listed) or word.text.capitalize() in reading.capitals)


def _capital(reading: Reading, word: Word, short: _Short, *, doubted: tuple[bool, bool]) -> Certainty | None:
    """A short form with a capital letter: more certain where somebody speaks or is spoken to, and where the text has a
    name of theirs too."""
    text, (known, another) = reading.text.text, doubted
    told = is_label(text, word) or is_told_of(text, word, reading.tongues)
    opens = word.opens and not told
    if short.listed:
        named = is_label(text, word) or not reading.named.isdisjoint(short.listed)
        return "possible" if (another and not named and word.opens) or (known and opens) else "likely"
    named = not reading.named.isdisjoint(short.cut or short.made or short.ended)
    if known and word.opens and not is_label(text, word):
        return None
    if short.cut or short.made:
        sure = (short.cut or not another) if named else not (another or known)
        return "likely" if sure and (named or not opens or _is_whole(reading.register, word.text)) else "possible"
    return "possible" if another or known or opens else "likely"


def _is_whole(register: Register, word: str) -> bool:
    """Whether it is a whole first name with an ending: Larsern."""
    begun = (folded(word).removesuffix(ending) for ending in DRAWN_OUT)
    return any(part.place == "first" for each in begun if len(each) > BEGUN for part in register.parts.get(each, ()))


def _said_to_be_called(reading: Reading, word: Word) -> tuple[str, ...]:
    """Who is told, after their whole name, to be called so: Jocelyn Dela Cruz, but they say Joy."""
    text = reading.text.text
    if not (word.capital and _CALLED_NOW.search(text, max(0, word.start - AROUND), word.start)):
        return ()
    line = text[text.rfind("\n", 0, word.start) + 1 : word.start]
    return tuple(who for who, words in reading.register.people.items() if len(words) > 1 and " ".join(words) in line)


def _is_called(reading: Reading, word: Word) -> bool:
    """Whether somebody is said to be called so close by: vi kaller henne Bless."""
    around = reading.text.text[max(0, word.start - AROUND) : word.end + AROUND]
    return bool(_CALLED.search(around))
