"""What the embedded engine does not do, it says by name and line of the right file."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from reports.engines.embedded import render

FRONT = '---\ntitle: "Prøve"\nlang: nb\n---\n\n{{< include _generated/del.qmd >}}\n'


def found(folder: Path, included: str, front: str = FRONT, project: str = "lang: nb\n") -> list[tuple[str, ...]]:
    (folder / "_generated").mkdir()
    (folder / "report.qmd").write_text(front, encoding="utf-8")
    (folder / "_quarto.yml").write_text(project, encoding="utf-8")
    (folder / "_generated" / "del.qmd").write_text(included, encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        render(folder, ["html"])
    assert all(each.sentence() for each in error.value.problems)
    return [(each.code, each.file, each.line, each.values["name"]) for each in error.value.problems]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "code", "line", "name"),
    [
        ("Før\n\n```{python}\nprint(1)\n```\n", "ENGINE-054", 3, "python"),
        ("```{r, echo=FALSE}\nplot(1)\n```\n", "ENGINE-054", 1, "r"),
        ("~~~ {mermaid}\nA --> B\n~~~\n", "ENGINE-054", 1, "mermaid"),
        ("\nVi fant `{python} antall` svar.\n", "ENGINE-054", 2, "python"),
        ("\n\nVi fant `r antall` svar.\n", "ENGINE-054", 3, "r"),
        ("{{< video film.mp4 >}}\n", "ENGINE-006", 1, "video"),
        ("\nHer {{< fa-icon star >}} er det.\n", "ENGINE-006", 2, "fa-icon"),
        ("Tekst {{< include annen.qmd >}}\n", "ENGINE-053", 1, "include"),
        ("Se @eq-sum.\n", "ENGINE-055", 1, "eq-sum"),
        ("\n$$x = 1$$ {#eq-sum}\n", "ENGINE-055", 2, "eq-sum"),
        ("\n\nSe @lst-kode.\n", "ENGINE-055", 3, "lst-kode"),
        ("\n{{< meta titel >}}\n", "ENGINE-051", 2, "titel"),
        ("{{< meta xyzxyz >}}\n", "ENGINE-052", 1, "xyzxyz"),
    ],
)
def test_it_is_told_where_it_stands(tmp_path: Path, text: str, code: str, line: int, name: str) -> None:
    assert found(tmp_path, text) == [(code, "_generated/del.qmd", line, name)]


@pytest.mark.parametrize(
    ("front", "project", "place"),
    [
        (FRONT.replace("lang: nb", "format: acme-html"), "lang: nb\n", ("report.qmd", 3, "acme-html")),
        (FRONT, "lang: nb\nfilters:\n  - lightbox\n", ("_quarto.yml", None, "lightbox")),
        (FRONT.replace("lang: nb", "shortcodes: [ikoner.lua]"), "lang: nb\n", ("report.qmd", 3, "ikoner.lua")),
    ],
)
def test_an_extension_is_refused_by_name(
    tmp_path: Path, front: str, project: str, place: tuple[str, int | None, str]
) -> None:
    assert found(tmp_path, "Tekst.\n", front, project) == [("ENGINE-057", *place)]


@pytest.mark.parametrize(
    "text",
    [
        "```{.python}\nprint(1)\n```\n",
        "```\n`{python} x` @eq-x {{< video x >}}\n```\n",
        "Skriv `@eq-x` eller `{{{< video x >}}}`.\n",
        "Skriv til kari@exm-firma.example.\n",
        "```{=html}\n<p>Ja</p>\n```\n",
    ],
)
def test_code_that_is_only_shown_is_taken(tmp_path: Path, text: str) -> None:
    (tmp_path / "report.qmd").write_text(f"---\ntitle: Kode\nlang: nb\n---\n\n{text}", encoding="utf-8")
    assert render(tmp_path, ["html"])
