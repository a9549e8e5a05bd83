"""The parts there are, found by their files.

A part is a file in this folder that declares NAME and has two functions: `values(telling)`, what a template is filled
in with when a report is drafted, and `texts(telling)`, name of each generated file → its Markdown, made anew at each
update.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Protocol, cast

from reports.parts.telling import Telling

STUDY = "study"  # what `reports/update` tells itself
NOT_PARTS = ("discover", "telling")


class Part(Protocol):
    NAME: str

    def values(self, telling: Telling, /) -> Mapping[str, Any]: ...
    def texts(self, telling: Telling, /) -> Mapping[str, str]: ...


@cache
def parts() -> Mapping[str, Part]:
    names = [each.name for each in iter_modules([str(Path(__file__).parent)]) if each.name not in NOT_PARTS]
    found = [cast(Part, import_module(f"{__package__}.{name}")) for name in names]
    return {each.NAME: each for each in found}


def part_values(names: Iterable[str], telling: Telling) -> dict[str, Any]:
    return {key: value for name in names if name != STUDY for key, value in parts()[name].values(telling).items()}


def part_texts(names: Iterable[str], telling: Telling) -> dict[str, str]:
    return {key: text for name in names if name != STUDY for key, text in parts()[name].texts(telling).items()}
