"""The formats there are, found by suffix without importing any but the one asked for."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, cast

from evaluation.errors import fail
from evaluation.sources.extract import Extract

GROUP = "underveis.source_formats"
FOLDER = Path(__file__).parent / "formats"
_DECLARATION = re.compile(r"^SUFFIXES\b[^=\n]*=\s*(\([^)]*\))", re.MULTILINE)


class SourceFormat(Protocol):
    """A module that reads one format. A plugin's entry point bears the suffix, without its dot, as its name."""

    SUFFIXES: tuple[str, ...]

    def read(self, content: bytes, file: str) -> Extract: ...


@cache
def built_in() -> dict[str, str]:
    """Suffix → module, read from what each file in the folder declares."""
    found: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.py")):
        if declaration := _DECLARATION.search(file.read_text(encoding="utf-8")):
            found |= dict.fromkeys(ast.literal_eval(declaration[1]), f"evaluation.sources.formats.{file.stem}")
    return found


@cache
def plugins() -> dict[str, EntryPoint]:
    return {f".{each.name.lower().lstrip('.')}": each for each in entry_points(group=GROUP)}


def known_suffixes() -> tuple[str, ...]:
    return tuple(sorted({*built_in(), *plugins()}))


def format_of(path: Path) -> SourceFormat:
    """The module that reads this file. Raises SOURCE-004 when there is none."""
    suffix = path.suffix.lower()
    if module := built_in().get(suffix):
        return cast(SourceFormat, import_module(module))
    if plugin := plugins().get(suffix):
        return cast(SourceFormat, plugin.load())
    raise fail("SOURCE-004", file=path, suffix=suffix or path.name, known=" ".join(known_suffixes()))
