"""Everything that could be wrong with what is asked, found at once; each check is one file, discovered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from evaluation.errors import Problem
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile

OfFile = Callable[[InstrumentFile, Surroundings], Iterator[Problem]]
OfStudy = Callable[[Surroundings], Iterator[Problem]]
GROUP = "underveis.instrument_checks"


def check(files: Iterable[InstrumentFile], around: Surroundings) -> list[Problem]:
    """All faults and hints in these files, file by file and by line; then what holds for the study as a whole."""
    found: list[Problem] = []
    for file in files:
        told = (
            each for module in known_checks() if hasattr(module, "of_file") for each in module.of_file(file, around)
        )
        found += sorted(told, key=lambda each: (each.line or 0, each.code))
    return found + [
        each for module in known_checks() if hasattr(module, "of_study") for each in module.of_study(around)
    ]


@cache
def known_checks() -> tuple[object, ...]:
    """The checks there are: modules with `of_file` or `of_study`, ours and those of installed packages."""
    folder = import_module(f"{__name__}.checks")
    ours = [import_module(f"{folder.__name__}.{each.name}") for each in iter_modules(folder.__path__)]
    return (*ours, *(point.load() for point in entry_points(group=GROUP)))
