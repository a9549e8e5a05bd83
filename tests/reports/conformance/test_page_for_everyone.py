"""Every template's web page: no barrier axe-core knows of, no scrolling sideways, and printable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from lxml import html
from pypdf import PdfReader

from reports.engines.embedded import render
from reports.templates import template_names
from tests.barriers import axe_source
from tests.reports.conformance.conftest import Made

TEMPLATES = (*template_names(), "everything")
FOUND = "async () => (await axe.run({resultTypes: ['violations']})).violations.map(v => v.id + ': ' + v.nodes[0].html)"
WIDER = """() => [...document.querySelectorAll('.table-container')].filter(box => box.scrollWidth > box.clientWidth)
    .map(box => [box.tabIndex, box.getAttribute('role'), box.getAttribute('aria-label')])"""


@pytest.fixture(scope="module")
def axe() -> str:
    return axe_source()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    opened = chromium.new_page()
    yield opened
    opened.close()


def barriers(page: Any, axe: str, file: Path, widths: tuple[int, ...]) -> list[str]:
    told = []
    page.goto(file.as_uri())
    page.evaluate(f"{axe};0")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(f"innerWidth === {width}")
        told += [f"at {width}: {each}" for each in page.evaluate(FOUND)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append(f"at {width}: wider than the window")
    return told


@pytest.mark.parametrize("spoken", ["nb", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_page_has_no_barrier(drafted: Made, made: Made, page: Any, axe: str, template: str, spoken: str) -> None:
    if spoken == "en" and template == "everything":
        pytest.skip("it is written in one language")
    folder = made(template) if spoken == "nb" else drafted(template, spoken)
    if spoken == "en":
        render(folder, ["html"])
    widths = (1280, 390) if spoken == "nb" else (390,)  # words do not change what a wide window shows
    assert barriers(page, axe, folder / "report.html", widths) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_wide_table_scrolls_in_a_box_the_keyboard_reaches(made: Made, page: Any, template: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto((made(template) / "report.html").as_uri())
    told = page.evaluate(WIDER)
    assert [each for each in told if each[:2] != [0, "region"] or not each[2]] == []


def test_the_keyboard_skips_to_the_text_and_reaches_a_table(made: Made, page: Any) -> None:
    page.goto((made("focus-group") / "report.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "table-container":
            return
    raise AssertionError(page.evaluate("document.activeElement.outerHTML"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_page_can_be_printed(made: Made, page: Any, tmp_path: Path, template: str) -> None:
    file = made(template) / "report.html"
    page.goto(file.as_uri())
    page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "print.pdf")
    sheets = [each.extract_text() for each in printed.pages]
    assert {tuple(round(float(side)) for side in each.mediabox[2:]) for each in printed.pages} == {(595, 842)}
    assert [number for number, text in enumerate(sheets) if not text.strip()] == []
    letters = "".join(normalize("NFKC", "".join(sheets)).split())  # two letters may be printed as one sign
    headings = html.fromstring(file.read_bytes()).xpath("//main//*[self::h2 or self::h3]")
    assert [each.text_content() for each in headings if "".join(each.text_content().split()) not in letters] == []


def test_what_is_folded_on_the_screen_is_open_on_paper(made: Made, page: Any, tmp_path: Path) -> None:
    page.goto((made("everything") / "report.html").as_uri())
    page.pdf(path=tmp_path / "print.pdf")
    told = "".join(each.extract_text() for each in PdfReader(tmp_path / "print.pdf").pages)
    assert "Skjult til det åpnes." in " ".join(told.split())
