"""The codes of a project beside those of a study: the same by GUID, else by path, never by bare name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.language import LANGUAGES
from evaluation.model import Code, Codebook, Localised
from evaluation.model.code_tree import parents_first
from evaluation.model.guid import derived_guid, guids

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """codebook: the study's with the new codes in it. names: a code's name in the project → in the study.

    guids: GUID in the project → in the study, where they differ. same: codes that were there; renamed: new ones that
    could not bear their name.
    """

    codebook: Codebook
    names: Mapping[str, str]
    guids: Mapping[str, str]
    same: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()


def match_codes(there: Codebook, new: Codebook) -> Matched:
    known = {guid: name for name, guid in guids(there).items()}
    paths = _paths(there)
    counted = Counter(paths.values())
    by_path = {path: name for name, path in paths.items() if counted[path] == 1}
    given, written = guids(new), _paths(new)
    names: dict[str, str] = {}
    added: list[Code] = []
    renamed: list[str] = []
    taken = {code.name for code in there}
    for code in parents_first(new):
        same = known.get(given[code.name]) or by_path.get(written[code.name])
        name = same or _free(code, taken)
        names[code.name] = name
        if same is None:
            taken.add(name)
            added.append(_added(code, name, given[code.name]))
            renamed += [name] if name != code.name else []
    pointed = [_pointed(code, names) for code in added]
    merged = there.model_copy(update={"codes": (*there.codes, *pointed)})
    now = guids(merged)
    moved = {given[old]: now[name] for old, name in names.items() if given[old] != now[name]}
    fresh = {code.name for code in added}
    return Matched(merged, names, moved, tuple(name for name in names.values() if name not in fresh), tuple(renamed))


def _paths(codebook: Codebook) -> dict[str, Path]:
    """Name → the names down to a code as they were written, before any was changed to be the only one."""
    codes = {code.name: code for code in codebook}
    found: dict[str, Path] = {}
    for code in parents_first(codebook):
        above = found.get(code.parent or "", ()) if code.parent in codes else ()
        found[code.name] = (*above, _written(code))
    return found


def _written(code: Code) -> str:
    texts = set(code.label.as_dict().values())
    if len(texts) != 1 or len(code.label.as_dict()) != len(LANGUAGES):
        return code.name
    label = texts.pop()
    bare = re.sub(r"\s*/\s*", "–", label)
    return label if code.name.startswith((f"{bare} (", f"{bare} ")) or code.name == bare else code.name


def _free(code: Code, taken: set[str]) -> str:
    wanted = code.name
    if wanted in taken and code.parent:
        wanted = f"{code.name} ({code.parent})"
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


def _added(code: Code, name: str, guid: str) -> Code:
    label = code.label or (Localised.model_validate(code.name) if name != code.name else code.label)
    kept = guid if guid != derived_guid("code", name) else None
    return code.model_copy(update={"name": name, "label": label, "guid": kept})


def _pointed(code: Code, names: Mapping[str, str]) -> Code:
    parent = names.get(code.parent) if code.parent else None
    further = dict.fromkeys(names[each] for each in code.parents if each in names)
    parents = tuple(each for each in further if each not in (parent, code.name))
    return code.model_copy(update={"parent": parent, "parents": parents})
