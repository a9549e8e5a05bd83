"""The formats codebooks travel in, found by suffix without importing any but the one asked for."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, cast

from evaluation.errors import Problem, fail
from evaluation.model import Codebook

GROUP = "underveis.codebook_formats"
FOLDER = Path(__file__).parent / "formats"
_DECLARATION = re.compile(r"^SUFFIXES\b[^=\n]*=\s*(\([^)]*\))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """A codebook as a file has it, and notes on what was named anew, dropped or is not understood."""

    codebook: Codebook
    problems: tuple[Problem, ...] = ()


class CodebookFormat(Protocol):
    """A module that reads and writes one format. A plugin's entry point bears the suffix, without its dot, as name."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: Path) -> Imported: ...

    def write(self, codebook: Codebook, path: Path) -> None: ...


@cache
def built_in() -> dict[str, str]:
    """Suffix → module, read from what each file in the folder declares."""
    found: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.py")):
        if declaration := _DECLARATION.search(file.read_text(encoding="utf-8")):
            found |= dict.fromkeys(ast.literal_eval(declaration[1]), f"coding.codebooks.formats.{file.stem}")
    return found


@cache
def plugins() -> dict[str, EntryPoint]:
    return {f".{each.name.lower().lstrip('.')}": each for each in entry_points(group=GROUP)}


def known_suffixes() -> tuple[str, ...]:
    return tuple(sorted({*built_in(), *plugins()}))


def format_of(path: Path) -> CodebookFormat:
    """The module for files of this suffix. Raises CODEBOOK-020 when there is none."""
    suffix = path.suffix.lower()
    if module := built_in().get(suffix):
        return cast(CodebookFormat, import_module(module))
    if plugin := plugins().get(suffix):
        return cast(CodebookFormat, plugin.load())
    raise fail("CODEBOOK-020", file=path, suffix=suffix or path.name, known=" ".join(known_suffixes()))
