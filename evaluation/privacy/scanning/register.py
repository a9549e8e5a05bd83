"""Those a study knows by name, laid out so that a word of a text finds them at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from evaluation.model import Participant, People
from evaluation.privacy.names import labels_of
from evaluation.privacy.scanning.spelling import bare, folded, neighbours, sound, within_one

_APART = re.compile(r"[\s,;]+")
_HYPHEN = re.compile(r"[-‐‑]")
_FORMS_OF_COMPANY = frozenset(
    ("as", "asa", "ans", "da", "sa", "ba", "kf", "iks", "hf", "sf", "ks", "enk", "nuf", "stiftelsen")
)
Found = TypeVar("Found")
SHORTEST_BENT = 4  # letters a part of a name has before one of them may be wrong
SHORTEST_HEARD = 3  # and before it may be spelled another way altogether


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name. who: `participant:p1`. place: first, middle or last, by where it stands in the name."""

    who: str
    word: str
    place: str
    piece: bool = False  # of a word with a hyphen


@dataclass(frozen=True)
class Register:
    """parts: folded word → the names it is part of. bent: a word that may lack a letter → the spellings it is of, each
    with the folded word."""

    people: dict[str, tuple[str, ...]]  # who → the words of the name
    organisations: dict[str, tuple[tuple[str, ...], ...]]  # who → the words of each of its names
    parts: dict[str, tuple[Part, ...]]
    bent: dict[str, tuple[tuple[str, str], ...]]
    roles: dict[str, tuple[str, ...]]  # role in small letters → who has it
    _known: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, what: str, work: Callable[[], Found]) -> Found:
        """What finders work out of the register alone, the first time it is asked for."""
        if what not in self._known:
            self._known[what] = work()
        found: Found = self._known[what]
        return found

    def exactly(self, word: str) -> tuple[Part, ...]:
        return self.parts.get(folded(word), ())

    def words(self, who: str) -> tuple[str, ...]:
        """The words of all the names somebody has."""
        names = self.organisations.get(who, ())
        return (*self.people.get(who, ()), *(word for name in names for word in name))

    def nearly(self, word: str, *, shortest: int = SHORTEST_BENT) -> tuple[Part, ...]:
        """The parts that one letter makes of the word, if it has as many letters as `shortest`."""
        if len(bare(word)) < shortest:
            return ()
        known: dict[str, tuple[Part, ...]] = self.once("nearly", dict)
        if bare(word) not in known:
            known[bare(word)] = self._nearly(folded(word)) or self._nearly(bare(word))
        return known[bare(word)]

    def _nearly(self, plain: str) -> tuple[Part, ...]:
        near = {found for each in neighbours(plain) for found in self.bent.get(each, ())}
        names = {name for spelt, name in near if name != folded(plain) and within_one(plain, spelt)}
        return tuple(part for name in sorted(names) for part in self.parts[name])

    def alike(self, word: str) -> tuple[Part, ...]:
        """The parts that sound as the word does, if they are long enough to tell."""
        if len(word) < SHORTEST_HEARD:
            return ()
        return self.once("sounds", self._by_sound).get(sound(word), ())

    def _by_sound(self) -> dict[str, tuple[Part, ...]]:
        heard: dict[str, tuple[Part, ...]] = {}
        for word, parts in self.parts.items():
            if len(word) >= SHORTEST_HEARD:
                heard[sound(word)] = (*heard.get(sound(word), ()), *parts)
        return heard

    def further(self, word: str) -> tuple[Part, ...]:
        """The parts of people's names that two letters make of the word, if the first one is right."""
        from rapidfuzz.distance import OSA

        plain = folded(word)
        names = [name for name in self.parts if name[:1] == plain[:1] and abs(len(name) - len(plain)) <= 2]
        near = [name for name in names if OSA.distance(plain, name, score_cutoff=2) <= 2]
        return tuple(part for name in near for part in self.parts[name])


def register_of(people: People) -> Register:
    """The register of a study's people, read with their names."""
    named = {f"participant:{each.id}": words_of(each.name) for each in people.participants if each.name.strip()}
    called = {f"participant:{each.id}": tuple(labels_of(each)) for each in people.participants}
    organisations = {
        f"organisation:{each.id}": tuple(filter(None, map(_without_form, (each.name, *each.also))))
        for each in people.organisations
        if not each.open
    }
    parts = list(_parts(named, called))
    by_word: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part not in by_word[folded(part.word)]:
            by_word[folded(part.word)].append(part)
    return Register(
        people=named,
        organisations=organisations,
        parts={word: tuple(found) for word, found in by_word.items()},
        bent=_bent(parts),
        roles=_roles(people.participants),
    )


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in the order it is said: `Nordmann, Kari` is Kari Nordmann."""
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    return tuple(word for word in _APART.split(name) if word)


def _parts(named: dict[str, tuple[str, ...]], called: dict[str, tuple[str, ...]]) -> Iterator[Part]:
    for who, words in named.items():
        for number, word in enumerate(words):
            place = "first" if number == 0 else "last" if number == len(words) - 1 else "middle"
            yield Part(who, word, place)
            for piece in _HYPHEN.split(word) if _HYPHEN.search(word) else ():
                if len(piece) > 2:
                    yield Part(who, piece, place, piece=True)
    for who, labels in called.items():
        for label in labels:
            for word in words_of(label):
                if len(word) > 2:
                    yield Part(who, word, "label")


def _bent(parts: Iterable[Part]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for part in parts:
        for spelt in {folded(part.word), bare(part.word)}:
            if len(spelt) >= SHORTEST_BENT:
                for each in neighbours(spelt):
                    found[each].add((spelt, folded(part.word)))
    return {key: tuple(sorted(names)) for key, names in found.items()}


def _without_form(name: str) -> tuple[str, ...]:
    """The words of an organisation's name without AS and its like."""
    words = [word.strip(".") for word in words_of(name.replace(",", " "))]
    return tuple(word for word in words if word and folded(word) not in _FORMS_OF_COMPANY) or tuple(words)


def _roles(participants: Iterable[Participant]) -> dict[str, tuple[str, ...]]:
    held: dict[str, list[str]] = defaultdict(list)
    for each in participants:
        if each.role.strip():
            held[each.role.strip().casefold()].append(f"participant:{each.id}")
    return {role: tuple(who) for role, who in held.items()}
