"""What turns a report folder into HTML, Word and PDF: one signature, two engines."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, get_args

from evaluation.errors import fail
from evaluation.language import Language

Format = Literal["html", "docx", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
EXTENSION = Path(__file__).parent.parent / "_extensions" / "underveis"


class Render(Protocol):
    def __call__(
        self, folder: Path, formats: Sequence[Format], *, language: Language | None = None
    ) -> tuple[Path, ...]: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """`version` is None where the engine cannot be had on this machine."""

    name: str
    render: Render
    version: Callable[[], str | None]


@cache
def engines() -> dict[str, Engine]:
    """Every module of this package that declares an `ENGINE`, by its name."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    declared = (getattr(module, "ENGINE", None) for module in modules)
    return {each.name: each for each in declared if isinstance(each, Engine)}


def choose(name: str | None = None) -> Engine:
    """The engine of that name; without a name the embedded one, which every installation has."""
    wanted = name or "embedded"
    if wanted not in engines():
        raise fail("ENGINE-017", name=wanted, known=", ".join(sorted(engines())))
    return engines()[wanted]


def known_formats(formats: Sequence[str]) -> tuple[Format, ...]:
    """The formats asked for, each once, in the order they were asked for; an unknown one is the user's fault."""
    for each in formats:
        if each not in FORMATS:
            raise fail("ENGINE-021", name=each, known=", ".join(FORMATS))
    return tuple(each for each in dict.fromkeys(formats) if each in FORMATS)  # type: ignore[misc]
