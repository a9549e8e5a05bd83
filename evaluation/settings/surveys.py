"""What the surveys of `evaluation.yaml` say that is wrong whatever the data: themes, names used twice."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, problem
from evaluation.model import Evaluation
from evaluation.settings.nearness import near
from evaluation.settings.yaml_file import Place, YamlFile

BLOCK = "surveys"


def survey_faults(file: YamlFile, evaluation: Evaluation) -> Iterator[Problem]:
    """A problem, with its line, for each unknown theme, and each dataset and figure named twice."""
    themes = [theme.id for theme in evaluation.themes]
    for place, name in _themes(evaluation):
        if name not in themes:
            line = file.line(place)
            yield problem("CHAPTER-001", file=file.path, line=line, name=name, known=near(name, themes))
    for place, name in _doubled(_names(evaluation)):
        yield problem("CHAPTER-002", file=file.path, line=file.line(place), name=name)


def _themes(evaluation: Evaluation) -> Iterator[tuple[Place, str]]:
    for number, survey in enumerate(evaluation.surveys):
        for at, figure in enumerate(survey.figures):
            if figure.theme:
                yield (BLOCK, number, "figures", at, "theme"), figure.theme
        for at, choice in enumerate(survey.quotes):
            yield (BLOCK, number, "quotes", at, "theme"), choice.theme


def _names(evaluation: Evaluation) -> Iterator[tuple[Place, str]]:
    for number, survey in enumerate(evaluation.surveys):
        yield (BLOCK, number, "dataset"), survey.dataset
    for number, survey in enumerate(evaluation.surveys):
        for at, figure in enumerate(survey.figures):
            if figure.id:
                yield (BLOCK, number, "figures", at, "id"), f"{survey.dataset}: {figure.id}"


def _doubled(names: Iterator[tuple[Place, str]]) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for place, name in names:
        if name in seen:
            yield place, name
        seen.add(name)
