"""`underveis report explain`: what a figure or a quote of the report rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_a_figure_is_told_in_words(run: Callable[..., Any], demo: Path) -> None:
    done = run("report", "explain", "survey-medlemmer-endring", "--study", demo)
    assert done.status == 0
    told = ["2024: n = 114, vektet 989,4; 142 spurt", "sources/medlemmer.csv", "SHA-256: ", "Vekt: vekt"]
    assert [line for line in told if line not in done.out] == []


def test_without_an_id_all_are_listed(run: Callable[..., Any], demo: Path) -> None:
    listed = run("report", "explain", "--json", "--study", demo).json
    assert {"survey-figure", "survey-response", "quote", "material", "finding"} == {each["kind"] for each in listed}


def test_a_quote_is_told_with_its_place(run: Callable[..., Any], demo: Path) -> None:
    listed = run("report", "explain", "--json", "--study", demo).json
    quote = next(each for each in listed if each["kind"] == "quote")
    told = run("report", "explain", quote["id"].removeprefix("quote-"), "--study", demo).out
    assert quote["words"][:40] in told
    assert f"tegn {quote['start']}–{quote['end']}" in told


def test_an_unknown_id_is_the_users_mistake(run: Callable[..., Any], demo: Path) -> None:
    done = run("report", "explain", "survey-medlemmer-endringer", "--json", "--study", demo)
    assert (done.status, done.error["code"]) == (1, "CHAPTER-020")
    assert "survey-medlemmer-endring" in done.error["remedy"]


def test_a_report_that_does_not_draw_the_chapter_in_is_told_how(run: Callable[..., Any], copied: Path) -> None:
    report = copied / "report" / "report.qmd"
    report.write_text(report.read_text(encoding="utf-8").replace("{{< include _generated/survey.qmd >}}", ""), "utf-8")
    assert "{{< include _generated/survey.qmd >}}" in run("report", "update", "--study", copied).out
