"""One place in a text that may tell who somebody is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

Kind = Literal[
    "person", "organisation", "place", "birth", "identity-number", "telephone", "e-mail", "address",
    "organisation-number", "account-number", "rare",
]  # fmt: skip
Certainty = Literal["sure", "likely", "possible"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


@dataclass(frozen=True, slots=True)
class Find:
    """The words [start, end) of a text, in code points, and what they may tell.

    rule: which rule found it, a key of the catalogue. of: whom or what of the study it is (`participant:p1`,
    `organisation:a`), several where it fits several, none where the study knows nobody of that name.
    """

    start: int
    end: int
    text: str
    kind: Kind
    certainty: Certainty
    rule: str
    of: tuple[str, ...] = ()

    @property
    def weight(self) -> tuple[int, bool, int, bool]:
        """What wins where two finds overlap: the more certain, then an organisation of the study's own, which is not
        hidden by a place called so, then the longer, then the one of the study's own."""
        own = self.kind == "organisation" and bool(self.of)
        return (-CERTAINTIES.index(self.certainty), own, self.end - self.start, bool(self.of))


def addressed(finds: Iterable[Find]) -> list[Find]:
    """The finds with e-mail addresses whole: an organisation's name in one is no find of its own, and tells whose the
    address is where no person's name does."""
    found = list(finds)
    addresses = [each for each in found if each.kind == "e-mail"]
    if not addresses:
        return found
    inside = [(each, address) for each in found for address in addresses if _lies_in(each, address)]
    owners = {address: each.of for each, address in inside}
    gone = {each for each, _ in inside}
    return [replace(each, of=each.of or owners.get(each, ())) for each in found if each not in gone]


def of_strangers(finds: Iterable[Find]) -> list[Find]:
    """The finds with short forms of somebody's name as certain as the strangers that the same words may be: that a name
    is usual makes it no less a name of theirs."""
    found = list(finds)
    strangers = {(each.start, each.end): each for each in found if each.rule == "stranger"}
    return [
        _as_certain(each, strangers.get((each.start, each.end))) if each.rule == "nickname" else each for each in found
    ]


def _as_certain(each: Find, stranger: Find | None) -> Find:
    if stranger is None or CERTAINTIES.index(stranger.certainty) > CERTAINTIES.index(each.certainty):
        return each
    return replace(each, certainty=stranger.certainty)


def _lies_in(each: Find, address: Find) -> bool:
    return each.kind == "organisation" and address.start <= each.start and each.end <= address.end


def apart(finds: Iterable[Find]) -> list[Find]:
    """The finds in the order of the text, with the weightiest alone where some overlap."""
    kept: list[Find] = []
    for each in sorted(finds, key=lambda find: (find.weight, -find.start), reverse=True):
        at = bisect_left(kept, each.start, key=lambda find: find.start)
        before, after = kept[at - 1 : at], kept[at : at + 1]
        if all(other.end <= each.start for other in before) and all(each.end <= other.start for other in after):
            kept.insert(at, each)
    return kept
