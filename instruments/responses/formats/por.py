"""SPSS's portable files: `.por`, which are read only."""

from __future__ import annotations

from pathlib import Path

from instruments.responses.dataset import Dataset
from instruments.responses.formats.sav import kind_of
from instruments.responses.shape import ResponseFormat
from instruments.responses.statistics_files import Reader, read_with


def read(file: Path) -> Dataset:
    from pyreadstat import read_por

    return read_with(Reader("por", read_por, kind_of, {}), file)


FORMAT = ResponseFormat("por", (".por",), read)
