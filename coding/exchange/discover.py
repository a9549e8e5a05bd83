"""The formats projects are exchanged in, found by suffix without importing any but the one asked for."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Literal, Protocol, cast

from coding.exchange.losses import Loss
from coding.exchange.project import Project
from evaluation.errors import fail

GROUP = "underveis.exchange_formats"
FOLDER = Path(__file__).parent / "formats"
Way = Literal["read", "write"]
_DECLARATION = re.compile(r"^SUFFIXES\b[^=\n]*=\s*(\([^)]*\))", re.MULTILINE)


class Importer(Protocol):
    """A module that reads one format. A plugin's entry point bears the suffix, without its dot, as name."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: Path, frame: str | None = None) -> Project:
        """The project in a file or folder; `frame` overrules how its offsets are taken. Touches no store."""


class Exporter(Protocol):
    """A module that writes one format."""

    SUFFIXES: tuple[str, ...]

    def write(self, project: Project, path: Path) -> tuple[Loss, ...]:
        """Write the file; returns what the format has no place for."""


@cache
def built_in(way: Way) -> dict[str, str]:
    """Suffix → module, for the modules in the folder that define `read` or `write`."""
    found: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.py")):
        text = file.read_text(encoding="utf-8")
        if (declaration := _DECLARATION.search(text)) and re.search(rf"^def {way}\(", text, re.MULTILINE):
            found |= dict.fromkeys(ast.literal_eval(declaration[1]), f"coding.exchange.formats.{file.stem}")
    return found


@cache
def plugins() -> dict[str, EntryPoint]:
    return {f".{each.name.lower().lstrip('.')}": each for each in entry_points(group=GROUP)}


def known_suffixes(way: Way) -> tuple[str, ...]:
    return tuple(sorted({*built_in(way), *(suffix for suffix, each in plugins().items() if hasattr(each.load(), way))}))


def importer(path: Path) -> Importer:
    """The module that reads files of this suffix. Raises EXCHANGE-001 when there is none."""
    return cast(Importer, _module(path, "read"))


def exporter(path: Path) -> Exporter:
    """The module that writes files of this suffix. Raises EXCHANGE-001 when there is none."""
    return cast(Exporter, _module(path, "write"))


def _module(path: Path, way: Way) -> Importer | Exporter:
    suffix = path.suffix.lower()
    # `answers.respondents.csv` is told by both its suffixes, where there is a format of that name.
    both = "".join(path.suffixes[-2:]).lower()
    if module := built_in(way).get(both) or built_in(way).get(suffix):
        return cast(Importer | Exporter, import_module(module))
    if (plugin := plugins().get(suffix)) and hasattr(module_ := plugin.load(), way):
        return cast(Importer | Exporter, module_)
    raise fail("EXCHANGE-001", file=path, suffix=suffix or path.name, known=" ".join(known_suffixes(way)))
