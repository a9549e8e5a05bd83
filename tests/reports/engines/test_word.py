"""The Word report: styles, language, alternative texts, and a contents list that is not empty."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from reports.engines import EXTENSION
from reports.engines.embedded import render
from reports.engines.reference import reference


@pytest.fixture(scope="module")
def parts(whole_report: Path) -> dict[str, str]:
    (made,) = render(whole_report, ["docx"])
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_the_reference_document_is_the_one_the_script_makes() -> None:
    assert (EXTENSION / "reference.docx").read_bytes() == reference()


def test_images_keep_their_alternative_text(parts: dict[str, str]) -> None:
    told = re.findall(r'<wp:docPr descr="([^"]*)"', parts["word/document.xml"])
    assert [each[:16] for each in told] == ["Liggende stolper", "Linje som stiger"]


def test_images_are_no_wider_than_the_text(parts: dict[str, str]) -> None:
    widths = [int(each) for each in re.findall(r'<wp:extent cx="(\d+)"', parts["word/document.xml"])]
    assert widths
    assert max(widths) <= 160 * 36000


def test_every_table_repeats_its_head_and_keeps_rows_whole(parts: dict[str, str]) -> None:
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", parts["word/document.xml"], re.DOTALL)
    assert [table.count("<w:tblHeader") for table in tables] == [1, 1, 1]
    assert all(table.count("<w:cantSplit") == table.count("<w:tr>") for table in tables)


def test_the_contents_hold_linked_entries_within_a_field(parts: dict[str, str]) -> None:
    document = parts["word/document.xml"]
    box = document[document.index("<w:sdt>") : document.index("</w:sdt>")]
    assert 'TOC \\o "1-2"' in box
    anchors = re.findall(r'w:anchor="([^"]+)"', box)
    assert len(anchors) == 6
    assert [each for each in anchors if f'w:name="{each}"' not in document] == []
    assert box.count('fldCharType="begin"') == box.count('fldCharType="end"') == 1 + len(anchors)


def test_word_puts_the_page_numbers_into_the_contents_as_it_opens_the_file(parts: dict[str, str]) -> None:
    document = parts["word/document.xml"]
    box = document[document.index("<w:sdt>") : document.index("</w:sdt>")]
    fields = re.findall(r'w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF (\S+) ', box)
    assert fields == re.findall(r'w:anchor="([^"]+)"', box)


def test_every_cross_reference_leads_to_a_bookmark(parts: dict[str, str]) -> None:
    document = parts["word/document.xml"]
    wanted = set(re.findall(r'w:anchor="([^"]+)"', document))
    assert wanted - set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', document)) == set()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("docProps/core.xml", "<dc:language>nb-NO</dc:language>"),
        ("docProps/core.xml", "<dc:title>Underveisevaluering av avtalen"),
        ("docProps/core.xml", "2026-07-01T00:00:00Z</dcterms:modified>"),
        ("word/styles.xml", 'w:val="nb-NO"'),
        ("word/settings.xml", '<w:themeFontLang w:val="nb-NO"/>'),
        ("word/document.xml", 'w:val="Quote"'),
        ("word/document.xml", 'w:val="QuoteAttribution"'),
        ("word/document.xml", "Oppdragsgiver"),
        ("word/document.xml", "<w:titlePg"),
    ],
)
def test_the_file_says(parts: dict[str, str], part: str, words: str) -> None:
    assert words in parts[part]


def test_the_footer_has_page_numbers(parts: dict[str, str]) -> None:
    footers = [text for name, text in parts.items() if "footer" in name]
    assert any(" PAGE " in each for each in footers)


def test_every_style_used_is_defined(parts: dict[str, str]) -> None:
    used = set(re.findall(r'<w:[prt]\w*Style w:val="([^"]+)"', parts["word/document.xml"]))
    assert used - set(re.findall(r'w:styleId="([^"]+)"', parts["word/styles.xml"])) == set()


def test_nothing_tells_of_the_machine_or_the_filter(parts: dict[str, str]) -> None:
    properties = "".join(text for name, text in parts.items() if name.startswith("docProps/"))
    assert re.findall(r"words-|underveis-words|/tmp|lastModifiedBy", properties) == []
