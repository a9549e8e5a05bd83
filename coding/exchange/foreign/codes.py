"""Codes and the categories over them, as other programs keep them, made into a codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from coding.codebooks.code_names import named
from coding.codebooks.text import as_hex
from coding.exchange.foreign.gathering import Gathering
from evaluation.errors import problem
from evaluation.model import Code, Codebook, Localised
from evaluation.model.code_tree import in_tree_order

DEEPEST = 100  # levels of codes
Key: TypeAlias = tuple[str, int]  # what it is, and its number in the file


@dataclass(frozen=True, slots=True)
class Entry:
    """A code or a category. `above` are the keys of what it stands under, the first one first."""

    key: Key
    name: str
    above: tuple[Key, ...] = ()
    definition: str = ""
    colour: str = ""


def codebook_of(gathering: Gathering, title: str, entries: Sequence[Entry]) -> tuple[Codebook, Mapping[Key, str]]:
    """The codebook, and the name of each entry in it.

    Names alike are told apart, what stands under itself is put at the top, and an entry whose number was taken is left
    out; each is told.
    """
    kept = _without_circles(gathering, _once(gathering, entries))
    numbers = {each.key: number for number, each in enumerate(kept)}
    written = [(each.name, None, 0, numbers[each.above[0]] if each.above else None) for each in kept]
    names, notes = named(written, gathering.file)
    gathering.problems += [replace(note, line=None) for note in notes]
    known = {each.key: name for each, name in zip(kept, names, strict=True)}
    codes = [_code(gathering, each, known) for each in kept]
    return Codebook(name=title, codes=tuple(in_tree_order(codes))), known


def _once(gathering: Gathering, entries: Sequence[Entry]) -> list[Entry]:
    found: dict[Key, Entry] = {}
    for each in entries:
        if each.key in found:
            gathering.tell("code", "dropped", "number-twice", example=each.name)
        else:
            found[each.key] = each
    return list(found.values())


def _without_circles(gathering: Gathering, entries: Sequence[Entry]) -> list[Entry]:
    """Each entry under what there is and is not under itself."""
    known = {each.key: each for each in entries}
    for entry in entries:
        above = tuple(key for key in dict.fromkeys(entry.above) if key in known and key != entry.key)
        if len(above) < len(set(entry.above)):
            gathering.tell("code", "changed", "parent-gone", example=entry.name)
        known[entry.key] = replace(entry, above=above)
    depth: dict[Key, int] = {}
    for start in list(known):
        way: list[Key] = []
        key = start
        while key not in depth and key not in way:
            way.append(key)
            if not known[key].above:
                break
            key = known[key].above[0]
        if key in way and known[key].above:
            gathering.tell("code", "changed", "circle", example=known[key].name)
            known[key] = replace(known[key], above=())
        _count_depths(gathering, known, depth, way)
    return list(known.values())


def _count_depths(gathering: Gathering, known: dict[Key, Entry], depth: dict[Key, int], way: Sequence[Key]) -> None:
    """How deep each on a way up stands; one that would stand deeper than codes may is put at the top."""
    for key in reversed(way):
        above = known[key].above
        depth[key] = depth.get(above[0], 0) + 1 if above else 1
        if depth[key] > DEEPEST:
            gathering.tell("code", "changed", "too-deep", example=known[key].name)
            known[key], depth[key] = replace(known[key], above=()), 1


def _code(gathering: Gathering, entry: Entry, known: Mapping[Key, str]) -> Code:
    colour = as_hex(entry.colour) if entry.colour else None
    name = known[entry.key]
    if entry.colour and colour is None:
        gathering.problems.append(
            problem("CODEBOOK-027", file=gathering.file, severity="note", colour=entry.colour[:40], name=name)
        )
    parents = [known[key] for key in entry.above]
    label = entry.name if entry.name != name else ""
    return Code(
        name=name,
        parent=parents[0] if parents else None,
        parents=tuple(parents[1:]),
        label=_said(label),
        definition=_said(entry.definition),
        colour=colour,
    )


def _said(text: str) -> Localised:
    return Localised.model_validate(text) if text else Localised()
