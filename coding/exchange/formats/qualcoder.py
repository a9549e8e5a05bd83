"""QualCoder's projects: a folder whose name ends in .qda, with its database and its media, as it is or zipped."""

from __future__ import annotations

from pathlib import Path

from coding.exchange.project import Project
from coding.exchange.qualcoder.reading import read_project
from coding.exchange.qualcoder.tables import project_at

SUFFIXES = (".qda", ".zip")


def read(path: Path, frame: str | None = None) -> Project:
    with project_at(path) as (tables, shelf):
        return read_project(path, tables, shelf, frame)
