"""The instruments a command is about: those of a study, or files outside one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evaluation.app.cli.context import chosen, opened
from evaluation.errors import EvaluationError, Problem, fail
from evaluation.settings.nearness import nearest
from evaluation.study import Study, find_folder
from instruments.check.study import surroundings
from instruments.check.surroundings import Surroundings
from instruments.load import FOLDER, files_in


def study_here() -> Study | None:
    """The study the command stands in or was pointed to; None where there is none."""
    if chosen.study is None:
        try:
            find_folder(Path())
        except EvaluationError:
            return None
    return opened()


def around_here() -> tuple[Surroundings, list[Problem]]:
    study = study_here()
    return surroundings(study) if study else (Surroundings(), [])


def found_file(named: str, *, otherwise: Callable[[str], Path] | None = None) -> Path:
    """The file of this path, or the study's instrument of this name; outside a study, what `otherwise` finds."""
    path = Path(named)
    if path.is_file() or path.suffix in (".yaml", ".yml"):
        return path
    study = study_here()
    own = study.folder / FOLDER / f"{named}.yaml" if study else path
    if study and own.is_file():
        return own
    if study is None and otherwise is not None:
        return otherwise(named)
    known = [each.stem for each in files_in(study.folder)] if study else []
    raise fail("INSTRUMENT-082", name=named, known=", ".join(nearest(named, known) or known) or "–")
