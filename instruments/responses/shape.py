"""What a format of datasets is: a name, suffixes, and what it reads, writes and cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import Problem
from instruments.responses.dataset import Dataset

Read = Callable[[Path], Dataset]
Write = Callable[[Dataset, Path], Sequence[Path]]
Lint = Callable[[Dataset], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class ResponseFormat:
    """`recognises` decides between formats that share a suffix; the more particular has the lower `order`.

    write: writes the dataset at a path and returns every file it made, which stand beside it. lint: what the format
    would cut, rename or lose; a problem of severity `error` is one the format cannot be written with.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read | None = None
    write: Write | None = None
    lint: Lint | None = None
    recognises: Callable[[Path], bool] | None = None
    order: int = 100
