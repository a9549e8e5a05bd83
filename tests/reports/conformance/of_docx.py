"""What a Word report tells, by either engine."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from tests.reports.conformance.told import Table, Told, letters, sorted_paragraphs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
CAPTIONS = ("TableCaption", "ImageCaption", "Caption")
FRONT = ("Title", "Subtitle", "Author", "Date", "FrontDetail")
OFF = ("0", "false", "off")


def harvest(file: Path) -> Told:
    with zipfile.ZipFile(file) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    body: Any = parts["word/document.xml"][0]
    for contents in body.xpath("./w:sdt", namespaces=SPACES):
        contents.getparent().remove(contents)
    paragraphs = [(_style(each), each) for each in body.xpath(".//w:p[not(ancestor::w:tbl)]", namespaces=SPACES)]
    heads = [(int(style[-1]), _text(each)) for style, each in paragraphs if style.startswith("Heading")]
    told = (*CAPTIONS, *FRONT)
    core = parts["docProps/core.xml"]
    return Told(
        title=core.findtext("dc:title", "", SPACES),
        language=core.findtext("dc:language", "", SPACES)[:2],
        chapters=tuple((level, letters(text)) for level, text in heads),
        captions=sorted_paragraphs(_text(each) for style, each in paragraphs if style in CAPTIONS),
        alternatives=tuple(" ".join(each.split()) for each in body.xpath(".//wp:docPr/@descr", namespaces=SPACES)),
        tables=tuple(_table(each) for each in body.xpath(".//w:tbl", namespaces=SPACES)),
        references=tuple(letters(_text(each)) for each in body.xpath(".//w:hyperlink[@w:anchor]", namespaces=SPACES)),
        notes=_notes(parts.get("word/footnotes.xml")),
        paragraphs=sorted_paragraphs(
            _text(each) for style, each in paragraphs if style not in told and not style.startswith("Heading")
        ),
    )


def _style(paragraph: Any) -> str:
    return next(iter(paragraph.xpath("./w:pPr/w:pStyle/@w:val", namespaces=SPACES)), "")


def _text(node: Any) -> str:
    parts = []
    for each in node.iter(f"{W}t", f"{W}tab", f"{W}br", f"{{{SPACES['m']}}}t"):
        parts.append(each.text or "" if each.tag.endswith("}t") else " ")
    return "".join(parts)


def _table(table: Any) -> Table:
    rows = table.xpath("./w:tr", namespaces=SPACES)
    cells = tuple(tuple(letters(_text(cell)) for cell in row.xpath("./w:tc", namespaces=SPACES)) for row in rows)
    heads = sum(bool(row.xpath("./w:trPr/w:tblHeader", namespaces=SPACES)) for row in rows)
    look = table.find("w:tblPr/w:tblLook", SPACES)
    first = look.get(f"{W}firstColumn", "0") if look is not None else "0"
    return Table(cells, heads, int(first not in OFF))


def _notes(part: Any) -> tuple[str, ...]:
    if part is None:
        return ()
    return tuple(letters(_text(each)) for each in part if each.get(f"{W}type") in (None, "normal"))
