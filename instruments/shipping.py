"""Finds the instruments that come along, and copies one into a study.

Another package offers one as an entry point of the group `underveis.instruments`, whose object is the path of its file.
"""

from __future__ import annotations

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
    return put_into(folder, called or name, path_of(name).read_text(encoding="utf-8"))


def put_into(folder: Path, name: str, text: str) -> Path:
    """Write an instrument into a study folder. Raises INSTRUMENT-081 where one of that name is there."""
    target = folder / FOLDER / f"{name}.yaml"
    try:
        target.parent.mkdir(exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise fail("INSTRUMENT-081", file=target) from error
    except OSError as error:
        raise fail("INSTRUMENT-033", file=target, reason=reason_of(error)) from error
    return target


@cache
def _paths() -> dict[str, Path]:
    ours = {path.stem: path for path in (Path(__file__).parent / "shipped").glob("*.yaml")}
    return {**{each.name: Path(each.load()) for each in entry_points(group=GROUP)}, **ours}
