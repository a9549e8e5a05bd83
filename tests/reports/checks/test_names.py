"""A name put where readers do not look is found before the report goes out."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter

from evaluation.model import Organisation, Participant, People
from reports.checks.names import names_in
from reports.checks.readable import Read, readable

PEOPLE = People(
    organisations=(Organisation(id="a", name="Ternskjær Renhold AS"),),
    participants=(Participant(id="p1", name="Synnøve Tveit"),),
)
NAME = "Synnøve Tveit"


def read(file: Path) -> Read:
    return {file: readable(file)}


def png() -> bytes:
    told, out = PngInfo(), io.BytesIO()
    told.add_itxt("Author", NAME)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def word(change: Callable[[Any], None]) -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_paragraph("Ingen her.")
    change(document)
    document.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, text: str) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, text)
    return out.getvalue()


def split_runs(document: Any) -> None:
    paragraph = document.add_paragraph("Det var Syn")
    for part in ("nø", "ve Tve", "its ord."):
        paragraph.add_run(part).bold = True


def property_(document: Any) -> None:
    document.core_properties.last_modified_by = NAME


def hidden(document: Any) -> None:
    document.add_paragraph().add_run(NAME).font.hidden = True


def picture(document: Any) -> None:
    document.add_picture(io.BytesIO(png()))


def pdf(*, title: str = "", note: str = "", file: bytes = b"") -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": title or "Rapport"})
    if note:
        writer.add_outline_item(title=note, page_number=0)
    if file:
        writer.add_attachment("tall.csv", file)
    writer.write(out)
    return out.getvalue()


def workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active["A1"].comment = Comment("Hilsen Synnøve", "redaktør")
    book.save(out)
    return out.getvalue()


DELETED = (
    "<w:document xmlns:w='w'><w:p><w:del><w:r><w:delText>Synnøve Tveit</w:delText></w:r></w:del></w:p></w:document>"
)
SVG = f"<svg xmlns='http://www.w3.org/2000/svg'><desc>Sagt av {NAME}</desc></svg>"
HIDDEN_IN = {
    "text.html": "<p>Hos <b>Synn</b>øve <i>Tveit</i>.</p>".encode(),
    "alt.html": f"<img alt='{NAME}' src='x.png'>".encode(),
    "comment.html": f"<p>Ja</p><!-- {NAME} -->".encode(),
    "meta.html": f"<head><meta name='author' content='{NAME}'></head>".encode(),
    "script.html": f"<script>var hvem = '{NAME}'</script>".encode(),
    "data.html": b"<img alt='x' src='data:image/svg+xml;base64," + base64.b64encode(SVG.encode()) + b"'>",
    "picture.html": b"<img alt='x' src='data:image/png;base64," + base64.b64encode(png()) + b"'>",
    "misspelt.html": "<p>Synøve Tveit sa det.</p>".encode(),
    "organisation.html": "<p>Folk på Ternskjær.</p>".encode(),
    "figure.svg": SVG.encode(),
    "figure.png": png(),
    "runs.docx": word(split_runs),
    "property.docx": word(property_),
    "hidden.docx": word(hidden),
    "picture.docx": word(picture),
    "deleted.docx": with_part(word(lambda document: None), "word/gammel.xml", DELETED),
    "part.docx": with_part(word(lambda document: None), "word/Synnøve Tveit.txt", "ja"),
    "title.pdf": pdf(title=NAME),
    "bookmark.pdf": pdf(note=f"Sagt av {NAME}"),
    "attachment.pdf": pdf(file=f"hvem;hva\n{NAME};ja\n".encode()),
    "comment.xlsx": workbook(),
    "broken.docx": b"PK\x03\x04 not a package " + NAME.encode(),
    "wide.bin": NAME.encode("utf-16-le"),
    "Synnøve-Tveit.txt": b"ja",
}


@pytest.mark.parametrize("name", HIDDEN_IN)
def test_a_name_is_found_wherever_it_hides(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HIDDEN_IN[name])
    found = list(names_in(read(tmp_path / name), PEOPLE))
    assert found
    assert {each.code for each in found} == {"REPORT-021"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<p>Hos oss er det mange som venter.</p>"),
        ("a.docx", word(lambda document: None)),
        ("a.pdf", pdf()),
        ("a.txt", b""),
        ("a.html", b""),
        ("a.svg", b""),
        ("a.pdf", b""),
    ],
)
def test_where_no_name_is_none_is_found(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert list(names_in(read(tmp_path / name), PEOPLE)) == []


def test_a_name_that_is_told_on_purpose_may_stand(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>Skrevet av {NAME}.</p>", encoding="utf-8")
    assert list(names_in(read(tmp_path / "a.html"), PEOPLE, open_=[NAME])) == []
