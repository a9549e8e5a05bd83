"""Every template's PDF: PDF/UA-1 and PDF/A-2a, by what stands in the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from reports.templates import template_names
from tests.reports.conformance.conftest import Made

TEMPLATES = (*template_names(), "everything")
MARKS = {"BDC", "BMC", "EMC"}
# What paints: text, paths, shadings, and images and forms.
PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI"}


@pytest.fixture(scope="module", params=TEMPLATES)
def pdf(request: pytest.FixtureRequest, made: Made) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(made(request.param) / "report.pdf") as opened:
        yield opened


def elements(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def is_short(pdf: pikepdf.Pdf) -> bool:
    """Whether it has neither a front page nor contents."""
    return len(pdf.pages) <= 3


def scopes(cell: Any) -> list[str]:
    told = cell.get("/A", [])
    listed = told if isinstance(told, pikepdf.Array) else [told]
    return [str(each.Scope) for each in listed if "/Scope" in each]


def test_it_says_that_it_is_for_everyone_and_for_the_archive(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        told = {name: str(metadata.get(name)) for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")}
        assert told == {"pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}
        assert metadata["dc:title"]
        assert "nb" in str(metadata["dc:language"]).lower()


def test_its_title_is_shown_and_its_language_known(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang).lower() == "nb-no"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_every_table_has_header_cells_that_say_what_they_head(pdf: pikepdf.Pdf) -> None:
    tables = [each for each in elements(pdf.Root.StructTreeRoot.K) if each.S == "/Table"]
    for table in tables:
        heads = [each for each in elements(table.K) if each.S == "/TH"]
        assert heads
        assert [each for each in heads if not scopes(each)] == []


def test_every_generated_table_has_heads_of_its_rows(pdf: pikepdf.Pdf, request: pytest.FixtureRequest) -> None:
    if "everything" in request.node.name:
        pytest.skip("its tables ask for none")
    for table in (each for each in elements(pdf.Root.StructTreeRoot.K) if each.S == "/Table"):
        found = [scope for each in elements(table.K) if each.S == "/TH" for scope in scopes(each)]
        rows = [each for each in elements(table.K) if each.S == "/TR"]
        assert found.count("/Row") == len(rows) - 1


def test_every_figure_says_what_it_shows(pdf: pikepdf.Pdf) -> None:
    figures = [each for each in elements(pdf.Root.StructTreeRoot.K) if each.S == "/Figure"]
    assert [each for each in figures if not str(each.get("/Alt", "")).strip()] == []


def test_its_headings_are_bookmarks_in_order(pdf: pikepdf.Pdf) -> None:
    def titles(listed: Any) -> Iterator[str]:
        for each in listed:
            yield str(each.title)
            yield from titles(each.children)

    headings = sum(
        str(each.S)[1:] in {f"H{level}" for level in range(1, 7)} for each in elements(pdf.Root.StructTreeRoot.K)
    )
    with pdf.open_outline() as outline:
        # The heading of the contents, where there are such, leads to no place of its own.
        assert len(list(titles(outline.root))) == headings - (0 if is_short(pdf) else 1)


def test_no_heading_leaves_out_a_level(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(each.S)[2]) for each in elements(pdf.Root.StructTreeRoot.K) if str(each.S)[1:2] == "H"]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_whatever_is_painted_is_content_or_marked_as_decoration(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert depth > 0 or name not in PAINTS, (page.index, operands)


def test_headers_and_footers_are_decoration(pdf: pikepdf.Pdf) -> None:
    kinds = [
        str(operands[0])
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[1 if is_short(pdf) else 2])
        if str(operator) in ("BDC", "BMC")
    ]
    assert "/Artifact" in kinds


def test_every_font_is_embedded_and_can_be_read_as_text(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert any(f"/FontFile{number}" in inner.FontDescriptor for number in ("", "2", "3"))
            assert "/ToUnicode" in font


def test_nothing_runs_and_nothing_is_locked(pdf: pikepdf.Pdf) -> None:
    assert not pdf.is_encrypted
    assert "/OpenAction" not in pdf.Root or "/JS" not in pdf.Root.OpenAction
    assert "/AcroForm" not in pdf.Root


def test_the_file_is_whole(pdf: pikepdf.Pdf) -> None:
    assert pdf.check_pdf_syntax() == []
