"""Reading `evaluation.yaml`: what is evaluated, for whom, on which themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.errors import Problem, problem, raise_any
from evaluation.model import Codebook, Evaluation
from evaluation.settings.nearness import nearest
from evaluation.settings.surveys import survey_faults
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import YamlFile, load

NAME = "evaluation.yaml"


def read_evaluation(path: Path) -> tuple[Evaluation, YamlFile]:
    """The evaluation and the file it stands in. Raises one error with every fault, its line and remedy."""
    file = load(path)
    evaluation = validate(file, Evaluation)
    raise_any([*_doubled(file, evaluation), *survey_faults(file, evaluation)])
    return evaluation, file


def _doubled(file: YamlFile, evaluation: Evaluation) -> Iterator[Problem]:
    for key, code in (("id", "STUDY-001"), ("code", "STUDY-002")):
        seen: set[str] = set()
        for number, theme in enumerate(evaluation.themes):
            value = getattr(theme, key)
            if value in seen:
                yield problem(code, file=file.path, line=file.line(("themes", number, key)), value=value)
            seen.add(value)


def themes_without_code(file: YamlFile, evaluation: Evaluation, codebook: Codebook) -> list[Problem]:
    """A problem for each theme whose code is not in the codebook."""
    names = [code.name for code in codebook]
    return [
        problem(
            "STUDY-003",
            file=file.path,
            line=file.line(("themes", number, "code")),
            theme=theme.id,
            name=theme.code,
            known=", ".join(nearest(theme.code, names) or names[:12]),
        )
        for number, theme in enumerate(evaluation.themes)
        if theme.code not in names
    ]
