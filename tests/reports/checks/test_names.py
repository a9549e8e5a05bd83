"""A name put where readers do not look is found before the report goes out."""

import base64
import gzip
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
from pypdf.generic import NameObject, StreamObject

from evaluation.model import Organisation, Participant, People
from reports.checks.let_stand import mark_of_small
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


def photograph() -> bytes:
    """A JPEG whose camera was told the name in the four ways there are."""
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\x00" + NAME.encode("utf-16-le")
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def after_the_end() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue() + NAME.encode()


def photograph_in_pdf() -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(photograph())) as picture:
        exif = picture.getexif()
        exif[0x013B] = NAME
        again = io.BytesIO()
        picture.save(again, "JPEG", exif=exif)
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    stream = StreamObject()
    stream._data = again.getvalue()
    stream[NameObject("/Filter")] = NameObject("/DCTDecode")
    writer._add_object(stream)
    writer.write(out)
    return out.getvalue()


def revised_pdf() -> bytes:
    """A page's title that was written over by a later revision, which leaves the earlier one in the file."""
    first = pdf(title=NAME)
    out = io.BytesIO()
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    writer.add_metadata({"/Title": "Rapport"})
    writer.write(out)
    return out.getvalue()


def xmp_pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.xmp_metadata = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>{NAME}</a></x:xmpmeta>".encode()
    writer.write(out)
    return out.getvalue()


def open_document(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("content.xml", "<office:document-content xmlns:office='o'/>")
        for name, text in parts.items():
            package.writestr(name.replace("__", "/") if "__" in name else f"{name}.xml", text)
    return out.getvalue()


def odt(inner: str) -> str:
    return f"<o:document xmlns:o='o' xmlns:text='t' xmlns:dc='d' xmlns:meta='m'><text:p>{inner}</text:p></o:document>"


def header_and_footer(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "Prosjekt"
    document.sections[0].footer.paragraphs[0].text = f"Ved {NAME}"


def remark(document: Any) -> None:
    document.add_comment(document.paragraphs[0].runs, text="Flytt dette.", author=NAME, initials="ST")


def versions_kept() -> bytes:
    """An OpenDocument file that keeps an earlier version of itself, as LibreOffice does."""
    out = io.BytesIO(open_document())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("Versions/Version1", open_document(content_=odt(NAME)))
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
    "photograph.jpg": photograph(),
    "after.png": after_the_end(),
    "photograph.pdf": photograph_in_pdf(),
    "revised.pdf": revised_pdf(),
    "xmp.pdf": xmp_pdf(),
    "header.docx": word(header_and_footer),
    "remark.docx": word(remark),
    "footnote.docx": with_part(word(lambda document: None), "word/footnotes.xml", f"<w:p xmlns:w='w'>{NAME}</w:p>"),
    "custom.docx": with_part(
        word(lambda document: None), "docProps/custom.xml", f"<p xmlns:v='v'><v:lpwstr>{NAME}</v:lpwstr></p>"
    ),
    "meta.odt": open_document(meta=f"<m><dc:creator xmlns:dc='d'>{NAME}</dc:creator></m>"),
    "footer.odt": open_document(styles=odt(NAME)),
    "note.odt": open_document(body=odt(f"Ja<text:note>{NAME}</text:note>")),
    "tracked.odt": open_document(
        body=odt(f"<text:tracked-changes><dc:creator>{NAME}</dc:creator></text:tracked-changes>")
    ),
    "hidden.odt": open_document(body=odt(f"<text:hidden-text text:string-value='{NAME}'/>")),
    "version.odt": versions_kept(),
    "escaped.html": b'<script type=\'application/json\'>{"hvem": "Synn\\u00f8ve Tveit"}</script>',
    "attribute.html": b'<p data-hvem=\'{"a": "Synn\\u00f8ve"}\'>Ja</p>',
    "style.html": b"<style>p::after { content: 'Synn\\f8 ve' }</style>",
    "frame.html": "<iframe srcdoc='<p>Syn<b>nøve</b> Tveit</p>'></iframe>".encode(),
    "inscript.html": b"<script>var a = 'data:image/svg+xml;base64," + base64.b64encode(SVG.encode()) + b"'</script>",
    "title.html": f"<svg><title>{NAME}</title></svg>".encode(),
    "unseen.html": "<p>Syn\u200bnøve Tve\u2060it</p>".encode(),
    "broken.html": "<p>Det sa Synnøve Tvei-\nt.</p>".encode(),
    "windows.csv": f"hvem;hva\n{NAME};ja\n".encode("cp1252"),
    "wide.csv": f"hvem;hva\n{NAME};ja\n".encode("utf-16"),
    "data.json": b'{"hvem": "Synn\\u00f8ve Tveit"}',
    "packed.svgz": gzip.compress(SVG.encode()),
    "broken.docx": b"PK\x03\x04 not a package " + NAME.encode(),
    "wide.bin": NAME.encode("utf-16-le"),
    "Synnøve-Tveit.txt": b"ja",
}


@pytest.mark.parametrize("name", HIDDEN_IN)
def test_a_name_is_found_wherever_it_hides(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HIDDEN_IN[name])
    found = list(names_in(read(tmp_path / name), PEOPLE))
    assert "REPORT-021" in {each.code for each in found}


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


def test_what_somebody_has_looked_at_stands_there_and_nowhere_else(tmp_path: Path) -> None:
    people = People(participants=(Participant(id="p1", name="Hans Dag"),))
    (tmp_path / "a.html").write_text("<p>Hans beskjed kom en dag.</p><p>Hans sa det.</p>", encoding="utf-8")
    found = list(names_in(read(tmp_path / "a.html"), people))
    assert [(each.code, each.severity) for each in found] == [
        ("REPORT-026", "error"), ("REPORT-021", "error"), ("REPORT-027", "error"),
    ]  # fmt: skip
    looked_at = {str(found[0].values["mark"]), mark_of_small("dag")}
    assert [each.code for each in names_in(read(tmp_path / "a.html"), people, stands=looked_at)] == ["REPORT-021"]


def test_a_name_that_is_told_on_purpose_may_stand(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>Skrevet av {NAME}.</p>", encoding="utf-8")
    assert list(names_in(read(tmp_path / "a.html"), PEOPLE, open_=[NAME])) == []


def test_an_author_our_texts_cite_is_no_misspelt_informant_but_one_of_that_name_is_found(tmp_path: Path) -> None:
    def found(name: str) -> list[str]:
        people = People(participants=(Participant(id="p1", name=name),))
        file = tmp_path / "report.txt"
        file.write_text("The standard errors are by Taylor linearisation. 95% intervals by Korn and Graubard.")
        return [str(each.values["words"]) for each in names_in(read(file), people)]

    assert found("Jørn Ulvedalen") == []
    assert found("Korn Ulvedalen") == ["Korn"]
