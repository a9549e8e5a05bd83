"""The surveys of `evaluation.yaml`: every fault at once, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.settings.evaluation_file import read_evaluation

START = "title: T\nthemes:\n  - {id: forebygging, label: F, code: f}\nsurveys:\n"


def faults(folder: Path, block: str) -> list[tuple[str, int | None]]:
    file = folder / "evaluation.yaml"
    file.write_text(START + block, encoding="utf-8")
    with pytest.raises(EvaluationError) as caught:
        read_evaluation(file)
    return [(each.code, each.line) for each in caught.value.problems]


def test_unknown_themes_and_names_used_twice_are_told_together(tmp_path: Path) -> None:
    block = """\
  - dataset: svar
    figures:
      - {questions: a, id: x}
      - {questions: b, id: x, theme: forebyging}
    quotes: [{theme: helse, answered: {a: [1]}}]
  - dataset: svar
"""
    found = faults(tmp_path, block)
    assert sorted(found) == [("CHAPTER-001", 8), ("CHAPTER-001", 9), ("CHAPTER-002", 8), ("CHAPTER-002", 10)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("weigth: vekt", "FILE-002"),
        ("lonely: alone", "FILE-003"),
        ("threshold: -1", "FILE-006"),
        ("figures: [{kind: likert}]", "FILE-001"),
        ("figures: [{questions: a, kind: pie}]", "FILE-003"),
        ("frame: {outcome: utfall, answered: []}", "FILE-012"),
        ("changed: {a: colour}", "FILE-003"),
    ],
)
def test_what_does_not_fit_is_told_at_its_line(tmp_path: Path, line: str, code: str) -> None:
    assert faults(tmp_path, f"  - dataset: svar\n    {line}\n") == [(code, 6)]


def test_one_name_may_stand_without_a_list(tmp_path: Path) -> None:
    file = tmp_path / "evaluation.yaml"
    file.write_text(f"{START}  - {{dataset: svar, strata: sektor, by: [a, b]}}\n", encoding="utf-8")
    [survey] = read_evaluation(file)[0].surveys
    assert (survey.strata, survey.by) == (("sektor",), ("a", "b"))
