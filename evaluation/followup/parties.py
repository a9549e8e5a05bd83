"""Recognises an organisation by its name or abbreviation: those the study knows, then those all know, then by cues."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from evaluation.model import Organisation, People

Basis = Literal["register", "known", "cue"]
KNOWN = Path(__file__).with_name("parties.toml")
_SMALL = r"a-zæøåäöüé"
_CAPITAL = r"A-ZÆØÅÄÖÜÉ"
# How the names of bodies end or begin, where nothing else is known of them.
_ENDING = (
    r"(?:departementet?|direktoratet?|tilsynet|forbund(?:et)?|foreining(?:a|en)?|forening(?:en|a)?|organisasjon(?:en|a)?"
    r"|hovedorganisasjon(?:en)?|sammenslutningen|sammenslutninga|kommune|kommunen|fylkeskommune|fylkeskommunen|etaten"
    r"|instituttet?|universitetet?|høgskolen|høgskulen|høyskolen|verket|bispedømme|byrået?|ombudet|rådet|fagforbund"
    r"|kontoret|senteret|sentralen|samskipnaden|laget|utvalet|utvalget)"
)
_WORD = rf"[{_CAPITAL}{_SMALL}][\w‐‑-]*"
_COMPOUND = rf"(?:[{_CAPITAL}{_SMALL}][\w]*[‐‑-],?\s+(?:og\s+)?)*"
_ENGLISH = (
    rf"(?:(?:{_WORD}\s+)*(?:Ministry|Department|Directorate|Confederation|Federation|Association|Union|Authority|Agency"
    rf"|Inspectorate|Council|Institute|University|Municipality)"
    rf"(?:\s+(?:of|for|on)(?:\s+(?:and\s+|the\s+)?[A-Z][a-z]\w*)+)?)"
)
_CUES = (
    re.compile(
        rf"(?:Den\s+|Det\s+|Dei\s+|Norsk\s+|Norges\s+|Noregs\s+)?{_COMPOUND}[{_CAPITAL}][\w]*{_ENDING}(?:\s+i\s+[{_CAPITAL}]\w+)?"
    ),
    re.compile(_ENGLISH),
    re.compile(rf"(?:[{_CAPITAL}][\w‐‑-]*\s+){{1,3}}(?:kommune|fylkeskommune|fagforbund|AS|ASA|SA|HF|IKS|KF|Ltd|LLC)"),
    re.compile(rf"[{_CAPITAL}]{{2,6}}(?:[‐‑-][{_CAPITAL}]{{2,4}}|[‐‑-]dir)?"),
)
_AREA = re.compile(r"[‐‑-](?:området|sektoren|området)$", re.IGNORECASE)
_SHORT = 5  # so short a name is an abbreviation: its capital letters tell it from words
_INITIALS_APART = ("og", "i", "for", "of", "and", "the", "av")


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation by the name it goes by; `organisation` is its id where the study knows it."""

    name: str
    organisation: str | None = None
    basis: Basis = "cue"


class Named(NamedTuple):
    """A party where a text names it: [start, end)."""

    party: Party
    start: int
    end: int


@dataclass(frozen=True)
class Parties:
    """Who may be meant: each name a party goes by → that party."""

    names: Mapping[str, Party] = field(default_factory=dict)

    def pattern(self) -> re.Pattern[str]:
        return _pattern(tuple(self.names))


def parties_of(people: People) -> Parties:
    """The parties of a study's register, read with names, before those known to all."""
    own: dict[str, Party] = {}
    doubled: set[str] = set()
    for each in people.organisations:
        for name in _ways(each):
            doubled |= {name} if name in own and own[name].organisation != each.id else set()
            own[name] = Party(each.name or each.pseudonym or each.id, each.id, "register")
    for name in doubled:  # a name that two of them bear tells nothing
        del own[name]
    return Parties({**_adopted(own), **own})


