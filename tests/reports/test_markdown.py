"""Somebody's words come out of the renderer as they went in."""

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.markdown import escaped, figure, quote, table

WORDS = (
    "*stjerner* og _streker_ og **mer**",
    "«Hva?» sa han – og så: 'nei', \"nei\"",
    "1. mai er fri",
    "- og så",
    "+ ett",
    "a ... b -- c --- d",
    "&amp; og &copy; <b>fet</b> <!-- borte -->",
    "@fig-talk og @noen",
    "[lenke](http://x.example) ![bilde](y) [^1]",
    "$x^2$ og H~2~O og a|b og ~~strøket~~",
    "{#sec-x} {.klasse} {{< var x >}}",
    "# ingen overskrift",
    "> intet sitat",
    "C:\\mappe\\fil og \\emph{x}",
    "10 000 kr, 34,6 % og 12:05",
    "`kode` og ```mer```",
)


def plain(markdown: str) -> list[str]:
    return [
        line
        for line in pypandoc.convert_text(markdown, "plain", "markdown", extra_args=["--wrap=none"]).splitlines()
        if line
    ]


def test_words_are_no_markup() -> None:
    assert plain("\n\n".join(map(escaped, WORDS))) == list(WORDS)


@settings(max_examples=5, deadline=None)
@given(st.lists(st.text("aø1.-*_[](){}<>#$^~|@&'\"\\`!+=:;%/", min_size=1, max_size=25), min_size=1, max_size=60))
def test_whatever_the_words(texts: list[str]) -> None:
    lines = [f"x{text.strip()}x" for text in texts]
    assert plain("\n\n".join(map(escaped, lines))) == lines


@pytest.mark.parametrize("cell", ["a|b", "22. april 2026", "- x", "", "  to   blanke "])
def test_a_cell_is_one_cell(cell: str) -> None:
    shown = pypandoc.convert_text(table(["H", "I"], [[cell, "1"]], "T", "tbl-x", right=1), "html", "markdown")
    assert shown.count("<td") == 2


def test_a_quote_within_a_quote_has_other_marks() -> None:
    assert "«Hun sa ‘nei’ da»" in quote("Hun sa «nei» da", "Informant", "nn")


def test_an_english_report_has_english_marks() -> None:
    assert "“Hun sa ‘nei’ da”" in quote("Hun sa «nei» da", "Informant", "en")


def test_an_alternative_text_may_hold_quotation_marks() -> None:
    shown = pypandoc.convert_text(figure("x", "Tekst", 'Flest: "A" \\ B'), "html", "markdown")
    assert "Flest: &quot;A&quot; \\ B" in shown
