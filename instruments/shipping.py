"""Finds the instruments that come along, and copies one into a study.

Another package offers one as an entry point of the group `underveis.instruments`, whose object is the path of its file.
"""

from __future__ import annotations

import shutil
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from evaluation.errors import fail, reason_of
from evaluation.settings.nearness import nearest
from instruments.load import FOLDER, InstrumentFile, read_instrument_file

GROUP = "underveis.instruments"


def names() -> tuple[str, ...]:
    """The names of all shipped instruments, in alphabetical order."""
    return tuple(sorted(_paths()))


@cache
def shipped(name: str) -> InstrumentFile:
    return read_instrument_file(path_of(name))


def path_of(name: str) -> Path:
    """The file of a shipped instrument. A misspelled name raises an error that suggests the nearest."""
    found = _paths().get(name)
    if found is None:
        known = list(names())
        raise fail("INSTRUMENT-080", name=name, known=", ".join(nearest(name, known, cutoff=50) or known))
    return found


def copy_into(folder: Path, name: str, *, called: str | None = None) -> Path:
    """Copy a shipped instrument into a study folder, where it may be changed. Nothing there is overwritten."""
    origin, target = path_of(name), folder / FOLDER / f"{called or name}.yaml"
    if target.exists():
        raise fail("INSTRUMENT-081", file=target)
    try:
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(origin, target)
    except OSError as error:
        raise fail("INSTRUMENT-033", file=target, reason=reason_of(error)) from error
    return target


@cache
def _paths() -> dict[str, Path]:
    ours = {path.stem: path for path in (Path(__file__).parent / "shipped").glob("*.yaml")}
    return {**{each.name: Path(each.load()) for each in entry_points(group=GROUP)}, **ours}