def recognise(words: str, known: Parties | None = None) -> Party | None:
    """The party that these words name and nothing else; None where they name none, or nobody can tell."""
    plain = " ".join(words.split()).strip(" .:;,–-")
    names = (known or parties_of(People())).names
    for way in (plain, _AREA.sub("", plain)):
        found = names.get(_key(way))
        if found is not None:
            return found
        if any(cue.fullmatch(way) for cue in _CUES):
            return Party(way)
    return None


def parties_in(text: str, known: Parties | None = None, start: int = 0, end: int | None = None) -> list[Named]:
    """Each place in text[start:end] that names a party, from left to right; the longest name where several fit."""
    known = known or parties_of(People())
    limit = len(text) if end is None else end
    found = [*_known_in(text, known, start, limit), *_cued_in(text, start, limit)]
    kept: list[Named] = []
    for each in sorted(found, key=lambda named: (named.start, -named.end, named.party.basis == "cue")):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def cued(text: str, start: int, end: int) -> int | None:
    """Where a party's name ends that begins at `start`, by what it is made of; None where none does."""
    ends = [match.end() for match in (cue.match(text, start, end) for cue in _CUES) if match]
    whole = [each for each in ends if not text[each : each + 1].isalnum()]
    return max(whole, default=None)


def initials(name: str) -> str:
    """`Arbeids- og velferdsdirektoratet` → AVD, `Næringslivets Hovedorganisasjon` → NH."""
    words = [word for word in re.split(r"[\s‐‑-]+", name) if word and word.lower() not in _INITIALS_APART]
    last = re.fullmatch(r"(\w+?)(departementet|direktoratet|tilsynet)", words[-1]) if words else None
    return "".join(word[0] for word in words).upper() + (last[2][0].upper() if last else "")


def _known_in(text: str, known: Parties, start: int, end: int) -> Iterator[Named]:
    for match in known.pattern().finditer(text, start, end):
        words = match["name"]
        party = known.names.get(_key(words))
        if party is not None and not (len(words) <= _SHORT and words.islower()):
            yield Named(party, match.start("name"), match.end("name"))


def _cued_in(text: str, start: int, end: int) -> Iterator[Named]:
    for cue in _CUES:
        for match in cue.finditer(text, start, end):
            if (
                not text[match.start() - 1 : match.start()].isalnum()
                and not text[match.end() : match.end() + 1].isalnum()
            ):
                yield Named(Party(" ".join(match[0].split())), match.start(), match.end())


def _ways(organisation: Organisation) -> set[str]:
    """What an organisation of the register may be called."""
    name = organisation.name
    short = re.sub(r"\s+(?:AS|ASA|SA|HF|IKS|KF|Ltd|LLC)$", "", name)
    told = {name, short, organisation.pseudonym, organisation.id}
    bracketed = re.match(r"(.+?)\s*\(([^)]+)\)$", name)
    if bracketed:
        told |= {bracketed[1], bracketed[2]}
    return {_key(each) for each in told if each.strip()}


def _adopted(own: Mapping[str, Party]) -> dict[str, Party]:
    """The known parties; one that the register has under any of its names is the register's under all of them."""
    found: dict[str, Party] = {}
    for name, others in _shipped().items():
        ways = [_key(each) for each in (name, *others)]
        party = next((own[way] for way in ways if way in own), Party(name, None, "known"))
        found |= dict.fromkeys(ways, party)
    return found


@cache
def _shipped() -> dict[str, list[str]]:
    with KNOWN.open("rb") as file:
        return dict(tomllib.load(file)["parties"])


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the names, whatever white space and hyphens it is written with, also with an s at its end."""
    written = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+").replace(r"\-", r"[-‐‑]") for name in written) or r"(?!)"
    return re.compile(rf"(?<!\w)(?P<name>{either})(?:s|'s|’s)?(?!\w)", re.IGNORECASE)


def _key(name: str) -> str:
    return " ".join(name.replace("‐", "-").replace("‑", "-").split()).casefold()
