"""Whether a text names somebody the study knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evaluation.model import Participant, People

SHORTEST = 3  # a shorter part of a name is too often a word
_PARTS = re.compile(r"[\s‐‑-]+")
# How labels begin that tell what somebody is rather than who.
_CALLINGS = ("moderator", "ordstyr", "intervju", "interview", "assist", "observ", "informant", "deltak")


def names_of(people: People) -> re.Pattern[str]:
    """What finds the names of people and organisations: whole, in parts, or as the labels speakers go by.

    Organisations that act in public go by their names, and are left.

    Parts of organisations' names, and labels, count only where they are written with their capital letter: Renhold AS
    shall not take the word renhold from the quotes.
    """
    people_named = {name for each in people.participants for name in (each.name, *_parts(each.name))}
    kept_apart = [each for each in people.organisations if not each.open]
    organisations = {name for each in kept_apart for name in (each.name, *each.also)}
    capital = {part for each in kept_apart for part in _parts(each.name)}
    labels = {label for each in people.participants for label in labels_of(each)}
    contacts = {each.contact for each in people.participants}
    anyhow = _alternatives(people_named | organisations | contacts)
    return re.compile(rf"(?<!\w)(?:(?i:{anyhow})|(?:{_alternatives(capital | labels)}))s?(?!\w)")


def mentions(text: str, names: re.Pattern[str]) -> bool:
    """Whether one of the names stands in the text as a word of its own, possibly inflected by an s."""
    return names.search(" ".join(text.split())) is not None


def _parts(name: str) -> Iterator[str]:
    return (part for part in _PARTS.split(name) if part[:1].isupper() and len(part) >= SHORTEST)


def labels_of(participant: Participant) -> Iterator[str]:
    """The labels that may be names: words with a capital letter that are no calling."""
    for label in participant.speakers:
        is_name = label[:1].isupper() and len(label) >= SHORTEST and label.replace(" ", "").isalpha()
        if is_name and not label.casefold().startswith((*_CALLINGS, participant.role.casefold() or "\n")):
            yield label


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; for none of them, one that never matches."""
    listed = sorted({" ".join(word.split()) for word in words if word.strip()}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, listed)) or r"(?!)"
