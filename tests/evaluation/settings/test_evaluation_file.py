"""evaluation.yaml held against its shape: every fault at once, with its line and the nearest known word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError, Problem
from evaluation.model import Code, Codebook
from evaluation.settings.evaluation_file import read_evaluation, themes_without_code

Write = Callable[[str, str], Path]


def problems(write: Write, text: str) -> tuple[Problem, ...]:
    with pytest.raises(EvaluationError) as error:
        read_evaluation(write("evaluation.yaml", text))
    return error.value.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("subtitle: x\n", [("FILE-001", 1)]),
        ("title: x\nlanguages: [nb, sv]\n", [("FILE-003", 2)]),
        ("title: x\nlanguages: nb\n", [("FILE-010", 2)]),
        ("title: x\nlanguages: []\n", [("FILE-012", 2)]),
        ("title: 2026\n", [("FILE-008", 1)]),
        ("title: x\nperiod:\n  from: i fjor\n", [("FILE-005", 3)]),
        ("title: x\nperiod:\n  to: 2024-02-30\n", [("FILE-005", 3)]),
        ("title: x\nperiod:\n  to: 2024\n", [("FILE-005", 3)]),
        ("title: x\nperiod:\n  to: 2024-02-01 10:30\n", [("FILE-005", 3)]),
        ("title: x\nagreement: IA-avtalen\n", [("FILE-009", 2)]),
        ("title: x\nthemes:\n  - {id: Å, label: x, code: y}\n", [("FILE-011", 3)]),
        ("title: x\nthemes:\n  - id: a\n    label: 5\n    code: y\n", [("FILE-009", 4)]),
        ("title: x\nthemes:\n  - id: a\n    label: {sv: x}\n    code: y\n", [("FILE-002", 4)]),
        ("title: x\npeople:\n  attribution: alle\n", [("FILE-003", 3)]),
        ("- title: x\n", [("FILE-009", 1)]),
        ("bare tekst\n", [("FILE-009", 1)]),
        ("title: x\nthemes_from: nobody\nlanguages: [sv]\ncolour: red\n",
         [("FILE-003", 2), ("FILE-003", 3), ("FILE-002", 4)]),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_line(write: Write, text: str, expected: list[tuple[str, int]]) -> None:
    assert [(each.code, each.line) for each in problems(write, text)] == expected


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("title: x\nsubtitel: y\n", "subtitle"),
        ("title: x\nperiod:\n  form: 2024-01-01\n", "from"),
        ("title: x\nthemes:\n  - {id: a, label: b, code: c, question: []}\n", "questions"),
    ],
)
def test_an_unknown_field_comes_with_the_nearest_known(write: Write, text: str, known: str) -> None:
    [problem] = problems(write, text)
    assert str(problem.values["known"]).split(", ")[0] == known


def test_an_unknown_field_like_no_other_comes_with_all_that_may_stand_there(write: Write) -> None:
    [problem] = problems(write, "title: x\nperiod:\n  qqqqqq: 1\n")
    assert problem.values["known"] == "from, to"


def test_themes_with_the_same_id_or_code_are_told_at_the_second(write: Write) -> None:
    text = """\
        title: x
        themes:
          - {id: a, label: A, code: x}
          - id: a
            label: B
            code: x
        """
    assert [(each.code, each.line) for each in problems(write, text)] == [("STUDY-001", 4), ("STUDY-002", 6)]


def test_a_theme_whose_code_is_missing_comes_with_line_and_nearest_codes(write: Write) -> None:
    text = "title: x\nthemes:\n  - id: a\n    label: A\n    code: forebyging\n  - {id: b, label: B, code: tiltak}\n"
    evaluation, file = read_evaluation(write("evaluation.yaml", text))
    codebook = Codebook(name="b", codes=tuple(Code(name=name) for name in ("forebygging", "tiltak", "ledelse")))
    [problem] = themes_without_code(file, evaluation, codebook)
    assert (problem.code, problem.line, problem.values["known"]) == ("STUDY-003", 5, "forebygging")


def test_the_shortest_evaluation_is_led_in_bokmaal(write: Write) -> None:
    evaluation, _ = read_evaluation(write("evaluation.yaml", "title: x\n"))
    assert (evaluation.language, evaluation.themes, evaluation.database) == ("nb", (), None)
