"""The formats plans are read from, found by suffix without importing any but the one asked for."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, cast

from evaluation.errors import fail
from evaluation.followup.plans.rows import Sheets

GROUP = "underveis.plan_formats"
FOLDER = Path(__file__).parent / "formats"
_DECLARATION = re.compile(r"^SUFFIXES\b[^=\n]*=\s*(\([^)]*\))", re.MULTILINE)


class PlanFormat(Protocol):
    """A module that reads one format. A plugin's entry point bears the suffix, without its dot, as its name."""

    SUFFIXES: tuple[str, ...]

    def read(self, content: bytes, file: str) -> Sheets: ...


@cache
def built_in() -> dict[str, str]:
    """Suffix → module, read from what each file in the folder declares."""
    found: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.py")):
        if declaration := _DECLARATION.search(file.read_text(encoding="utf-8")):
            found |= dict.fromkeys(ast.literal_eval(declaration[1]), f"{__package__}.formats.{file.stem}")
    return found


@cache
def plugins() -> dict[str, EntryPoint]:
    return {f".{each.name.lower().lstrip('.')}": each for each in entry_points(group=GROUP)}


def format_of(path: Path) -> PlanFormat:
    """The module that reads this file. Raises PLAN-025 when there is none."""
    suffix = path.suffix.lower()
    if module := built_in().get(suffix):
        return cast(PlanFormat, import_module(module))
    if plugin := plugins().get(suffix):
        return cast(PlanFormat, plugin.load())
    known = " ".join(sorted({*built_in(), *plugins()}))
    raise fail("PLAN-025", file=path, suffix=suffix or path.name, known=known)
