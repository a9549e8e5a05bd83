"""Finds the coding schemes there are: the YAML files of this folder, and those other packages declare.

Another package declares a scheme as an entry point of the group `underveis.schemes`: its name is the scheme's, its
object a `Codebook` or the path of its YAML file.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from coding.codebook import read_codebook
from evaluation.errors import fail
from evaluation.model import Codebook
from evaluation.settings.nearness import nearest

GROUP = "underveis.schemes"


def names() -> tuple[str, ...]:
    """The names of all schemes, in alphabetical order."""
    return tuple(sorted({*_own(), *_declared()}))


@cache
def load(name: str) -> Codebook:
    """The scheme of this name. A misspelled name raises an error that suggests the nearest."""
    if path := _own().get(name):
        return read_codebook(path)
    if declared := _declared().get(name):
        found = declared.load()
        return found if isinstance(found, Codebook) else read_codebook(Path(found))
    known = list(names())
    raise fail("CODE-007", name=name, known=", ".join(nearest(name, known, cutoff=50) or known))


def _own() -> dict[str, Path]:
    return {path.stem: path for path in Path(__file__).parent.glob("*.yaml")}


def _declared() -> dict[str, EntryPoint]:
    return {each.name: each for each in entry_points(group=GROUP)}
