"""People of the study's own register: whole names, parts, inflections, and spellings with one letter wrong."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from evaluation.privacy.scanning.around import (
    is_alone,
    is_beside,
    is_counted,
    is_done,
    is_greeted,
    is_label,
    is_named,
    is_paired,
    is_phrase,
    is_placed,
    is_saying,
    is_spoken_to,
    is_subject,
    is_titled,
    is_told_of,
)
from evaluation.privacy.scanning.find import Certainty, Find
from evaluation.privacy.scanning.lists import listed
from evaluation.privacy.scanning.register import Part
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import bare, bones, folded, sound, stems
from evaluation.privacy.scanning.times import is_time
from evaluation.privacy.scanning.vocabulary import in_dictionary, is_ordinary, is_verb
from evaluation.privacy.scanning.words import Text, Word

NAME = "people"
_HYPHEN = re.compile(r"[-‐‑]")
_WITHIN = re.compile(r"[a-zæøå],?[ \u00a0]$")
_APART = re.compile(r"[\s,]+")
LONGEST = 6  # words in one name
SHORT = 6  # letters under which a word of the language is rarely a misspelt name: Korn is not Jørn
SHORTEST = 4  # and any other word
BONES = 3  # consonants of a name that tell it, whatever the vowels
BETWEEN = frozenset({" ", "\n", "\u00a0", ", ", " \n", "-", ".", "_"})  # the last two in names of accounts and files


def find(reading: Reading) -> Iterator[Find]:
    found = list(_found(reading))
    named = {folded(word) for each, _ in found if each.certainty != "possible" for word in _APART.split(each.text)}
    for each, word in found:
        if each.certainty != "possible" and _is_anothers(reading, each, word):
            yield replace(each, certainty="possible")
            continue
        spoken_of = any(folded(stem) in named for stem in stems(word.text)) and not is_phrase(reading.text.text, word)
        doubted = each.certainty == "possible" and each.rule == "part-of-name"
        respelt = each.certainty == "possible" and each.rule == "misspelt" and _is_respelt(reading, word, each, named)
        yield replace(each, certainty="likely") if respelt or (doubted and spoken_of) else each


def _is_anothers(reading: Reading, each: Find, last: Word) -> bool:
    """Whether it is a usual name, and part of that of somebody whom the study does not know: «Berg» in «Gudrun
    Berg», where it knows Randi Berg alone. A last name that few have tells of a family, whoever has it."""
    words = reading.text.words
    at = bisect_left(words, last.start, key=lambda word: word.start)
    if each.start != last.start or not last.capital or last.shouted:
        return False
    before = words[at - 1] if at and reading.text.gap(at - 1) == " " else None
    after = words[at + 1] if at + 1 < len(words) and reading.text.gap(at) == " " else None
    stranger = before is not None and _is_stranger(reading, before, "first_names")
    place = {part.place for stem in stems(last.text) for part in reading.register.exactly(stem)}
    if stranger and "last" in place:
        return any(folded(stem) in listed("last_names") for stem in stems(last.text))
    return "first" in place and after is not None and not last.opens and _is_stranger(reading, after, "last_names")


def _is_stranger(reading: Reading, word: Word, names: str) -> bool:
    """Whether a word is a name, and of nobody in the register."""
    if not word.capital or word.shouted or not any(folded(stem) in listed(names) for stem in stems(word.text)):
        return False
    register = reading.register
    return not any(register.exactly(stem) or register.nearly(stem) for stem in stems(word.text))


def _is_respelt(reading: Reading, word: Word, found: Find, named: set[str]) -> bool:
    """Whether the vowels alone are wrong in the name of somebody whom the text names rightly too: Fatma for Fatima."""
    if word.opens and _ordinary(reading, word):
        return False
    names = (name for who in found.of for name in reading.register.words(who) if folded(name) in named)
    return any(bones(name) == bones(word.text) and len(bones(name)) >= BONES for name in names)


def _found(reading: Reading) -> Iterator[tuple[Find, Word]]:
    """The finds, each with its last word."""
    index = 0
    while index < len(reading.text.words):
        run = _run(reading, index)
        if run and (told := _told(reading, index, run)):
            yield told, reading.text.words[index + len(run) - 1]
        index += max(len(run), 1)


def _run(reading: Reading, index: int) -> list[tuple[Part, ...]]:
    """The parts that the words from here on are of, as long as one person has them all."""
    found: list[tuple[Part, ...]] = []
    who: set[str] = set()
    for offset in range(LONGEST):
        if index + offset >= len(reading.text.words) or not _goes_on(reading.text, index + offset, offset):
            break
        parts = _parts(reading, index + offset, who)
        common = {part.who for part in parts}
        if not common:
            break
        who = common
        found = [tuple(part for part in each if part.who in who) for each in (*found, parts)]
    return found


def _goes_on(text: Text, index: int, before: int) -> bool:
    """Whether a word may be of the same name as those before it, if any; one within an e-mail address is of none."""
    if text.words[index].start in text.in_addresses:
        return False
    return not before or text.gap(index - 1) in BETWEEN


def _parts(reading: Reading, index: int, who: set[str]) -> tuple[Part, ...]:
    """The parts of names a word may be: as it stands, without its ending, a piece of it, or with one letter wrong.

    who: those whose name began before this word, if any: only their parts are meant then.
    """
    word = reading.text.words[index]
    exact = _of(who, _exactly(reading, word))
    if exact or not (word.capital or who or _is_misspelt_small(reading, word)):
        return exact
    near = (_of(who, reading.register.nearly(stem, shortest=SHORTEST - 1)) for stem in stems(word.text))
    found = next((each for each in near if each), ()) or _of(who, _alike(reading, word))
    return found if found and (who or _is_meant(reading, word, found)) else _lengthened(reading, word)


def _is_meant(reading: Reading, word: Word, found: tuple[Part, ...]) -> bool:
    """Whether a word that may be a misspelt name is likelier so than a word of the language."""
    if len(bare(word.text)) < SHORTEST:
        return _sounds_like(word, found) or (not is_label(reading.text.text, word) and _is_slip(reading, word, found))
    if not _ordinary(reading, word):
        return True
    if not word.opens and (_sounds_like(word, found) or not in_dictionary(word.text, reading.tongues)):
        return True
    return _is_slip(reading, word, found)


def _is_slip(reading: Reading, word: Word, parts: tuple[Part, ...]) -> bool:
    """Whether a word of the language is a misspelt name all the same: with a capital letter within a sentence, or
    before what is said, in a text that has a name of theirs rightly too."""
    if not word.capital or word.shouted or reading.named.isdisjoint({part.who for part in parts}):
        return False
    if any(folded(word.text) in listed(words) for words in ("common", "places")):
        return False
    text = reading.text.text
    if is_label(text, word) or is_saying(text, word):
        return True
    return not word.opens and bool(_WITHIN.search(text, max(0, word.start - 3), word.start))


def _is_misspelt_small(reading: Reading, word: Word) -> bool:
    """Whether a word in small letters may be a misspelt name: in a text that has no others, if no language has it."""
    long = len(word.text) >= SHORT and reading.text.small_at(word.start)
    return long and not in_dictionary(word.text, reading.tongues)


def _alike(reading: Reading, word: Word) -> tuple[Part, ...]:
    """The parts of names that sound as the word does, however it is spelled: Kovaltsjuk as Kovalchuk."""
    return next((found for stem in stems(word.text) if (found := reading.register.alike(stem))), ())


def _sounds_like(word: Word, parts: tuple[Part, ...]) -> bool:
    heard = {sound(stem) for stem in stems(word.text)}
    return any(sound(part.word) in heard for part in parts)


def _lengthened(reading: Reading, word: Word) -> tuple[Part, ...]:
    """The short last names that a letter was put after, within a sentence: Moe as Moen."""
    if word.opens or not word.capital or len(word.text) != SHORTEST:
        return ()
    return tuple(part for part in reading.register.exactly(word.text[:-1]) if part.place == "last")


def _exactly(reading: Reading, word: Word) -> tuple[Part, ...]:
    if not word.capital and not word.text.endswith("s"):
        return reading.register.exactly(word.text) or _piece(reading, word)
    for stem in stems(word.text):
        if exact := reading.register.exactly(stem):
            return exact
    return _piece(reading, word)


def _piece(reading: Reading, word: Word) -> tuple[Part, ...]:
    """The first piece of a word with a hyphen that is a name: `Kari-saken`."""
    if not _HYPHEN.search(word.text):
        return ()
    pieces = (piece for piece in _HYPHEN.split(word.text) if len(piece) > 2)
    return next((exact for piece in pieces if (exact := reading.register.exactly(piece))), ())


def _of(who: set[str], parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.who in who) if who else parts


def _told(reading: Reading, index: int, run: list[tuple[Part, ...]]) -> Find | None:
    words = reading.text.words[index : index + len(run)]
    who = tuple(sorted({part.who for part in run[-1]}))
    certainty, rule = _weighed(reading, words, run)
    if certainty is None:
        return None
    start, end = words[0].start, _end(words[-1], run[-1])
    return Find(start, end, reading.text.text[start:end], "person", certainty, rule, who)


def _weighed(reading: Reading, words: tuple[Word, ...], run: list[tuple[Part, ...]]) -> tuple[Certainty | None, str]:
    """How certain it is that the words are a name, and by which rule; None for words that are none."""
    exact = all(_is_exact(word, parts) for word, parts in zip(words, run, strict=True))
    if len(words) > 1:
        small = not any(word.capital for word in words) and not reading.text.small_at(words[0].start)
        plain = small and all(_ordinary(reading, word) for word in words)
        if plain and exact and {"first", "last"} <= {part.place for parts in run for part in parts}:
            return "likely", "full-name"
        return (None if plain else "sure" if exact else "likely"), ("full-name" if exact else "misspelt")
    return _weighed_alone(reading, words[0], run[0], exact=exact)


def _weighed_alone(
    reading: Reading, word: Word, parts: tuple[Part, ...], *, exact: bool
) -> tuple[Certainty | None, str]:
    text = reading.text.text
    if is_time(text, word):
        return None, "part-of-name"
    if not exact:
        return _bent(reading, word, parts), "misspelt"
    if not word.capital:
        return _small(reading, word), "part-of-name"
    if is_label(text, word) or _is_genitive(word, parts) or not _ordinary(reading, word):
        return ("likely" if all(part.piece for part in parts) else "sure"), "part-of-name"
    told = not word.opens or _is_rare(word, parts) or _is_told(reading, word)
    return ("likely" if told else "possible"), "part-of-name"


def _is_rare(word: Word, parts: tuple[Part, ...]) -> bool:
    """Whether it is a first name that few words are taken for: Mons, and not Liv."""
    usual = any(folded(word.text) in listed(words) for words in ("ordinary", "ordinary_en"))
    return not usual and any(part.place == "first" for part in parts)


def _is_told(reading: Reading, word: Word) -> bool:
    """Whether what stands around a word that opens a sentence tells that it is a name."""
    text = reading.text.text
    if is_told_of(text, word, reading.tongues) or any(told(text, word) for told in (is_alone, is_named, is_titled)):
        return True
    if folded(word.text) in listed("first_names") and _is_first(reading, word) and is_placed(text, word):
        return True
    return is_beside(text, word, reading.register, reading.tongues)


def _small(reading: Reading, word: Word) -> Certainty | None:
    """A word in small letters: where nothing has others, whoever speaks and what does something is a name too."""
    text, plain = reading.text.text, folded(word.text)
    if is_greeted(text, word):
        return "likely"
    if is_done(text, word, reading.tongues):
        return None
    small = reading.text.small_at(word.start) or (is_label(text, word) and reading.text.small_at(word.end + len(": ")))
    if small and _is_told_small(reading, word):
        return "likely"
    if plain in listed("ordinary_small"):
        bare = reading.text.mostly_small and not is_counted(text, word) and not is_verb(word.text, reading.tongues)
        return "likely" if bare else None
    ordinary = _ordinary(reading, word) or plain in listed("ordinary")
    return None if ordinary or (not small and len(word.text) < SHORTEST) else "likely"


def _is_first(reading: Reading, word: Word) -> bool:
    return any(part.place == "first" for part in reading.register.exactly(word.text))


def _is_told_small(reading: Reading, word: Word) -> bool:
    text = reading.text.text
    if any(told(text, word) for told in (is_label, is_named, is_titled, is_saying, is_spoken_to)):
        return True
    if is_subject(text, word, reading.tongues):
        return True
    if _is_first(reading, word) and (is_paired(text, word, reading.register) or (word.opens and is_placed(text, word))):
        return True
    listing = text.startswith(",", word.end) and not reading.text.mostly_small
    return word.opens and not (listing or is_phrase(text, word)) and is_told_of(text, word, reading.tongues)


def _is_genitive(word: Word, parts: tuple[Part, ...]) -> bool:
    """Dags, Stein's: few words that are names too are seen so with a capital letter."""
    return all(folded(part.word) != folded(word.text) for part in parts)


