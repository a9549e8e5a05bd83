"""The PDF report: tagged, named, and the same fonts everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from evaluation.errors import EvaluationError
from reports.engines.embedded import render


@pytest.fixture(scope="module")
def pdf(whole_report: Path) -> Iterator[pikepdf.Pdf]:
    (made,) = render(whole_report, ["pdf"])
    with pikepdf.open(made) as opened:
        yield opened


def tags(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node.K)


def test_the_file_is_tagged_and_says_it_is_pdf_ua(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    with pdf.open_metadata() as metadata:
        assert str(metadata["pdfuaid:part"]) == "1"


def test_the_title_and_the_language_are_set(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang).lower() == "nb-no"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Underveisevaluering av avtalen om et inkluderende arbeidsliv"


def test_figures_carry_their_alternative_text(pdf: pikepdf.Pdf) -> None:
    told = [str(each.Alt) for each in tags(pdf.Root.StructTreeRoot.K) if each.S == "/Figure"]
    assert [each[:16] for each in told] == ["Liggende stolper", "Linje som stiger"]


def test_structure_is_tagged(pdf: pikepdf.Pdf) -> None:
    counted = Counter(str(each.S) for each in tags(pdf.Root.StructTreeRoot.K))
    assert {name: counted[name] for name in ("/Table", "/Caption", "/TH", "/BlockQuote", "/Note")} == {
        "/Table": 3,
        "/Caption": 5,
        "/TH": 14,
        "/BlockQuote": 2,
        "/Note": 1,
    }
    assert counted["/H1"] >= 4


def test_only_embedded_fonts_are_used(pdf: pikepdf.Pdf) -> None:
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
    families = {str(each.BaseFont).split("+")[1].split("-")[0] for each in fonts}
    assert families <= {"LibertinusSerif", "NewCM10", "DejaVuSansMono", "NewCMMath"}


def test_the_pages_are_a4(pdf: pikepdf.Pdf) -> None:
    assert {tuple(round(float(each)) for each in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}


def test_the_long_table_repeats_its_head_on_every_page(whole_report: Path, pdf: pikepdf.Pdf) -> None:
    pages = [page.extract_text() for page in PdfReader(whole_report / "report.pdf").pages]
    with_rows = [text for text in pages if "i bransjeprogrammet" in text]
    assert len(with_rows) >= 2
    assert all("Antall" in text for text in with_rows)


def test_a_date_in_words_stays_a_date(whole_report: Path, pdf: pikepdf.Pdf) -> None:
    front = PdfReader(whole_report / "report.pdf").pages[0].extract_text()
    assert "1. juli 2026" in front.replace("\xa0", " ")
    assert "Åse Bjørnstad, Per-Øyvind Ødegård" in front


def said_in_a_quote(folder: Path, words: str) -> None:
    report = folder / "report.qmd"
    report.write_text(f"{report.read_text(encoding='utf-8')}\n\n> {words}\n", encoding="utf-8")


def test_emoji_in_a_quote_are_set_and_can_be_read_out(report_folder: Path) -> None:
    words = "Takk 👍 til alle ❤️ sa 👩‍👩‍👧 🙏🏽"
    said_in_a_quote(report_folder, words)
    (made,) = render(report_folder, ["pdf"])
    text = "".join(page.extract_text() for page in PdfReader(made).pages)
    assert all(sign in text for sign in "👍❤👩🙏")
    with pikepdf.open(made) as opened:
        fonts = [str(font.BaseFont) for page in opened.pages for font in page.Resources.get("/Font", {}).values()]
    assert any("NotoEmoji" in each for each in fonts)


def test_a_sign_that_no_typeface_has_is_named(report_folder: Path) -> None:
    said_in_a_quote(report_folder, "Ho sa «ሰላም».")
    with pytest.raises(EvaluationError) as refused:
        render(report_folder, ["pdf"])
    assert refused.value.problems[0].code == "ENGINE-030"
    assert "«ሰ» (ETHIOPIC SYLLABLE SA)" in str(refused.value)
