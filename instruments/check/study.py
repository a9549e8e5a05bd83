"""What a study holds its instruments against."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaluation.errors import EvaluationError, Problem
from evaluation.study import Study
from instruments.check.surroundings import Surroundings, Use
from instruments.load import InstrumentFile, files_in, read_instrument_file
from instruments.used import versions_used


def read_all(paths: Iterable[Path]) -> tuple[list[InstrumentFile], list[Problem]]:
    """The instruments that can be read, and the faults of those that cannot."""
    files: list[InstrumentFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            files.append(read_instrument_file(path))
        except EvaluationError as error:
            problems += error.problems
    return files, problems


def surroundings(study: Study) -> tuple[Surroundings, list[Problem]]:
    """What is around the instruments of a study, and the faults of those of its files that cannot be read."""
    files, problems = read_all(files_in(study.folder))
    themes = study.evaluation.themes
    lines = {theme.id: study.settings.line(("themes", number)) for number, theme in enumerate(themes)}
    around = Surroundings(
        files=tuple(files),
        themes=themes,
        themes_file=str(study.settings.path),
        theme_lines=lines,
        sessions=study.people().sessions,
        used=tuple(_uses(study)),
    )
    return around, problems


def _uses(study: Study) -> Iterable[Use]:
    for each in versions_used(study):
        yield Use(each.name, each.sha256, len(each.sources) or each.responses, each.instrument)