def _bent(reading: Reading, word: Word, parts: tuple[Part, ...]) -> Certainty:
    """A word that one letter makes a name of: less so if it is another name, a short one, or a word of the language;
    but not where it sounds the same."""
    plain = folded(word.text)
    if _sounds_like(word, parts) and not (word.opens and _ordinary(reading, word)):
        return "likely"
    if _is_slip(reading, word, parts):
        return "likely"
    others = any(plain in listed(name) for name in ("first_names", "places"))
    known = in_dictionary(word.text, reading.tongues)
    short = len(plain) < (SHORTEST if not known else SHORT)
    return "possible" if others or short or (known and word.opens) else "likely"


def _is_exact(word: Word, parts: tuple[Part, ...]) -> bool:
    spelt = {folded(part.word) for part in parts}
    pieces = {folded(piece) for piece in word.text.replace("‑", "-").replace("‐", "-").split("-")}
    return bool(spelt & ({folded(stem) for stem in stems(word.text)} | pieces))


def _end(word: Word, parts: tuple[Part, ...]) -> int:
    """Where the name ends: `Kari-saken` is Kari and a matter."""
    spelt = {folded(part.word) for part in parts}
    if "-" not in word.text or folded(word.text) in spelt or any(folded(stem) in spelt for stem in stems(word.text)):
        return word.end
    pieces = _HYPHEN.split(word.text)
    taken = list(takewhile(lambda piece: folded(piece) in spelt, pieces))
    if not taken or all(piece[:1].isupper() for piece in pieces):
        return word.end
    return word.start + len("-".join(taken))


def _ordinary(reading: Reading, word: Word) -> bool:
    """A word that is often no name, in any of the forms it may be one of."""
    return any(is_ordinary(stem, reading.tongues) for stem in stems(word.text.rstrip("'’")))
