"""A `CodeBook` element, as .qdc files and .qdpx projects hold it, read into a codebook whatever program wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from coding.codebooks.code_names import named
from coding.codebooks.content import codebook_of
from coding.codebooks.description import content_of, read_description
from coding.codebooks.discover import Imported
from coding.codebooks.text import as_hex
from evaluation.errors import Problem, problem
from evaluation.model.guid import derived_guid
from evaluation.settings.yaml_file import Place, YamlFile
from evaluation.sources.package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SET_OF_CODE = "set"
Numbers = Mapping[str | None, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A code or a set as it stands in the file. `parent` is the number of the entry above it in the list."""

    written: str
    line: int
    guid: str | None
    description: str
    parent: int | None = None
    colour: str = ""
    codable: bool = True
    members: tuple[str, ...] = ()


def read_element(root: Element, path: Path) -> Imported:
    """The codebook, with notes on what was named anew, dropped or turned into a code.

    Raises one error with every fault in what an earlier export of ours wrote and somebody has changed since.
    """
    codes = list(_codes(root, None, []))
    own, sets = _own_set(list(_sets(root)))
    numbers: Numbers = {each.guid: number for number, each in reversed(list(enumerate(codes))) if each.guid}
    of_code = {derived_guid(SET_OF_CODE, guid): number for guid, number in numbers.items() if guid}
    foreign = [each for each in sets if each.guid not in of_code]
    entries = [*codes, *foreign]
    stand_for = [(each, of_code[each.guid]) for each in sets if each.guid in of_code]
    stand_for += [(each, number) for number, each in enumerate(foreign, len(codes))]
    names, notes = named([(each.written, each.guid, each.line, each.parent) for each in entries], path)
    further = _further(stand_for, numbers)
    contents = [
        _content(each, number, names, [names[group] for group in further.get(number, ())])
        for number, each in enumerate(entries)
    ]
    order = _order(own, numbers, len(entries))
    lines: dict[Place, int] = {("codes", place): entries[number].line for place, number in enumerate(order)}
    content = {"name": path.stem, **_said(own), "codes": [contents[number] for number in order]}
    notes += _losses(codes, foreign, names, numbers, path)
    return Imported(codebook_of(YamlFile(path, content, lines)), tuple(notes))


def _codes(element: Element, parent: int | None, found: list[Entry]) -> list[Entry]:
    """The codes under an element, each before those under it."""
    for child in element:
        if local(child) == "Codes":
            _codes(child, None, found)
        elif local(child) == "Code":
            number = len(found)
            found.append(replace(_entry(child), parent=parent))
            _codes(child, number, found)
    return found


def _sets(root: Element) -> Iterator[Entry]:
    for group in root:
        for child in group if local(group) == "Sets" else ():
            if local(child) == "Set":
                members = (_guid(attribute(each, "guid")) for each in child if local(each) == "MemberCode")
                yield replace(_entry(child), members=tuple(each for each in members if each))


def _entry(element: Element) -> Entry:
    texts = [each.text or "" for each in element if local(each) == "Description"]
    return Entry(
        written=(attribute(element, "name") or "").strip(),
        line=int(str(element.sourceline or 1)),
        guid=_guid(attribute(element, "guid")),
        description=next(iter(texts), attribute(element, "description") or ""),
        colour=(attribute(element, "color") or "").strip(),
        codable=(attribute(element, "isCodable") or "true").strip() not in ("false", "0"),
    )


def _guid(written: str | None) -> str | None:
    try:
        return str(UUID((written or "").strip().strip("{}")))
    except ValueError:
        return None


def _own_set(sets: Sequence[Entry]) -> tuple[Entry | None, list[Entry]]:
    """The set in which an export of ours tells of the codebook itself; and the other sets."""
    own = [each for each in sets if "codebook" in (read_description(each.description)[1] or {})]
    return next(iter(own), None), [each for each in sets if each not in own]


def _said(own: Entry | None) -> dict[str, Any]:
    said = (read_description(own.description)[1] or {}) if own else {}
    found = {"name": said.get("codebook"), "title": said.get("title"), "version": said.get("version")}
    return {key: value for key, value in found.items() if value}


def _further(stand_for: Sequence[tuple[Entry, int]], numbers: Numbers) -> dict[int, list[int]]:
    """Code → the codes that stand for the sets it is a member of."""
    found: dict[int, list[int]] = {}
    for group, number in stand_for:
        for member in group.members:
            if member in numbers:
                found.setdefault(numbers[member], []).append(number)
    return found


def _content(entry: Entry, number: int, names: Sequence[str], groups: Sequence[str]) -> dict[str, Any]:
    """An entry as a code is written in YAML."""
    name = names[number]
    parent = names[entry.parent] if entry.parent is not None else None
    content = content_of(entry.description)
    if name != entry.written and entry.written and not content.get("label"):
        content["label"] = entry.written
    before = [each for each in content.get("parents", ()) if each in groups]
    parents = [each for each in dict.fromkeys([*before, *groups]) if each not in (name, parent)]
    guid = entry.guid if entry.guid != derived_guid("code", name) else None
    colour = as_hex(entry.colour) if entry.colour else None
    own = {"name": name, "parent": parent, "parents": parents, "guid": guid, "colour": colour}
    return {**content, **own}


def _order(own: Entry | None, numbers: Numbers, count: int) -> list[int]:
    """The numbers of all entries, in the order of our own set if it still names every code there is."""
    told = [numbers[each] for each in (own.members if own else ()) if each in numbers]
    return list(dict.fromkeys(told)) if len(set(told)) == count else list(range(count))


def _losses(
    codes: Sequence[Entry],
    sets: Sequence[Entry],
    names: Sequence[str],
    numbers: Numbers,
    path: Path,
) -> list[Problem]:
    """What the file says that a codebook of ours has no place for."""
    found = [
        problem("CODEBOOK-027", file=path, line=each.line, severity="note", colour=each.colour, name=name)
        for each, name in zip(codes, names, strict=False)
        if each.colour and as_hex(each.colour) is None
    ]
    found += [
        problem("CODEBOOK-030", file=path, line=each.line, severity="note", name=names[len(codes) + step])
        for step, each in enumerate(sets)
    ]
    silent = [name for each, name in zip(codes, names, strict=False) if not each.codable and not _is_archived(each)]
    if silent:
        found.append(problem("CODEBOOK-032", file=path, severity="note", names=", ".join(silent)))
    found += [
        problem("CODEBOOK-035", file=path, line=each.line, severity="note", name=names[number])
        for number, each in enumerate(codes)
        if each.guid and numbers[each.guid] != number
    ]
    return found


def _is_archived(entry: Entry) -> bool:
    return bool((read_description(entry.description)[1] or {}).get("archived"))
