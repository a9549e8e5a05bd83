"""One text, several versions: profiles, their files, and what is shown in which."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import html as lxml_html
from pypdf import PdfReader

from evaluation.errors import EvaluationError
from reports.engines.embedded import render
from reports.engines.profiles import active_profiles, laid_over, made_name, project_of

REPORT = """---
title: "Prøve"
author: [Ane, Bo]
lang: nb
---

# Funn {#sec-funn}

Utgave {{< meta utgave >}} av {{< meta author.2 >}}.

::: {.content-visible when-profile="draft"}
Bare i utkastet.
:::

::: {.content-hidden when-profile="public"}
# Mangler {#sec-mangler}

Ikke for offentligheten.
:::

# Metode {#sec-metode}

Se @sec-metode. [På skjerm.]{.content-visible when-format="html"}[På papir.]{.content-hidden when-format="html"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.qmd").write_text(REPORT, encoding="utf-8")
    (tmp_path / "_quarto.yml").write_text("lang: nb\nutgave: felles\n", encoding="utf-8")
    (tmp_path / "_quarto-draft.yml").write_text("utgave: utkast\n", encoding="utf-8")
    (tmp_path / "_quarto-public.yml").write_text("utgave: endelig\n", encoding="utf-8")
    return tmp_path


def main_of(file: Path) -> str:
    return " ".join(lxml_html.fromstring(file.read_bytes()).xpath("string(//main)").replace("\xa0", " ").split())


def told(folder: Path, *profiles: str) -> str:
    (made,) = render(folder, ["html"], profiles=profiles)
    return main_of(made)


def test_without_a_profile_what_is_for_one_is_not_shown(folder: Path) -> None:
    text = told(folder)
    assert "Utgave felles av Bo." in text
    assert "Bare i utkastet" not in text
    assert "Ikke for offentligheten" in text


def test_a_profile_lays_its_file_over_the_projects(folder: Path) -> None:
    assert "Utgave utkast" in told(folder, "draft")


def test_what_is_for_a_profile_is_shown_in_it(folder: Path) -> None:
    assert "Bare i utkastet." in told(folder, "draft")


def test_chapters_are_numbered_by_what_is_left(folder: Path) -> None:
    assert "3 Metode Se kapittel 3." in told(folder, "draft")
    assert "2 Metode Se kapittel 2." in told(folder, "public")


@pytest.mark.parametrize("format_", ["html", "docx", "odt", "pdf"])
def test_nothing_hidden_is_left_in_the_file(folder: Path, format_: str) -> None:
    (made,) = render(folder, [format_], profiles=["public"])  # type: ignore[list-item]
    assert b"offentligheten" not in everything_in(made)


def everything_in(file: Path) -> bytes:
    if file.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(file).pages).encode()
    if file.suffix == ".html":
        return file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_the_versions_do_not_overwrite_each_other(folder: Path) -> None:
    names = [render(folder, ["html"], profiles=each)[0].name for each in ([], ["draft"], ["draft", "public"])]
    assert names == ["report.html", "report-draft.html", "report-draft-public.html"]


@pytest.mark.parametrize(("format_", "words"), [("html", "På skjerm."), ("pdf", "På papir."), ("docx", "På papir.")])
def test_a_format_shows_what_is_for_it(folder: Path, format_: str, words: str) -> None:
    (made,) = render(folder, [format_])  # type: ignore[list-item]
    other = "På papir." if words == "På skjerm." else "På skjerm."
    text = everything_in(made).decode("utf-8", "replace").replace("\n", " ")
    assert (words in text, other in text) == (True, False)


def test_a_format_may_be_told_something_of_its_own(folder: Path) -> None:
    (folder / "_quarto-draft.yml").write_text("format:\n  underveis-html:\n    toc: false\n", encoding="utf-8")
    (made,) = render(folder, ["html"], profiles=["draft"])
    assert lxml_html.fromstring(made.read_bytes()).xpath("//nav") == []


@pytest.mark.parametrize("name", ["publik", "../../hemmelig", "a b"])
def test_an_unknown_profile_is_the_users_fault(folder: Path, name: str) -> None:
    with pytest.raises(EvaluationError) as error:
        render(folder, ["html"], profiles=[name])
    assert [each.code for each in error.value.problems] == ["ENGINE-050"]


def test_a_profile_needs_no_file_where_the_text_speaks_of_it(folder: Path) -> None:
    (folder / "_quarto-draft.yml").unlink()
    assert "Bare i utkastet." in told(folder, "draft")


@pytest.mark.parametrize(
    ("project", "environment", "asked", "expected"),
    [
        ("profile:\n  default: draft\n", "", [], ("draft",)),
        ("profile:\n  default: draft\n", "public", [], ("public",)),
        ("profile:\n  default: draft\n", "public", ["draft"], ("draft",)),
        ("profile:\n  group: [draft, public]\n", "", [], ("draft",)),
        ("profile:\n  group: [draft, public]\n", "", ["public"], ("public",)),
        ("profile:\n  group: [[draft, public], [kort, lang]]\n", "", ["public"], ("public", "kort")),
        ("lang: nb\n", "", ["draft,public"], ("draft", "public")),
    ],
)
def test_profiles_are_chosen_as_quarto_chooses_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, project: str, environment: str, asked: list[str], expected: tuple
) -> None:
    (folder / "_quarto.yml").write_text(project, encoding="utf-8")
    monkeypatch.setenv("QUARTO_PROFILE", environment)
    assert active_profiles(folder, asked) == expected


def test_mappings_are_merged_lists_joined_and_values_replaced() -> None:
    under = {"a": 1, "b": {"c": 1, "d": 2}, "e": [1]}
    assert laid_over(under, {"a": 2, "b": {"d": 3}, "e": [1, 2]}) == {"a": 2, "b": {"c": 1, "d": 3}, "e": [1, 2]}


def test_the_last_profile_lies_uppermost(folder: Path) -> None:
    assert project_of(folder, ["draft", "public"])["utgave"] == "endelig"
    assert made_name(["draft", "public"]) == "report-draft-public"


def test_an_unknown_format_is_told_with_its_line(folder: Path) -> None:
    text = REPORT.replace('when-format="html"}[På', 'when-format="htm"}[På')
    (folder / "report.qmd").write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        render(folder, ["html"])
    assert [(each.code, each.line) for each in error.value.problems] == [("ENGINE-056", 23)]
