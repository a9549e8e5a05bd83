"""Respondents × codes as a file for SPSS: 0 or 1 under each code, and in how many places, with labels."""

from __future__ import annotations

import tempfile
from pathlib import Path

from coding.exchange.left_out import left_out
from coding.exchange.losses import Loss
from coding.exchange.project import Project
from coding.exchange.tables.respondents import respondents
from coding.exchange.tables.spss import sheet_of, without_moment
from evaluation.language import current

SUFFIXES = (".sav",)


def write(project: Project, path: Path) -> tuple[Loss, ...]:
    import pyreadstat

    found = respondents(project, current())
    sheet = sheet_of(found, project.name, current())
    with tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        made = Path(folder, "made.sav")
        pyreadstat.write_sav(
            sheet.frame,
            made,
            file_label=sheet.title,
            column_labels=sheet.labels,
            variable_value_labels=sheet.values,
            variable_measure=sheet.measures,
            variable_format=sheet.formats,
        )
        path.write_bytes(without_moment(made.read_bytes()))
    counted = Loss("coding", "changed", len(project.codings) - found.left, "counted-alone")
    return (*left_out(project, ("code",), without=("coding",)), counted, *found.losses())
