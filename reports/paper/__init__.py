"""Guides to hold and forms to fill in: instruments printed, each format one file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules

from evaluation.errors import fail
from evaluation.language import Language
from instruments.model import Instrument
from reports.files import write_whole
from reports.paper.formats.shape import PaperFormat
from reports.paper.sheet import sheet_of

GROUP = "underveis.paper"


def print_instrument(
    instrument: Instrument, folder: Path, *, name: str, to: Sequence[str] = ("pdf",), language: Language
) -> tuple[Path, ...]:
    """Write `NAME-LANGUAGE.FORMAT` in the folder for each format; nothing is written before all of them are made."""
    known = known_formats()
    for each in to:
        if each not in known:
            raise fail("PAPER-001", name=each, known=", ".join(sorted(known)))
    sheet = sheet_of(instrument, language)
    made = {folder / f"{name}-{language}.{each}": known[each].write(sheet) for each in dict.fromkeys(to)}
    for path, content in made.items():
        write_whole(path, content)
    return tuple(made)


@cache
def known_formats() -> dict[str, PaperFormat]:
    """The formats there are: the files of the folder `formats`, and what installed packages offer."""
    folder = import_module(f"{__name__}.formats")
    names = (each.name for each in iter_modules(folder.__path__) if each.name != "shape")
    ours = (import_module(f"{folder.__name__}.{name}").FORMAT for name in names)
    return {each.name: each for each in (*(point.load() for point in entry_points(group=GROUP)), *ours)}
