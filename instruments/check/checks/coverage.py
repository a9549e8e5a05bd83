"""Themes nobody is asked about, and questions that belong to none."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, problem
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile


def of_file(file: InstrumentFile, _: Surroundings) -> Iterator[Problem]:
    """`themes: []` on a question or its section says that it belongs to none on purpose."""
    for placed in file.instrument.placed():
        meant = "themes" in placed.question.model_fields_set or "themes" in placed.section.model_fields_set
        if placed.question.is_asked and not placed.themes and not meant and file.instrument.kind != "minutes":
            line = file.line((*placed.place, "id"))
            yield problem("INSTRUMENT-024", file=file.path, line=line, severity="warning", id=placed.question.id)


def of_study(around: Surroundings) -> Iterator[Problem]:
    if not around.files:
        return
    asked = {theme for file in around.files for placed in file.instrument.placed() for theme in placed.themes}
    for theme in around.themes or ():
        if theme.id not in asked:
            line = (around.theme_lines or {}).get(theme.id)
            yield problem("INSTRUMENT-023", file=around.themes_file, line=line, severity="warning", id=theme.id)
