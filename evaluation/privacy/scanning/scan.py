"""A text read by every finder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules
from typing import Protocol

from evaluation.privacy.scanning.find import Find, addressed, apart, of_strangers
from evaluation.privacy.scanning.register import Register
from evaluation.privacy.scanning.spelling import stems
from evaluation.privacy.scanning.vocabulary import ALL, Tongues, tongues_of
from evaluation.privacy.scanning.words import Text, split
from evaluation.sources.tongue import guess_language

FOLDER = "evaluation.privacy.scanning.finders"
LONG_ENOUGH = 4  # letters of a name that tells who is spoken of
# The finders of who is in the register.
OWN = ("contacts", "initials", "joined", "nicknames", "organisations", "people")


@dataclass(frozen=True)
class Reading:
    """What a finder is given. k: an attribute fewer than so many have is rare."""

    text: Text
    register: Register
    k: int = 5
    tongues: Tongues = ALL

    @cached_property
    def named(self) -> frozenset[str]:
        """Those of the register who have a name of four letters or more in the text, with a capital letter."""
        long = (word for word in self.text.words if word.capital and len(word.text) >= LONG_ENOUGH)
        parts = (part for word in long for stem in stems(word.text) for part in self.register.exactly(stem))
        return frozenset(part.who for part in parts)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Words that stand somewhere in the text with a capital letter they would not have if they were no names."""
        return frozenset(word.text for word in self.text.words if word.capital and not word.opens)


class Finder(Protocol):
    """A file in `finders/` that declares NAME and find."""

    NAME: str

    @staticmethod
    def find(reading: Reading) -> Iterator[Find]: ...


def scan(text: str, register: Register, *, k: int = 5) -> list[Find]:
    """Every place in the text that may tell who somebody is, in the order of the text, none over another.

    Rules and lists only: no network, nothing to fetch. The study's own register weighs most: names whole, in parts,
    as initials, inflected, with one letter wrong. Then numbers whose check digits are right; then strangers' names.
    """
    reading = Reading(split(text), register, k, tongues_of(guess_language(text)))
    return apart(of_strangers(addressed(found for finder in finders() for found in finder.find(reading))))


def scan_register(text: str, register: Register) -> list[Find]:
    """The finds of `scan` that are of the register: people, organisations, addresses; quick where there are none."""
    reading = Reading(split(text), register, tongues=tongues_of(guess_language(text)))
    own = {finder.NAME: list(finder.find(reading)) for finder in finders() if finder.NAME in OWN}
    if not any(each.of for found in own.values() for each in found):
        return []
    found = (own[each.NAME] if each.NAME in own else each.find(reading) for each in finders())
    return [each for each in apart(of_strangers(addressed(chain.from_iterable(found)))) if each.of]


@cache
def finders() -> tuple[Finder, ...]:
    """The finders there are, by name."""
    folder = import_module(FOLDER)
    modules = [import_module(f"{FOLDER}.{found.name}") for found in iter_modules(folder.__path__)]
    return tuple(sorted(modules, key=lambda module: str(module.NAME)))  # type: ignore[arg-type]
