"""Nothing written in a Word document is lost, and nothing deleted comes back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from evaluation.errors import EvaluationError
from evaluation.sources.extract import Extract
from evaluation.sources.formats import extract

BOX = (
    '<w:r {}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>I boks</w:t></w:r></w:p></w:txbxContent>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>I boks</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
).format(nsdecls("w"))


def paragraph(xml: str) -> docx.oxml.xmlchemy.BaseOxmlElement:
    return parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")


def read(folder: Path, *elements: object) -> Extract:
    document = docx.Document()
    for element in elements:
        document.element.body.insert(len(document.element.body) - 1, element)
    document.save(str(folder / "a.docx"))
    return extract(folder / "a.docx")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>Blåbær på ski</w:t></w:r>", "Blåbær på ski"),
        ("<w:r><w:t>før </w:t></w:r><w:ins><w:r><w:t>satt inn</w:t></w:r></w:ins>", "før satt inn"),
        ("<w:r><w:t>blir</w:t></w:r><w:del><w:r><w:delText> borte</w:delText></w:r></w:del>", "blir"),
        ("<w:moveFrom><w:r><w:t>flyttet</w:t></w:r></w:moveFrom><w:r><w:t>her</w:t></w:r>", "her"),
        ("<w:moveTo><w:r><w:t>flyttet</w:t></w:r></w:moveTo>", "flyttet"),
        ("<w:sdt><w:sdtContent><w:r><w:t>i felt</w:t></w:r></w:sdtContent></w:sdt>", "i felt"),
        ("<w:hyperlink><w:r><w:t>en lenke</w:t></w:r></w:hyperlink>", "en lenke"),
        ("<w:r><w:t>I1:</w:t><w:tab/><w:t>Ja</w:t></w:r>", "I1:\tJa"),
        ("<w:r><w:t>Kari 0:12</w:t><w:br/><w:t>Hei</w:t></w:r>", "Kari 0:12\nHei"),
        ("<w:r><w:t>IA</w:t><w:noBreakHyphen/><w:t>avtalen</w:t></w:r>", "IA\u2011avtalen"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r>", "7"),
        ("<w:r><w:t>a\u030a</w:t></w:r>", "å"),
        (f"<w:r><w:t>Utenfor</w:t></w:r>{BOX}", "Utenfor\nI boks"),
    ],
)
def test_a_paragraph_keeps_what_is_written(tmp_path: Path, xml: str, text: str) -> None:
    assert read(tmp_path, paragraph(xml)).text == text


def test_a_content_control_around_paragraphs_is_read(tmp_path: Path) -> None:
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Svar i skjema</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read(tmp_path, parse_xml(control)).text == "Svar i skjema"


def test_paragraphs_whose_mark_is_deleted_run_together(tmp_path: Path) -> None:
    first = paragraph("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Det var </w:t></w:r>")
    assert read(tmp_path, first, paragraph("<w:r><w:t>en gang</w:t></w:r>")).text == "Det var en gang"


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ["Kari", "Ja.", "Ola", "Nei."], strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    assert extract(tmp_path / "a.docx").text == "Kari\tJa.\nOla\tNei."


def test_tables_and_paragraphs_keep_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Før")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Midt"
    document.add_paragraph("Etter")
    document.save(str(tmp_path / "a.docx"))
    assert extract(tmp_path / "a.docx").text == "Før\nMidt\nEtter"


def test_leading_bold_is_measured(tmp_path: Path) -> None:
    document = docx.Document()
    written = document.add_paragraph()
    written.add_run("Kari").bold = True
    written.add_run(" Vi gjør det ")
    written.add_run("ofte").bold = True
    document.save(str(tmp_path / "a.docx"))
    assert extract(tmp_path / "a.docx").lines[0].bold == len("Kari")


def test_bold_through_a_character_style_counts(tmp_path: Path) -> None:
    document = docx.Document()
    written = document.add_paragraph()
    written.add_run("Ola", style="Strong")
    written.add_run(" Nei.")
    document.save(str(tmp_path / "a.docx"))
    assert extract(tmp_path / "a.docx").lines[0].bold == len("Ola")


def test_headings_have_their_level(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Samarbeid", level=2)
    document.add_paragraph("Vi samarbeider.")
    document.save(str(tmp_path / "a.docx"))
    assert [line.heading for line in extract(tmp_path / "a.docx").lines] == [2, 0]


def test_lines_are_numbered_by_paragraph(tmp_path: Path) -> None:
    two = paragraph("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"), paragraph("<w:r><w:t>c</w:t></w:r>")
    assert [line.number for line in read(tmp_path, *two).lines] == [1, 1, 2]


def with_part(folder: Path, name: str, content: str) -> Path:
    """A Word document in which one part is written anew."""
    document = docx.Document()
    document.add_paragraph("Vi vet det")
    document.save(str(folder / "plain.docx"))
    with zipfile.ZipFile(folder / "plain.docx") as old, zipfile.ZipFile(folder / "a.docx", "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return folder / "a.docx"


def test_a_footnote_follows_its_paragraph_in_brackets(tmp_path: Path) -> None:
    plain = with_part(
        tmp_path,
        "word/footnotes.xml",
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>Se vedlegg.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>",
    )
    reference = '<w:r><w:t>Vi vet</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> det</w:t></w:r>'
    body = f"<w:document {nsdecls('w')}><w:body><w:p>{reference}</w:p></w:body></w:document>"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for part in old.namelist():
            new.writestr(part, body if part == "word/document.xml" else old.read(part))
    assert extract(tmp_path / "b.docx").text == "Vi vet det\n[2: Se vedlegg.]"


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="x"><w:p>&b;</w:p></w:document>'
OUTSIDE = '<!DOCTYPE w SYSTEM "file:///etc/passwd"><w:document xmlns:w="x"><w:p/></w:document>'


@pytest.mark.parametrize(
    ("content", "code"),
    [(LAUGHS, "SOURCE-013"), (OUTSIDE, "SOURCE-013"), ("<w:document", "SOURCE-010"), ("", "SOURCE-010")],
    ids=["billion laughs", "outside document type", "malformed", "empty part"],
)
def test_hostile_or_broken_xml_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = with_part(tmp_path, "word/document.xml", content)
    with pytest.raises(EvaluationError) as error:
        extract(path)
    assert [each.code for each in error.value.problems] == [code]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (65 << 20))
    with pytest.raises(EvaluationError) as error:
        extract(tmp_path / "a.docx")
    assert [each.code for each in error.value.problems] == ["SOURCE-006"]
