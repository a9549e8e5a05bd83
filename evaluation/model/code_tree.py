"""How the codes of a codebook stand above and below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluation.model.codebook import Code, Codebook


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code is put: next to a sibling, else last under a parent; without either, last at the top."""

    under: str | None = None
    before: str | None = None
    after: str | None = None


def children(codes: Iterable[Code]) -> dict[str | None, list[Code]]:
    """Parent → its codes in order; those at the top, or whose parent is not there, stand under None."""
    listed = list(codes)
    names = {code.name for code in listed}
    found: dict[str | None, list[Code]] = {}
    for code in listed:
        found.setdefault(code.parent if code.parent in names else None, []).append(code)
    return found


def in_tree_order(codes: Iterable[Code]) -> list[Code]:
    """Each code followed by all that stands under it."""
    under = children(codes)

    def walk(name: str | None) -> Iterator[Code]:
        for code in under.get(name, ()):
            yield code
            yield from walk(code.name)

    return list(walk(None))


def parents_first(codes: Iterable[Code]) -> list[Code]:
    """The order kept, but for parents that came after their children."""
    left = {code.name: code for code in codes}
    found: list[Code] = []

    def take(name: str | None) -> None:
        if name in left:
            code = left.pop(name)
            take(code.parent)
            found.append(code)

    for name in list(left):
        take(name)
    return found


def branch(codes: Iterable[Code], name: str) -> list[str]:
    """The code's name and those of all that stand under it, in order, by their first parents."""
    listed = in_tree_order(codes)
    found = [name]
    within = {name}
    for code in listed:
        if code.parent in within:
            within.add(code.name)
            found.append(code.name)
    return found


def below(codes: Iterable[Code], name: str) -> set[str]:
    """The names of all codes that stand under this one, by first or further parents."""
    under: dict[str, list[str]] = {}
    for code in codes:
        for parent in (code.parent, *code.parents):
            if parent:
                under.setdefault(parent, []).append(code.name)
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = [each for each in under.get(waiting.pop(), ()) if each not in found]
        found.update(new)
        waiting += new
    return found


def above(codebook: Codebook, name: str) -> list[str]:
    """The names of the codes over this one, the nearest first, by their first parents."""
    return codebook.path(name).split(" / ")[-2::-1]


def place_of(codebook: Codebook, name: str) -> str:
    """The path of a code, from as far up as the codebook goes: a code above may be archived, or not there."""
    parent = codebook.code(name).parent
    return f"{place_of(codebook, parent)} / {name}" if parent and parent in codebook else name


def placed(codes: Iterable[Code], name: str, place: Place) -> list[Code]:
    """The codes in tree order with one, and all under it, moved to a place that must not lie under itself."""
    listed = list(codes)
    moving = set(branch(listed, name))
    beside = place.before or place.after
    known = {code.name: code for code in listed}
    parent = known[beside].parent if beside else place.under
    stay = in_tree_order(code for code in listed if code.name not in moving)
    moved = in_tree_order(code for code in listed if code.name in moving)
    moved[0] = moved[0].model_copy(update={"parent": parent})
    moved[0] = moved[0].model_copy(update={"parents": tuple(each for each in moved[0].parents if each != parent)})
    at = _index(stay, place, parent)
    return [*stay[:at], *moved, *stay[at:]]


def _index(stay: list[Code], place: Place, parent: str | None) -> int:
    names = [code.name for code in stay]
    if place.before:
        return names.index(place.before)
    last = place.after or parent
    return names.index(branch(stay, last)[-1]) + 1 if last else len(stay)


def active(codebook: Codebook) -> Codebook:
    """The codebook without its archived codes."""
    return codebook.model_copy(update={"codes": tuple(code for code in codebook if not code.archived)})
