"""Finds the module that writes a format, and lets it write."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from coding.query.exports.listing import Listing, listing
from coding.query.result import Result
from evaluation.errors import fail
from evaluation.language import Language

if TYPE_CHECKING:
    import pandas as pd

GROUP = "underveis.query_exports"
_DECLARATION = re.compile(r"^SUFFIX\s*=\s*(\".*\")$", re.MULTILINE)


class Export(Protocol):
    """A module that writes one format."""

    def write(self, listing: Listing, file: Path) -> None: ...


def save(result: Result, file: Path, table: pd.DataFrame, language: Language | None = None) -> Path:
    """Write the rows of a result's table; the file's suffix tells the format. Raises QUERY-014 for one there is not."""
    export = _export(file)
    export.write(listing(result, table, language or result.corpus.study.evaluation.language), file)
    return file


def suffixes() -> tuple[str, ...]:
    return tuple(sorted({*_own(), *_declared()}))


def _export(file: Path) -> Export:
    suffix = file.suffix.lower()
    if module := _own().get(suffix):
        return cast(Export, import_module(module))
    if declared := _declared().get(suffix):
        return cast(Export, declared.load())
    raise fail("QUERY-014", file=file, suffix=suffix or file.name, known=", ".join(suffixes()))


@cache
def _own() -> dict[str, str]:
    """Suffix → module, read from what each file of the folder declares."""
    found: dict[str, str] = {}
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if declaration := _DECLARATION.search(file.read_text(encoding="utf-8")):
            found[ast.literal_eval(declaration[1])] = f"{__package__}.{file.stem}"
    return found


@cache
def _declared() -> dict[str, EntryPoint]:
    return {f".{each.name.lower().lstrip('.')}": each for each in entry_points(group=GROUP)}
