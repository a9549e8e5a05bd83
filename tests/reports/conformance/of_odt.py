"""What an ODT report tells, by either engine."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from tests.reports.conformance.told import Table, Told, letters, sorted_paragraphs

SPACES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}
CAPTIONS = ("TableCaption", "FigureCaption")
FRONT = ("Title", "Subtitle", "Author", "Date", "Front_20_Detail")
TEXT = f"{{{SPACES['text']}}}"


def harvest(file: Path) -> Told:
    with zipfile.ZipFile(file) as archive:
        content = etree.fromstring(archive.read("content.xml"))
        meta = etree.fromstring(archive.read("meta.xml"))
    body: Any = content.find("office:body/office:text", SPACES)
    parents = _parents(content)
    notes = tuple(letters(_text(each)) for each in _all(body, ".//text:note-body"))
    for each in (*_all(body, ".//text:note"), *_all(body, ".//text:table-of-content")):
        _drop(each)
    paragraphs = [
        (parents.get(style, style), each)
        for each in _all(body, ".//text:p[not(ancestor::table:table)]")
        for style in [each.get(f"{TEXT}style-name", "")]
    ]
    return Told(
        title=meta.findtext(".//dc:title", "", SPACES),
        language=meta.findtext(".//dc:language", "", SPACES)[:2],
        chapters=tuple(
            (int(each.get(f"{TEXT}outline-level")), letters(_text(each))) for each in _all(body, ".//text:h")
        ),
        captions=sorted_paragraphs(_text(each) for style, each in paragraphs if style in CAPTIONS),
        alternatives=tuple(" ".join(_text(each).split()) for each in _all(body, ".//draw:frame/svg:desc")),
        tables=tuple(_table(each) for each in _all(body, ".//table:table")),
        references=tuple(letters(_text(each)) for each in _all(body, ".//text:a[starts-with(@xlink:href, '#')]")),
        notes=notes,
        paragraphs=sorted_paragraphs(_text(each) for style, each in paragraphs if style not in (*CAPTIONS, *FRONT)),
    )


def _parents(content: Any) -> dict[str, str]:
    """The named style behind each automatic one."""
    name, parent = (f"{{{SPACES['style']}}}{each}" for each in ("name", "parent-style-name"))
    return {
        each.get(name): each.get(parent) for each in content.iter(f"{{{SPACES['style']}}}style") if each.get(parent)
    }


def _all(node: Any, path: str) -> Any:
    return node.xpath(path, namespaces=SPACES)


def _text(node: Any) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            parts.append(" ")
        elif child.tag != f"{{{SPACES['svg']}}}desc":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _table(table: Any) -> Table:
    rows = _all(table, ".//table:table-row")
    cells = tuple(tuple(letters(_text(cell)) for cell in _all(row, "./table:table-cell")) for row in rows)
    heads = len(_all(table, "./table:table-header-rows/table:table-row"))
    return Table(cells, heads, len(_all(table, "./table:table-header-columns/table:table-column")))


def _drop(node: Any) -> None:
    """Take the element away, and leave the text after it where it is."""
    before, parent = node.getprevious(), node.getparent()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)
