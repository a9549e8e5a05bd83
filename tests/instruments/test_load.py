"""Guides and questionnaires are read with every fault at its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from instruments.load import instruments_in, read_instrument

GUIDE = """\
id: guide
kind: guide
title: Samtaleguide
sections:
  - id: apning
    title: Åpning
    questions:
      - {id: q1, text: Hvem er dere?}
  - id: del1
    title: Forebygging
    minutes: 20
    themes: [forebygging]
    questions:
      - id: q2
        text: {nb: Hva gjør dere?, nn: Kva gjer de?}
        probes: [Kan du gi et eksempel?]
      - {id: q3, text: Hva med de sykmeldte?, themes: [oppfolging]}
"""
Write = Callable[[str, str], Path]


def faults(path: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(EvaluationError) as error:
        read_instrument(path)
    return [(each.code, each.line) for each in error.value.problems]


def test_questions_come_in_their_order(write: Write) -> None:
    assert [each.id for each in read_instrument(write("g.yaml", GUIDE)).questions()] == ["q1", "q2", "q3"]


@pytest.mark.parametrize(("theme", "questions"), [("forebygging", ["q2"]), ("oppfolging", ["q3"]), ("annet", [])])
def test_a_question_is_of_its_own_themes_or_its_sections(write: Write, theme: str, questions: list[str]) -> None:
    assert [each.id for each in read_instrument(write("g.yaml", GUIDE)).questions_about(theme)] == questions


def test_a_question_has_its_words_in_each_language(write: Write) -> None:
    question = [*read_instrument(write("g.yaml", GUIDE)).questions()][1]
    assert [question.text.text(each) for each in ("nb", "nn", "en")] == [
        "Hva gjør dere?",
        "Kva gjer de?",
        "Hva gjør dere?",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{id: q3", "{id: q2", [("INSTRUMENT-001", 17)]),
        ("kind: guide", "kind: samtale", [("FILE-003", 2)]),
        ("minutes: 20", "minutes: -5", [("FILE-006", 11)]),
        ("title: Åpning", "titel: Åpning", [("FILE-001", 5), ("FILE-002", 6)]),
        ("id: apning", "id: Åpning", [("FILE-011", 5)]),
        ("kind: guide", "kind: guide\nkind: guide", [("YAML-006", 3)]),
    ],
)
def test_each_fault_has_its_line(write: Write, old: str, new: str, expected: list[tuple[str, int]]) -> None:
    assert faults(write("g.yaml", GUIDE.replace(old, new, 1))) == expected


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert faults(tmp_path / "g.yaml") == [("YAML-001", None)]


def test_a_folders_instruments_are_known_by_their_files(write: Write, tmp_path: Path) -> None:
    write("instruments/b.yaml", GUIDE)
    write("instruments/a.yaml", "id: skjema\nkind: questionnaire\ntitle: S\n")
    assert [(name, each.id) for name, each in instruments_in(tmp_path).items()] == [("a", "skjema"), ("b", "guide")]


def test_a_folder_without_instruments_has_none(tmp_path: Path) -> None:
    assert instruments_in(tmp_path) == {}


def test_a_file_that_has_changed_is_read_anew_and_one_with_faults_is_told_of_every_time(write: Write) -> None:
    first = read_instrument(write("g.yaml", GUIDE))
    assert read_instrument(write("g.yaml", GUIDE)) == first
    changed = read_instrument(write("g.yaml", GUIDE.replace("Hvem er dere?", "Hvem er du?")))
    assert next(iter(changed.questions())).text.text("nb") == "Hvem er du?"
    broken = write("g.yaml", GUIDE.replace("{id: q3", "{id: q2"))
    assert faults(broken) == faults(broken) == [("INSTRUMENT-001", 17)]
