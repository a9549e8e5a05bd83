"""Instruments in the files of other programs: each format is one file, found by its `FORMAT`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from evaluation.errors import fail
from evaluation.language import Language
from evaluation.settings.nearness import nearest
from instruments.exchange.shape import ExchangeFormat, Exported
from instruments.model import Instrument

GROUP = "underveis.instrument_formats"


@cache
def known_formats() -> dict[str, ExchangeFormat]:
    """The formats by name: the files of the folder `formats`, and what installed packages offer."""
    folder = import_module(f"{__name__}.formats")
    ours = (import_module(f"{folder.__name__}.{each.name}").FORMAT for each in iter_modules(folder.__path__))
    return {each.name: each for each in (*(point.load() for point in entry_points(group=GROUP)), *ours)}


def format_named(name: str) -> ExchangeFormat:
    found = known_formats().get(name)
    if found is None:
        known = sorted(known_formats())
        raise fail("FORM-001", name=name, known=", ".join(nearest(name, known, cutoff=50) or known))
    return found


def export(instrument: Instrument, to: str, language: Language | None = None) -> Exported:
    """The instrument as a file of another program, and what that program cannot hold.

    language: the one to write where the program holds one only; without it, the original.
    """
    format_ = format_named(to)
    if format_.in_language is None or language is None:
        return format_.write(instrument)
    return format_.in_language(instrument, language)
