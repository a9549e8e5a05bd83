"""Pseudonyms in the place of the names of people and organisations, in what is told of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from evaluation.model import Organisation, Participant

SHORTEST = 3


def unnaming(people: Iterable[Participant], organisations: Iterable[Organisation] = ()) -> Callable[[str], str]:
    """What puts pseudonyms where names stand: whole ones, and the parts that only one of these people bears.

    Of organisations whole names alone, where they go by another.
    """
    bodies = (each for each in organisations if each.name.strip() and each.pseudonym)
    shown = {" ".join(each.name.split()): each.pseudonym for each in bodies} | dict(_names(list(people)))
    if not shown:
        return lambda text: text
    listed = sorted(shown, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in listed)
    pattern = re.compile(rf"(?<!\w)({either})(?!\w)")
    return lambda text: pattern.sub(lambda found: shown[" ".join(found[1].split())], text)


def _names(people: list[Participant]) -> Iterator[tuple[str, str]]:
    parts = Counter(part for each in people for part in set(parts_of(each.name)))
    for each in people:
        pseudonym = each.pseudonym or each.id
        # Where several bear a part, it is taken out all the same: to whom it points, nobody can tell.
        yield from ((part, pseudonym if parts[part] == 1 else "…") for part in parts_of(each.name))
        if each.name.strip():
            yield " ".join(each.name.split()), pseudonym


def parts_of(name: str) -> Iterator[str]:
    words = name.split()
    return (part for part in words if len(words) > 1 and part[:1].isupper() and len(part) >= SHORTEST)
