"""Finds the format a file's name asks for, and writes the tables in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from evaluation.errors import fail
from reports.survey_tables.laid_out import Laid


class TableFormat(Protocol):
    """A module that writes one format. source: what the tables are of."""

    SUFFIX: str

    def write(self, tables: Sequence[Laid], file: Path, source: str) -> None: ...


def write_tables(tables: Sequence[Laid], file: Path, source: str) -> None:
    """Write the tables to a file; its suffix tells the format. Raises SURVEY-010 for one there is not."""
    tables_format(file).write(tables, file, source)


def tables_format(file: Path) -> TableFormat:
    """The format of this file's suffix. Raises SURVEY-010."""
    found = known_formats().get(file.suffix.lower())
    if found is None:
        raise fail("SURVEY-010", file=file, suffix=file.suffix or file.name, known=", ".join(known_formats()))
    return found


@cache
def known_formats() -> dict[str, TableFormat]:
    """Suffix → the module in `formats` that writes it."""
    folder = import_module("reports.survey_tables.formats")
    names = sorted(each.name for each in iter_modules(folder.__path__))
    found = (cast(TableFormat, import_module(f"{folder.__name__}.{name}")) for name in names)
    return {each.SUFFIX: each for each in found}
