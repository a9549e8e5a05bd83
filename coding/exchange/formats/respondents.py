"""Respondents × codes as a table: 0 or 1 under each code, and in how many places."""

from __future__ import annotations

from pathlib import Path

from coding.exchange.left_out import left_out
from coding.exchange.losses import Loss
from coding.exchange.project import Project
from coding.exchange.tables.respondents import as_rows, respondents
from coding.exchange.tables.writing import as_csv
from evaluation.language import current

SUFFIXES = (".respondents.csv",)


def write(project: Project, path: Path) -> tuple[Loss, ...]:
    found = respondents(project, current())
    columns, rows = as_rows(found)
    path.write_bytes(as_csv(columns, rows))
    counted = Loss("coding", "changed", len(project.codings) - found.left, "counted-alone")
    return (*left_out(project, ("code",), without=("coding",)), counted, *found.losses())
