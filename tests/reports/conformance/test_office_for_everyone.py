"""Every template in Word and ODT: whole documents, whose contents lead to the right pages in LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from reports.engines import EXTENSION
from reports.engines.embedded import render
from reports.engines.reference_odt import reference
from reports.templates import template_names
from tests.reports.conformance.conftest import Made
from tests.reports.conformance.told import letters

TEMPLATES = (*template_names(), "everything")
SHORT = ("summary",)  # neither a front page nor contents
LONG = [each for each in TEMPLATES if each not in SHORT]
ODT = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
Opened = Callable[[Path, str], list[str]]


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """`opened(folder, "odt")`: the text of each page as LibreOffice lays the report out."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    scratch = tmp_path_factory.mktemp("office")

    @cache
    def pages(folder: Path, format_: str) -> list[str]:
        given = scratch / f"{folder.name}-{format_}.{format_}"
        shutil.copyfile(folder / f"report.{format_}", given)
        profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(given)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return [each.extract_text() for each in PdfReader(given.with_suffix(".pdf")).pages]

    return pages


def content(folder: Path, format_: str, part: str) -> etree._Element:
    with zipfile.ZipFile(folder / f"report.{format_}") as archive:
        return etree.fromstring(archive.read(part))


def headings_of(folder: Path) -> list[str]:
    found = content(folder, "odt", "content.xml").xpath("//text:h[@text:outline-level<=2]", namespaces=ODT)
    return [letters("".join(each.itertext())) for each in found]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_libreoffice_opens_it_with_every_chapter_and_no_empty_page(
    made: Made, opened: Opened, template: str, format_: str
) -> None:
    folder = made(template)
    pages = opened(folder, format_)
    assert [number for number, text in enumerate(pages) if not text.strip()] == []
    told = letters("".join(pages if template in SHORT else pages[2:]))
    assert [each for each in headings_of(folder) if each not in told] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_word_and_odt_have_about_as_many_pages(made: Made, opened: Opened, template: str) -> None:
    one, other = (len(opened(made(template), each)) for each in ("docx", "odt"))
    assert abs(one - other) <= 1 + max(one, other) // 10


@pytest.mark.parametrize("template", LONG)
def test_the_contents_of_the_odt_tell_the_page_each_chapter_is_on(made: Made, opened: Opened, template: str) -> None:
    folder = made(template)
    pages = opened(folder, "odt")
    first = next(at for at in range(2, len(pages)) if headings_of(folder)[0] in letters(pages[at]))
    told = [int(each) for text in pages[1:first] for each in re.findall(r"\D(\d+)\s*$", text, re.MULTILINE)]
    entries = list(zip(headings_of(folder), told, strict=False))
    assert len(entries) == len(headings_of(folder))
    assert [each for each, page in entries if each not in letters(pages[page - 1])] == []


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_a_summary_for_a_board_is_two_pages(made: Made, opened: Opened, format_: str) -> None:
    assert len(opened(made("summary"), format_)) == 2


def test_only_the_head_of_a_table_is_bold_in_odt(made: Made) -> None:
    root = content(made("minutes"), "odt", "content.xml")
    bold = root.xpath("//table:table-row//text:p[@text:style-name='Table_20_Heading']", namespaces=ODT)
    assert bold
    assert [each for each in bold if not each.xpath("ancestor::table:table-header-rows", namespaces=ODT)] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_link_of_the_odt_leads_to_a_place(made: Made, template: str) -> None:
    root = content(made(template), "odt", "content.xml")
    wanted = {each[1:] for each in root.xpath("//text:a/@xlink:href", namespaces=ODT) if each.startswith("#")}
    there = set(root.xpath("//text:bookmark-start/@text:name | //text:bookmark/@text:name", namespaces=ODT))
    assert wanted - there == set()


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_style_of_the_odt_is_there(made: Made, template: str) -> None:
    root, styles = (content(made(template), "odt", part) for part in ("content.xml", "styles.xml"))
    named = {each for part in (root, styles) for each in part.xpath("//style:style/@style:name", namespaces=ODT)}
    used = set(root.xpath("//@text:style-name | //@table:style-name", namespaces=ODT))
    listed = set(root.xpath("//text:list-style/@style:name", namespaces=ODT))
    assert used - named - listed == set()


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_table_in_word_and_odt_repeats_its_head(made: Made, template: str) -> None:
    folder = made(template)
    word = content(folder, "docx", "word/document.xml").xpath("//w:tbl", namespaces=W)
    odt = content(folder, "odt", "content.xml").xpath("//table:table", namespaces=ODT)
    assert [bool(each.xpath("./w:tr[1]/w:trPr/w:tblHeader", namespaces=W)) for each in word] == [True] * len(word)
    assert [bool(each.xpath("./table:table-header-rows", namespaces=ODT)) for each in odt] == [True] * len(odt)


@pytest.mark.parametrize("template", LONG)
def test_the_contents_of_word_are_filled(made: Made, template: str) -> None:
    root = content(made(template), "docx", "word/document.xml")
    entries = root.xpath("//w:sdt//w:hyperlink", namespaces=W)
    told = [letters("".join(each.xpath(".//w:t/text()", namespaces=W))) for each in entries]
    assert told == headings_of(made(template))


def test_the_reference_document_is_the_one_the_script_makes() -> None:
    assert (EXTENSION / "reference.odt").read_bytes() == reference()


def test_two_runs_give_the_same_odt(made: Made, tmp_path: Path) -> None:
    folder = shutil.copytree(made("everything"), tmp_path / "report")
    (again,) = render(folder, ["odt"])
    assert again.read_bytes() == (made("everything") / "report.odt").read_bytes()


def test_the_odt_is_recognised_by_its_first_bytes(made: Made) -> None:
    assert (made("everything") / "report.odt").read_bytes()[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"
