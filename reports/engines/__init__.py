"""What turns a report folder into HTML, Word, ODT and PDF: one signature, two engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Literal, Protocol, get_args

from evaluation.errors import fail
from evaluation.language import Language

Format = Literal["html", "docx", "odt", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
# What is made where nobody says otherwise.
USUAL: tuple[Format, ...] = ("html", "docx", "pdf")
# The accessibility statement; where there is one, it becomes a page of its own that the web page leads to.
STATEMENT = "_generated/accessibility.qmd"
EXTENSION = Path(__file__).parent.parent / "_extensions" / "underveis"


class Render(Protocol):
    def __call__(
        self,
        folder: Path,
        formats: Sequence[Format],
        *,
        language: Language | None = None,
        profiles: Sequence[str] = (),
    ) -> tuple[Path, ...]: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """`version` is None where the engine cannot be had on this machine."""

    name: str
    render: Render
    version: Callable[[], str | None]


@cache
def engines() -> dict[str, Engine]:
    """Our two engines, and whatever an installed package offers in the group `underveis.engines`."""
    ours = (import_module(f"{__name__}.{name}").ENGINE for name in ("embedded", "quarto"))
    others = (point.load() for point in entry_points(group="underveis.engines"))
    return {each.name: each for each in (*others, *ours)}


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
    return tuple(each for each in dict.fromkeys(formats) if each in FORMATS)
