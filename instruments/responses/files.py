"""Reading and writing datasets: the format is told by the file, and nothing is left of what fails."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules

from evaluation.errors import Problem, fail, raise_any, reason_of
from evaluation.settings.nearness import nearest
from instruments.responses.dataset import Dataset
from instruments.responses.shape import ResponseFormat

GROUP = "underveis.response_formats"


@cache
def known_formats() -> dict[str, ResponseFormat]:
    """The formats by name, the more particular first: the folder `formats`, and what installed packages offer."""
    folder = import_module("instruments.responses.formats")
    ours = (import_module(f"{folder.__name__}.{each.name}").FORMAT for each in iter_modules(folder.__path__))
    listed = sorted((*(point.load() for point in entry_points(group=GROUP)), *ours), key=lambda each: each.order)
    return {each.name: each for each in listed}


def read_dataset(file: str | Path, *, format: str | None = None) -> Dataset:  # noqa: A002
    """The dataset in a file, in the format named or the one it is found to have."""
    path = Path(file)
    if not path.is_file():
        raise fail("DATASET-002", file=path)
    found = _readable(format) if format else _format_of(path)
    try:
        if found.read is None:
            raise fail("DATASET-007", file=path, known=", ".join(_suffixes()))
        return found.read(path)
    except OSError as error:
        raise fail("DATASET-005", file=path, reason=reason_of(error)) from error


def write_dataset(dataset: Dataset, file: str | Path) -> list[Path]:
    """Write the dataset in the format of the suffix; returns the files made, all of them there or none.

    Raises what `lint_dataset` calls an error: nothing is written that the format would garble.
    """
    path = Path(file)
    format_ = writable(path.suffix)
    raise_any(each for each in lint_dataset(dataset, path.suffix) if each.severity == "error")
    if format_.write is None:  # `writable` gives none of these
        raise fail("DATASET-008", file=path, known=", ".join(_suffixes(writing=True)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".underveis-") as folder:
            made = format_.write(dataset, Path(folder) / path.name)
            return [each.replace(path.parent / each.name) for each in reversed(made)][::-1]
    except OSError as error:
        raise fail("DATASET-009", file=path, reason=reason_of(error)) from error


def lint_dataset(dataset: Dataset, to: str) -> list[Problem]:
    """What this format would cut, rename or lose, known before anything is written."""
    format_ = writable(to)
    return list(format_.lint(dataset)) if format_.lint else []


def writable(to: str) -> ResponseFormat:
    """The format of this name or suffix. Raises DATASET-008 where none can be written."""
    suffix = f".{to.lower().lstrip('.')}"
    for each in known_formats().values():
        if each.write and suffix in each.suffixes:
            return each
    raise fail("DATASET-008", file=to, known=", ".join(_suffixes(writing=True)))


def _readable(name: str) -> ResponseFormat:
    found = known_formats().get(name)
    if found is None:
        known = sorted(known_formats())
        raise fail("DATASET-014", name=name, known=", ".join(nearest(name, known, cutoff=50) or known))
    return found


def _format_of(path: Path) -> ResponseFormat:
    for each in known_formats().values():
        if each.read and path.suffix.lower() in each.suffixes and (each.recognises is None or each.recognises(path)):
            return each
    raise fail("DATASET-007", file=path, known=", ".join(_suffixes()))


def _suffixes(*, writing: bool = False) -> list[str]:
    formats: Iterable[ResponseFormat] = known_formats().values()
    return sorted({name for each in formats if (each.write if writing else each.read) for name in each.suffixes})
