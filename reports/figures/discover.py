"""The figures there are, found by name without importing any but the one asked for."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Protocol, cast

from evaluation.errors import fail
from evaluation.language import Language
from reports.figures.drawing import Drawing

GROUP = "underveis.figures"
FOLDER = Path(__file__).parent
_DECLARATION = re.compile(r"^NAME\b[^=\n]*=\s*(\"[^\"\n]*\")", re.MULTILINE)


class FigureKind(Protocol):
    """A module that draws one kind of figure. A plugin's entry point bears the figure's NAME."""

    NAME: str

    def draw(self, content: Any, /, *, language: Language) -> Drawing:
        """The drawing of a table; of an empty one, a drawing that says so."""

    def example(self, language: Language, /) -> Any:
        """A small table `draw` accepts: for documentation, and held to the conformance test."""


@cache
def built_in() -> dict[str, str]:
    """Name → module, read from what each file in the folder declares."""
    found = {}
    for file in sorted(FOLDER.glob("*.py")):
        if declaration := _DECLARATION.search(file.read_text(encoding="utf-8")):
            found[str(ast.literal_eval(declaration[1]))] = f"{__package__}.{file.stem}"
    return found


@cache
def plugins() -> dict[str, EntryPoint]:
    return {each.name: each for each in entry_points(group=GROUP)}


def figure_names() -> tuple[str, ...]:
    return tuple(sorted({*built_in(), *plugins()}))


def figure_kind(name: str) -> FigureKind:
    """The module that draws this figure. Raises FIGURE-001 when there is none."""
    if module := built_in().get(name):
        return cast(FigureKind, import_module(module))
    if plugin := plugins().get(name):
        return cast(FigureKind, plugin.load())
    raise fail("FIGURE-001", name=name, known=", ".join(figure_names()))
