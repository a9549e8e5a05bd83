"""A project as a .qdpx file (REFI-QDA project exchange), which other QDA programs read and write."""

from __future__ import annotations

from pathlib import Path

from coding.exchange.archive import opened
from coding.exchange.frames import frame_named
from coding.exchange.project import Project
from coding.exchange.qde.project import read_project

SUFFIXES = (".qdpx",)


def read(path: Path, frame: str | None = None) -> Project:
    given = frame_named(frame) if frame else None
    with opened(path) as archive:
        return read_project(archive, given)
