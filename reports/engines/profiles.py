"""The project file of a report, and the profiles that are laid over it: `_quarto.yml`, `_quarto-NAME.yml`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.errors import fail
from reports.engines.front import read_mapping

PROJECT = "_quarto.yml"
NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
TOLD = re.compile(r"(?:when|unless)-profile\s*=\s*[\"']?([\w ,-]+)")


def active_profiles(folder: Path, asked: Sequence[str] = (), told: str = "") -> tuple[str, ...]:
    """The profiles a report is made under, as Quarto chooses them.

    asked: what the user named; else `QUARTO_PROFILE`, else the project's `profile: default:`. Of each group in
    `profile: group:` the first is taken where none of it was asked for. told: the report's text, in which a profile
    without a file of its own may be spoken of. Raises ENGINE-050 for one that is neither there nor spoken of.
    """
    own = read_mapping(folder / PROJECT).get("profile")
    declared: Mapping[str, Any] = own if isinstance(own, Mapping) else {}
    first = tuple(_names(asked)) or tuple(_names([os.environ.get("QUARTO_PROFILE", "")]))
    chosen = list(dict.fromkeys(first or _names(_listed(declared.get("default")))))
    for group in _groups(declared.get("group")):
        if group and not set(group) & set(chosen):
            chosen.append(group[0])
    grouped = (each for group in _groups(declared.get("group")) for each in group)
    known = {*written_profiles(folder), *_names(TOLD.findall(told)), *grouped}
    for each in chosen:
        if each not in known or not NAMED.fullmatch(each):
            raise fail("ENGINE-050", name=each, known=", ".join(sorted(known)) or "–")
    return tuple(chosen)


def project_of(folder: Path, profiles: Sequence[str] = ()) -> dict[str, Any]:
    """`_quarto.yml` with the files of the profiles laid over it, the last one uppermost."""
    merged = read_mapping(folder / PROJECT)
    for each in profiles:
        merged = laid_over(merged, read_mapping(folder / f"_quarto-{each}.yml"))
    return merged


def laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are merged, lists are joined, and of two single values the uppermost is seen."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(value, Mapping) and isinstance(below, Mapping):
            merged[key] = laid_over(below, value)
        elif isinstance(value, list) and isinstance(below, list):
            merged[key] = [*below, *(each for each in value if each not in below)]
        else:
            merged[key] = value
    return merged


def made_name(profiles: Sequence[str]) -> str:
    """What the finished files are called, so that no version is taken for another: `report`, `report-public`."""
    return "-".join(("report", *profiles))


def statement_name(profiles: Sequence[str]) -> str:
    """What the page of the accessibility statement is called beside that report."""
    return "-".join(("accessibility", *profiles)) + ".html"


def written_profiles(folder: Path) -> tuple[str, ...]:
    """The profiles that have a file of their own."""
    return tuple(sorted(each.stem.removeprefix("_quarto-") for each in folder.glob("_quarto-*.yml")))


def _names(values: Sequence[object]) -> Iterator[str]:
    return (name for value in values for name in re.split(r"[\s,]+", str(value)) if name)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def _groups(value: object) -> list[tuple[str, ...]]:
    """`[a, b]` is one group, `[[a, b], [c, d]]` are two."""
    listed = _listed(value)
    nested = any(isinstance(each, list) for each in listed)
    return [tuple(_names(_listed(each))) for each in (listed if nested else [listed])]
