"""The HTML report: one file, nothing from outside, and fit for everybody's use."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from reports.engines.embedded import render


@pytest.fixture(scope="module")
def page(whole_report: Path) -> Any:
    (made,) = render(whole_report, ["html"])
    return lxml_html.fromstring(made.read_bytes())


def test_nothing_is_loaded_from_anywhere(page: Any) -> None:
    loaded = page.xpath("//@src | //link/@href | //object/@data | //@srcset")
    assert [each[:20] for each in loaded if not each.startswith("data:")] == []
    assert re.findall(r"@import|url\(", " ".join(page.xpath("//style/text()"))) == []
    assert page.xpath("//script") == []


def test_the_language_is_declared(page: Any) -> None:
    assert page.get("lang") == "nb"


def test_the_page_has_landmarks_and_a_skip_link_that_leads_somewhere(page: Any) -> None:
    assert [len(page.xpath(f"//body//{tag}")) >= 1 for tag in ("header", "nav", "main")] == [True] * 3
    assert page.xpath("//body/*[1]/@href") == ["#main"]
    assert page.xpath("//main/@id") == ["main"]


def test_there_is_one_main_heading_and_no_level_is_skipped(page: Any) -> None:
    levels = [int(each.tag[1]) for each in page.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_within_the_page_leads_to_an_identifier(page: Any) -> None:
    wanted = {each[1:] for each in page.xpath("//a/@href") if each.startswith("#")}
    assert wanted - set(page.xpath("//@id")) == set()


def test_identifiers_are_unique(page: Any) -> None:
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))


def test_every_image_says_what_it_shows(page: Any) -> None:
    assert [each[:16] for each in page.xpath("//img/@alt")] == ["Liggende stolper", "Linje som stiger"]
    assert len(page.xpath("//img")) == 2


def test_header_cells_say_what_they_head(page: Any) -> None:
    assert set(page.xpath("//thead//th/@scope")) == {"col"}
    assert page.xpath("//thead//th[not(@scope)]") == []
    assert page.xpath("//tbody//th[@scope='row']")[0].text_content() == "Tillitsvalgte"


def test_tables_scroll_within_a_named_box_the_keyboard_reaches(page: Any) -> None:
    boxes = page.xpath("//div[@class='table-container'][@role='region'][@tabindex='0'][@aria-label]")
    assert len(boxes) == len(page.xpath("//table")) == 3


def test_a_quote_keeps_its_attribution_apart(page: Any) -> None:
    quote = page.xpath("//figure[@class='quote-evidence']")[0]
    assert quote.xpath("string(figcaption)").strip() == "Tillitsvalgt, fokusgruppe 1"
    assert "Tillitsvalgt" not in quote.xpath("string(blockquote)")


@pytest.mark.parametrize("name", ["key-points", "questions", "narrative-place", "callout callout-note"])
def test_the_boxes_of_the_report_are_marked(page: Any, name: str) -> None:
    assert page.xpath(f"//div[@class='{name}']")


def test_the_contents_follow_the_headings(page: Any) -> None:
    entries = [" ".join(each.text_content().split()) for each in page.xpath("//nav//a")]
    assert entries[:3] == ["Sammendrag", "1 Innledning", "1.1 Metode"]
