"""Coded texts as a page: every coding is seen and told, and nothing is fetched from anywhere."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coding.exchange.formats.html import write
from coding.exchange.project import Coded, Project, Text
from coding.exchange.web.lanes import groups, laned, runs
from coding.exchange.web.page import _dark, _light
from evaluation import language
from evaluation.model import Code, Codebook, Coding, Source
from tests.coding.exchange.projects import project


def page_of(whole: Project, file: Path) -> str:
    write(whole, file)
    return file.read_text("utf-8")


class Reading(HTMLParser):
    """Ids, links and the words outside of what names things for the ear."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_number_leads_to_its_coding(tmp_path: Path) -> None:
    read = Reading(page_of(project(), tmp_path / "ut.html"))
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert {f"k{number}" for number in range(1, 6)} <= set(read.ids)


def test_names_and_words_are_words_and_nothing_else(tmp_path: Path) -> None:
    read = Reading(page_of(project(), tmp_path / "ut.html"))
    assert "i" not in read.tags
    assert "ting" not in read.tags
    assert "Halvveis <i> avtalen" in read.words
    assert "<ting>" in "".join(read.words)


def test_nothing_is_fetched(tmp_path: Path) -> None:
    html = page_of(project(), tmp_path / "ut.html")
    assert re.findall(r"https?:|//|src=|@import|url\(|<script|<link", html) == []


@pytest.mark.parametrize(("tongue", "heading"), [("nb", "Koder"), ("nn", "Kodar"), ("en", "Codes")])
def test_the_page_speaks_the_language_spoken(tmp_path: Path, tongue: str, heading: str) -> None:
    language.use(tongue)  # type: ignore[arg-type]
    html = page_of(project(), tmp_path / "ut.html")
    assert f'<html lang="{tongue}">' in html
    assert f'<h2 id="codes">{heading}</h2>' in html
    assert ("Measures" if tongue == "en" else "Tiltak") in html


def test_coders_of_the_same_words_are_told_together_and_rules_as_such(tmp_path: Path) -> None:
    html = page_of(project(), tmp_path / "ut.html")
    assert "av Ola og Kari" in html
    assert "etter regel" in html
    assert "→ går videre i neste avsnitt" in html


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    assert page_of(project(), tmp_path / "a.html") == page_of(project(), tmp_path / "b.html")


def coded(start: int, end: int, code: str = "a", coder: str = "K") -> Coded:
    return Coded(Coding("s", start, end, code, coder=coder))


def test_codings_that_overlap_are_in_lanes_of_their_own() -> None:
    listed = groups([coded(0, 10), coded(5, 15, "b"), coded(10, 20), coded(5, 15, "b", "O"), coded(3, 3)], 7)
    assert [(each.number, each.start, each.end, each.coders) for each in listed] == [
        (7, 0, 10, ("K",)),
        (8, 5, 15, ("K", "O")),
        (9, 10, 20, ("K",)),
    ]
    assert [lane for lane, _ in laned(listed)] == [0, 1, 0]


def test_a_stretch_is_cut_where_codings_begin_and_end() -> None:
    listed = laned(groups([coded(0, 10), coded(5, 15, "b")], 1))
    found = [(run.start, run.end, len(run.here)) for run in runs(2, 18, listed, [4])]
    assert found == [(2, 4, 1), (4, 5, 1), (5, 10, 2), (10, 15, 1), (15, 18, 0)]


def test_more_codings_than_there_is_room_for_are_all_told(tmp_path: Path) -> None:
    codes = tuple(Code(name=f"k{number}") for number in range(12))
    codings = tuple(coded(0, 4, code.name) for code in codes)
    whole = Project(codebook=Codebook(name="c", codes=codes), texts=(Text(Source("s", "Åse.")),), codings=codings)
    html = page_of(whole, tmp_path / "ut.html")
    assert html.count('<li id="k') == 12
    assert html.count("linear-gradient") == 6


@pytest.mark.parametrize("colour", ["#ffe600", "#ffffff", "#000000", "#0072b2"])
def test_figures_can_be_read_whatever_the_colour(colour: str) -> None:
    dark = _dark(colour)
    assert 1.05 / (_light(*(int(dark[at : at + 2], 16) for at in (1, 3, 5))) + 0.05) >= 4.5


def test_a_project_of_nothing_is_a_page(tmp_path: Path) -> None:
    assert "<main" in page_of(replace(Project(), texts=(Text(Source("s", "\x0b\ud800")),)), tmp_path / "ut.html")
