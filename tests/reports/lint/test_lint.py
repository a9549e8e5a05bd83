"""`report lint`: every fault of the text at once, at the right line of the right file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from reports.lint import lint

FRONT = "---\ntitle: Prøve\nlang: nb\n---\n\n# Kapittel {#sec-a}\n\n{{< include _generated/del.qmd >}}\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[tuple[str, str, int | None]]]:
    def read(included: str, front: str = FRONT, **files: str) -> list[tuple[str, str, int | None]]:
        for name in ("_generated", "figures"):
            (tmp_path / name).mkdir()
        (tmp_path / "report.qmd").write_text(front, encoding="utf-8")
        (tmp_path / "_generated" / "del.qmd").write_text(included, encoding="utf-8")
        (tmp_path / "figures" / "a.png").write_bytes(PNG)
        (tmp_path / "figures" / "a.svg").write_text("<svg></svg>")
        for name, text in files.items():
            (tmp_path / name.replace("__", "-")).with_suffix(".yml").write_text(text, encoding="utf-8")
        problems = lint(tmp_path)
        assert all(each.sentence() for each in problems)
        return [(each.code, each.file, each.line) for each in problems]

    return read


DEL = "_generated/del.qmd"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![](figures/a)\n\nOg\n\n![](figures/a)\n", [("ENGINE-012", DEL, 1), ("ENGINE-012", DEL, 5)]),
        ("Se @fig-borte.\n\nOg @fig-borte.\n", [("ENGINE-007", DEL, 1), ("ENGINE-007", DEL, 3)]),
        ("Se [kapitlet](#borte).\n", [("ENGINE-008", DEL, 1)]),
        ("{{< include ../../hemmelig.qmd >}}\n", [("ENGINE-022", DEL, 1)]),
        ("{{< include borte.qmd >}}\n", [("ENGINE-002", DEL, 1)]),
        ("\n![Logo](https://www.example.org/logo.png)\n", [("ENGINE-013", DEL, 2)]),
        ("\n\n![Kart](figures/kart)\n", [("ENGINE-011", DEL, 3)]),
        ("<script src='https://www.example.org/x.js'></script>\n", [("ENGINE-028", DEL, 1)]),
        ("## Ett {#sec-a}\n", [("ENGINE-010", DEL, 1), ("ENGINE-010", "report.qmd", 6)]),
        ("## To\n\n#### Fire\n", [("ENGINE-029", DEL, 3)]),
        ("Tekst\n\n---  ---\n a    b\n c    d\n---  ---\n", [("LINT-001", DEL, 4)]),
        ("|   |   |\n|---|---|\n| x | y |\n", [("LINT-001", DEL, 3)]),
        ("\n![a.png](figures/a)\n", [("LINT-003", DEL, 2)]),
        ("Les mer [her](https://www.example.org).\n", [("LINT-004", DEL, 1)]),
        ("\n![](figures/a){#fig-a fig-alt='Et kart'}\n", [("LINT-005", DEL, 2)]),
        ("## {#sec-tom}\n", [("LINT-006", DEL, 1)]),
        ("Se [planen](plan.pdf).\n", [("LINT-009", DEL, 1)]),
        ("Se [planen](../plan.pdf).\n", [("ENGINE-022", DEL, 1)]),
        ("```{python}\n1\n```\n", [("ENGINE-054", DEL, 1)]),
    ],
)
def test_a_fault_is_told_where_it_stands(
    found: Callable[..., list[tuple[str, str, int | None]]], text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`@fig-borte` og `[her](x.pdf)`\n",
        "<!-- ![](figures/a) [her](borte.pdf) -->\n",
        "```\n![](figures/borte)\n@fig-x\n```\n",
        "![Et kart over fylket](figures/a){#fig-a}\n\nSe @fig-a og [veilederen](https://www.example.org).\n",
        "| A | B |\n|---|---|\n| x | y |\n\n: Tabellen {#tbl-a}\n",
    ],
)
def test_what_is_right_is_left_alone(found: Callable[..., list[tuple[str, str, int | None]]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("front", "files", "expected"),
    [
        (FRONT.replace("lang: nb\n", ""), {}, [("LINT-007", "report.qmd", 1)]),
        (FRONT.replace("title: Prøve\n", ""), {}, [("LINT-008", "report.qmd", 1)]),
        (
            FRONT.replace("lang: nb", "lang: nb\ncss: https://www.example.org/a.css"),
            {},
            [("LINT-002", "report.qmd", 4)],
        ),
        (
            FRONT,
            {"_quarto": "format:\n  html:\n    css: [//www.example.org/a.css]\n"},
            [("LINT-002", "_quarto.yml", None)],
        ),
        (FRONT.replace("lang: nb", "lang: nb\nbibliography: borte.bib"), {}, [("ENGINE-059", "report.qmd", 4)]),
    ],
)
def test_what_the_report_says_of_itself_is_looked_at(
    found: Callable[..., list[tuple[str, str, int | None]]],
    front: str,
    files: dict[str, str],
    expected: list[tuple[str, str, int | None]],
) -> None:
    assert found("Tekst.\n", front, **files) == expected


def test_every_version_is_looked_at(found: Callable[..., list[tuple[str, str, int | None]]]) -> None:
    text = "::: {.content-visible when-profile='public'}\nSe @fig-borte.\n:::\n"
    assert found(text, _quarto__public="lang: nb\n") == [("ENGINE-007", DEL, 2)]


def test_a_version_that_only_the_text_speaks_of_can_be_asked_for(tmp_path: Path) -> None:
    text = f"{FRONT.partition('{{<')[0]}::: {{.content-visible when-profile='kort'}}\nSe @fig-borte.\n:::\n"
    (tmp_path / "report.qmd").write_text(text, encoding="utf-8")
    assert [each.code for each in lint(tmp_path, ["kort"])] == ["ENGINE-007"]
    assert lint(tmp_path) == ()


def test_a_folder_without_a_report_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        lint(tmp_path)
    assert [each.code for each in error.value.problems] == ["ENGINE-001"]
