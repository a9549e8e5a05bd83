"""A YAML file that breaks the rules of form: every fault, at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.settings.yaml_file import load, parse

Write = Callable[[str, str], Path]


def faults(file: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(EvaluationError) as error:
        load(file)
    return [(each.code, each.line) for each in error.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: a\n\tsub: b\n", [("YAML-004", 2)]),
        ("a:\n\tb: 1\n\tc: 2\n", [("YAML-004", 2), ("YAML-004", 3)]),
        ("title: a\ntitle: b\nother: c\nother: d\n", [("YAML-006", 2), ("YAML-006", 4)]),
        ("themes:\n  - id: a\n    id: b\n", [("YAML-006", 3)]),
        ("title: a: b\n", [("YAML-005", 1)]),
        ("a: 1\nb: [1, 2\nc: 3\n", [("YAML-005", 3)]),
        ('title: "unfinished\n', [("YAML-005", 2)]),
        ("a: *nobody\n", [("YAML-005", 1)]),
        ("a: 1\n---\nb: 2\n", [("YAML-005", 2)]),
        ("a: 1\n? [b, c]\n: 2\n", [("YAML-005", 2)]),
        ("a: \x00\n", [("YAML-005", 1)]),
        ("a: &a [*a]\n", [("YAML-007", 1)]),
        ("a: " + "[" * 60 + "]" * 60, [("YAML-007", 1)]),
        ("a: " + "[" * 5_000, [("YAML-007", None)]),
    ],
)
def test_each_fault_of_form_is_told_with_its_line(
    write: Write, text: str, expected: list[tuple[str, int | None]]
) -> None:
    assert faults(write("a.yaml", text)) == expected


def test_a_tab_within_a_value_is_no_fault(write: Write) -> None:
    assert load(write("a.yaml", "a: |\n  x\n   \ty\nb: 1\n")).content["b"] == 1


def test_a_bomb_of_aliases_is_refused(write: Write) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert [code for code, _ in faults(write("a.yaml", "\n".join(lines)))] == ["YAML-007"]


def test_a_file_of_another_encoding_is_refused_at_the_line_of_the_letter(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("title: ok\nsub: Blåbær\n".encode("cp1252"))
    assert faults(file) == [("YAML-002", 2)]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert faults(tmp_path / "none.yaml") == [("YAML-001", None)]
    assert faults(tmp_path) == [("YAML-003", None)]


def test_a_file_far_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as stream:
        stream.truncate(20_000_001)
    assert faults(file) == [("YAML-007", None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("-3", -3), ("2.5", 2.5), ("true", True), ("~", None), ("", None), ("2026-04-22", "2026-04-22"),
        ("no", "no"), ("09:05", "09:05"), ("'12'", "12"), ("9" * 5000, "9" * 5000), ("0x1F", "0x1F"), ("Ås", "Ås"),
    ],
)  # fmt: skip
def test_plain_values_mean_what_they_look_like(text: str, value: object) -> None:
    assert parse(f"a: {text}", Path("a.yaml")).content == {"a": value}


def test_an_empty_file_and_one_with_a_byte_order_mark_are_read(write: Write) -> None:
    assert load(write("empty.yaml", "# nothing yet\n")).content == {}
    assert load(write("mark.yaml", "\ufeffa: 1\n")).content == {"a": 1}


def test_each_place_knows_its_line(write: Write) -> None:
    file = load(write("a.yaml", "title: x\nthemes:\n  - id: a\n    label: b\n  - id: c\n"))
    places = [("title",), ("themes", 0, "label"), ("themes", 1, "id"), ("themes", 1, "missing")]
    assert [file.line(place) for place in places] == [1, 4, 5, 5]
