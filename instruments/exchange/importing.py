"""Other programs' forms become a draft of an instrument, and what it could not hold is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from evaluation.errors import Problem, fail

LARGEST = 20_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """`content` is what stands in the YAML file, as plain values."""

    content: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()

    def yaml(self) -> str:
        from ruamel.yaml import YAML

        writer = YAML()
        writer.indent(mapping=2, sequence=4, offset=2)
        writer.width = 4096
        target = StringIO()
        writer.dump(dict(self.content), target)
        return target.getvalue()


@dataclass(frozen=True, slots=True)
class Importer:
    """`knows`: whether a file with one of these endings is of this kind, where others end alike."""

    suffixes: tuple[str, ...]
    read: Callable[[Path], Draft]
    knows: Callable[[Path], bool] | None = None


def import_form(path: Path) -> Draft:
    """The form in a file of another program. Raises where the file is not there, too large or of no known kind."""
    found = importers().get(path.suffix.lower())
    if found is None:
        raise fail("FORM-003", file=path, suffix=path.suffix or "–", known=", ".join(sorted(importers())))
    if not path.is_file():
        raise fail("YAML-001", file=path)
    if path.stat().st_size > LARGEST:
        raise fail("FORM-004", file=path)
    return _reader(found, path).read(path)


def _reader(found: tuple[Importer, ...], path: Path) -> Importer:
    """The one that knows the file; else the one that takes whatever ends so, or, for want of it, the first."""
    known = next((each for each in found if each.knows is not None and each.knows(path)), None)
    return known or next((each for each in found if each.knows is None), found[0])


@cache
def importers() -> dict[str, tuple[Importer, ...]]:
    """The importers by the ending of the files they read."""
    folder = import_module("instruments.exchange.importers")
    ours = (import_module(f"{folder.__name__}.{each.name}").IMPORTER for each in iter_modules(folder.__path__))
    found: dict[str, tuple[Importer, ...]] = {}
    for each in ours:
        for suffix in each.suffixes:
            found[suffix] = (*found.get(suffix, ()), each)
    return found
