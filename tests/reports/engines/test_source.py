"""Includes and variables: what the report's text becomes before pandoc reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.engines.source import Assembled, assemble

VARIABLES = {"sessions.n": "12", "survey.rate": "34,6 %", "started": "1. juli 2026"}


def read(tmp_path: Path, report: str, **included: str) -> Assembled:
    (tmp_path / "report.qmd").write_text(report, encoding="utf-8")
    (tmp_path / "_generated").mkdir(exist_ok=True)
    for name, text in included.items():
        (tmp_path / "_generated" / f"{name}.qmd").write_text(text, encoding="utf-8")
    return assemble(tmp_path, VARIABLES)


def found(assembled: Assembled) -> list[tuple[str, str, int | None]]:
    return [(each.code, each.file, each.line) for each in assembled.problems]


def test_an_included_file_stands_where_its_line_stood(tmp_path: Path) -> None:
    made = read(tmp_path, "Før\n\n{{< include _generated/a.qmd >}}\n\nEtter\n", a="Midt i\n")
    assert made.text.split() == ["Før", "Midt", "i", "Etter"]


def test_an_included_file_finds_its_neighbour(tmp_path: Path) -> None:
    made = read(tmp_path, "{{< include _generated/a.qmd >}}\n", a="A\n\n{{< include b.qmd >}}\n", b="B\n")
    assert made.text.split() == ["A", "B"]


def test_paragraphs_of_two_included_files_do_not_run_together(tmp_path: Path) -> None:
    made = read(tmp_path, "{{< include _generated/a.qmd >}}\n{{< include _generated/b.qmd >}}\n", a="A", b="B")
    assert made.text == "A\n\nB\n\n"


@pytest.mark.parametrize(
    ("report", "included", "expected"),
    [
        ("x\n\n{{< include _generated/borte.qmd >}}\n", {}, ("ENGINE-002", "report.qmd", 3)),
        (
            "{{< include _generated/a.qmd >}}\n",
            {"a": "\n{{< include a.qmd >}}\n"},
            ("ENGINE-003", "_generated/a.qmd", 2),
        ),
        ("{{< include ../../passord.txt >}}\n", {}, ("ENGINE-022", "report.qmd", 1)),
        ("Vi holdt {{< var session.n >}} samtaler\n", {}, ("ENGINE-004", "report.qmd", 1)),
        ("{{< include _generated/a.qmd >}}\n", {"a": "A\n\n{{< var xyz >}}\n"}, ("ENGINE-005", "_generated/a.qmd", 3)),
        ("{{< video film.mp4 >}}\n", {}, ("ENGINE-006", "report.qmd", 1)),
    ],
)
def test_a_fault_names_its_file_and_line(
    tmp_path: Path, report: str, included: dict[str, str], expected: tuple[str, str, int]
) -> None:
    assert found(read(tmp_path, report, **included)) == [expected]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    made = read(tmp_path, "{{< var a >}}\n{{< include _generated/borte.qmd >}}\n{{< video x >}}\n")
    assert [code for code, _, _ in found(made)] == ["ENGINE-005", "ENGINE-002", "ENGINE-006"]


def test_a_missing_variable_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert read(tmp_path, "{{< var sesions.n >}}").problems[0].values["nearest"] == "sessions.n"


def test_variables_are_filled_in_running_text(tmp_path: Path) -> None:
    assert read(tmp_path, "{{< var sessions.n >}} møter, {{<var survey.rate>}}.\n").text == "12 møter, 34,6 %.\n"


def test_a_date_at_the_start_of_a_line_does_not_become_a_list(tmp_path: Path) -> None:
    assert read(tmp_path, "{{< var started >}} begynte vi.\n").text == "1\\. juli 2026 begynte vi.\n"


@pytest.mark.parametrize(
    "text", ["```\n{{< var borte >}}\n```\n", "~~~~\n```\n{{< include borte.qmd >}}\n~~~~\n"], ids=["var", "include"]
)
def test_code_is_left_alone(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).text == text


def test_three_braces_show_a_shortcode_as_text(tmp_path: Path) -> None:
    assert read(tmp_path, "Skriv {{{< var x >}}}.\n").text == "Skriv {{< var x >}}.\n"
