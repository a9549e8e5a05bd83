"""Names of people that no register knows: usual names, names after a title, a first and a last name together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.privacy.scanning.find import Certainty, Find
from evaluation.privacy.scanning.lists import listed
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import folded, stems
from evaluation.privacy.scanning.vocabulary import is_ordinary
from evaluation.privacy.scanning.words import Word

NAME = "strangers"
LONGEST = 4
_ENDING = re.compile(
    r"(?:sen|son|sson|dal|dahl|vik|stad|rud|land|lund|heim|haug|haugen|berg|nes|ness|seth|set|eng|moen|lien|bakken|gård|gaard|"
    r"vold|voll|rød|tveit|li|øy|ås|fjell|hagen|bø|ski|ska|wicz|ović|ova|ov)$"
)


def find(reading: Reading) -> Iterator[Find]:
    words, index = reading.text.words, 0
    while index < len(words):
        length = _length(reading, index)
        yield from _told(reading, index, length)
        index += max(length, 1)


def _length(reading: Reading, index: int) -> int:
    """How many words with a capital letter stand together from here on."""
    words, length = reading.text.words, 0
    while index + length < len(words) and length < LONGEST:
        word = words[index + length]
        if not word.capital or word.shouted or (length and reading.text.gap(index + length - 1) not in (" ", "\u00a0")):
            break
        length += 1
    return length


def _told(reading: Reading, index: int, length: int) -> Iterator[Find]:
    words = list(reading.text.words[index : index + length])
    while words and not (_is_first(words[0]) or _titled(reading, index) or _alone(words)):
        words, index = words[1:], index + 1
    if not words:
        return
    certainty = _weighed(reading, words, index)
    if certainty:
        start, end = words[0].start, words[-1].end
        yield Find(start, end, reading.text.text[start:end], "person", certainty, "stranger")


def _weighed(reading: Reading, words: list[Word], index: int) -> Certainty | None:
    first, titled = words[0], _titled(reading, index)
    if len(words) > 1 and _is_first(first) and _is_last(words[-1]):
        return "likely"
    ordinary = is_ordinary(first.text, reading.tongues)
    if titled and not ordinary:
        return "likely"
    if ordinary and (first.opens or len(words) == 1):
        return None if first.opens else "possible"
    return "likely" if len(words) == 1 and not first.opens else "possible"


def _titled(reading: Reading, index: int) -> bool:
    if index == 0 or reading.text.gap(index - 1) not in (" ", "\u00a0", ". "):
        return False
    return folded(reading.text.words[index - 1].text) in listed("titles")


def _alone(words: list[Word]) -> bool:
    """A usual last name by itself, where it opens no sentence."""
    plain = {folded(stem) for stem in stems(words[0].text)}
    return (
        len(words) == 1 and not words[0].opens and bool(plain & listed("last_names")) and not plain & listed("places")
    )


def _is_first(word: Word) -> bool:
    pieces = (re.split(r"[-‐‑]", stem)[0] for stem in stems(word.text))
    return any(folded(piece) in listed("first_names") for piece in pieces)


def _is_last(word: Word) -> bool:
    return any(folded(stem) in listed("last_names") or _ENDING.search(stem.casefold()) for stem in stems(word.text))
