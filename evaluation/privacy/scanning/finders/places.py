"""Places: municipalities, counties and towns, and what is named after one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.lists import listed
from evaluation.privacy.scanning.scan import Reading
from evaluation.privacy.scanning.spelling import folded, stems

NAME = "places"
SHORTEST = 4  # letters of a place that tells on its own
_BEFORE = frozenset(("i", "på", "fra", "frå", "til", "ved", "in", "at", "from", "to", "near"))
_OF_PLACE = re.compile(
    r"(?<!\w)([A-ZÆØÅ]\w+(?:[-‐‑ ][A-ZÆØÅ]\w+)?) (kommune|fylke|fylkeskommune|sykehus|sjukehus|skole|skule|"
    r"barnehage|sykehjem|sjukeheim|kirke|kyrkje|fengsel|politidistrikt|tingrett|legevakt|videregående|hospital|council|school)(?:s|n|en|et|a)?(?!\w)"
)


def find(reading: Reading) -> Iterator[Find]:
    for match in _OF_PLACE.finditer(reading.text.text):
        if folded(match[1]) not in listed("no_places"):
            yield Find(match.start(), match.end(), match[0], "place", "likely", "named-after-place")
    for index, word in enumerate(reading.text.words):
        if word.capital:
            yield from _in_two_words(reading, index)
            yield from _in_one(reading, index)


def _in_two_words(reading: Reading, index: int) -> Iterator[Find]:
    words = reading.text.words[index : index + 2]
    if (
        len(words) == 2
        and reading.text.gap(index) == " "
        and folded(f"{words[0].text} {words[1].text}") in listed("places")
    ):
        start, end = words[0].start, words[1].end
        yield Find(start, end, reading.text.text[start:end], "place", "likely", "place")


def _in_one(reading: Reading, index: int) -> Iterator[Find]:
    """A place of one word; one that is a word or a last name too only after a word such as «i»."""
    word = reading.text.words[index]
    stem = next((stem for stem in stems(word.text) if folded(stem) in listed("places")), "")
    if not stem:
        return
    words = reading.text.words
    told = index > 0 and reading.text.gap(index - 1) == " " and folded(words[index - 1].text) in _BEFORE
    plain = folded(stem)
    if told or not (plain in listed("ordinary") or plain in listed("last_names") or len(stem) < SHORTEST):
        yield Find(
            word.start, word.end, word.text, "place", "likely" if told or not word.opens else "possible", "place"
        )
