"""Codings as a CSV file, one a row; and codebooks or codings from CSV files that people keep themselves."""

from __future__ import annotations

from pathlib import Path

from coding.exchange.left_out import left_out
from coding.exchange.losses import Loss
from coding.exchange.project import Project
from coding.exchange.tables.files import csv_table
from coding.exchange.tables.reading import read_table
from coding.exchange.tables.telling import COLUMNS, Telling
from coding.exchange.tables.writing import as_csv

SUFFIXES = (".csv", ".tsv")


def read(path: Path, frame: str | None = None) -> Project:
    return read_beside(path, Project(), frame)


def read_beside(path: Path, known: Project, frame: str | None = None) -> Project:
    """known: the texts the codings are of, and the codes there are."""
    return read_table(path, csv_table(path), known, frame)


def write(project: Project, path: Path) -> tuple[Loss, ...]:
    telling = Telling(project)
    path.write_bytes(as_csv([*COLUMNS, *telling.variables.values()], telling.rows()))
    return left_out(project, ("coding",))
