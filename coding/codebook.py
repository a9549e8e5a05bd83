"""A codebook read from a file, written to one without loss, and checked; the suffix tells the format.

Indicators are written as `coding.indicators` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coding.codebooks import text
from coding.codebooks.check import Use, findings
from coding.codebooks.discover import Imported, format_of
from coding.indicators import faults
from evaluation.errors import Problem
from evaluation.language import LANGUAGES
from evaluation.model import Codebook


def read_codebook(path: Path) -> Codebook:
    """Read a codebook. Raises one error that lists every fault, each with its line and remedy."""
    return import_codebook(path).codebook


def import_codebook(path: Path) -> Imported:
    """Read a codebook, with notes on what the file says in a way of its own. Raises like `read_codebook`."""
    return format_of(path).read(path)


def write_codebook(codebook: Codebook, path: Path) -> None:
    """Write a codebook so that reading it again gives the same codebook."""
    format_of(path).write(codebook, path)


def as_yaml(codebook: Codebook) -> str:
    return text.as_yaml(codebook.model_dump(mode="json", exclude_defaults=True))


def check_codebook(codebook: Codebook, use: Use | None = None) -> tuple[Problem, ...]:
    """All that could be better, each with the path of its code; `use`: the codings each code has in the study."""
    return (*check_indicators(codebook), *findings(codebook, use))


def check_indicators(codebook: Codebook) -> Iterator[Problem]:
    """What is wrong with the codebook's indicators, each with its code."""
    for code in codebook:
        for language in LANGUAGES:
            for written in getattr(code.indicators, language):
                yield from faults(written, of=code.name)
