"""What tests of importers look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coding.exchange.losses import added_up
from coding.exchange.project import Project
from evaluation.errors import EvaluationError


def coded(project: Project) -> list[tuple[str, str, str]]:
    """The words coded, the code, and the coder."""
    texts = {text.source.name: text.source.text for text in project.texts}
    codings = (each.coding for each in project.codings)
    return [(texts[each.source][each.start : each.end], each.code, each.coder) for each in codings]


def told(project: Project) -> set[tuple[str, str, int, str]]:
    return {(each.element, each.outcome, each.count, each.reason) for each in added_up(project.losses)}


def paths(project: Project) -> list[str]:
    return [project.codebook.path(code.name) for code in project.codebook]


def codes_of(call: Callable[..., object], *arguments: object) -> list[str]:
    """The codes of the problems that are raised."""
    with pytest.raises(EvaluationError) as raised:
        call(*arguments)
    return [each.code for each in raised.value.problems]
