"""Word documents, walked as XML: python-docx's paragraphs lose tables, tracked insertions and content controls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import ZipFile

from evaluation.errors import fail
from evaluation.sources.extract import Block, Extract, Line, leading_bold, lines_of
from evaluation.sources.package import attribute, local, main_part, open_package, part
from evaluation.sources.word_lists import Lists, lists_of
from evaluation.sources.word_styles import Styles, child, is_bold, styles_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".docx",)
_MAIN = re.compile(r"word/document\d*\.xml")
# Text boxes stand in runs as drawings, and twice: they are read apart, after their paragraph.
_LEFT_OUT = frozenset(
    """
    del moveFrom pPr rPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr drawing pict object
    AlternateContent
    """.split()  # noqa: SIM905
)
_GLYPHS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


@dataclass(frozen=True, slots=True)
class Beside:
    """What the text of a document leans on."""

    styles: Styles
    lists: Lists = field(default_factory=Lists)
    notes: Mapping[tuple[str, str], Element] = field(default_factory=dict)


def read(content: bytes, file: str) -> Extract:
    with open_package(content, file) as archive:
        name = main_name(archive, file)
        lines = lines_under(main_part(archive, name, file), beside(archive, file))
    return Extract(lines, file, encoding="utf-8")


def main_name(archive: ZipFile, file: str) -> str:
    """The name of the part that holds the text. Raises SOURCE-010 when there is none."""
    name = next(filter(_MAIN.fullmatch, archive.namelist()), None)
    if name is None:
        raise fail("SOURCE-010", file=file)
    return name


def beside(archive: ZipFile, file: str) -> Beside:
    notes = [note for kind in ("foot", "end") for note in _notes(part(archive, f"word/{kind}notes.xml", file))]
    styles = part(archive, "word/styles.xml", file)
    return Beside(styles_of(styles), lists_of(part(archive, "word/numbering.xml", file), styles), dict(notes))


def lines_under(root: Element, document: Beside) -> tuple[Line, ...]:
    """The lines of a part of the document, or of all of it."""
    return lines_of(_blocks(root, document))


def _notes(root: Element | None) -> Iterator[tuple[tuple[str, str], Element]]:
    for note in () if root is None else root:
        yield (local(note), attribute(note, "id") or ""), note


def _blocks(parent: Element, document: Beside) -> Iterator[Block]:
    for element in parent:
        match local(element):
            case "p":
                yield from _paragraph(element, document)
            case "tbl":
                yield from _rows(element, document)
            case name if name not in _LEFT_OUT:
                yield from _blocks(element, document)


def _paragraph(paragraph: Element, document: Beside) -> Iterator[Block]:
    properties = child(paragraph, "pPr")
    style = child(properties, "pStyle")
    named = "" if style is None else attribute(style, "val") or ""
    pieces = _pieces(paragraph, document.styles)
    text, bold = leading_bold((text, is_bold or named in document.styles.bold) for text, is_bold in pieces)
    ends_deleted = child(child(properties, "rPr"), "del") is not None
    yield Block(
        text, bold, document.styles.headings.get(named, 0), ends_deleted, document.lists.level(properties, named)
    )
    yield from _beside(paragraph, document)


def _pieces(parent: Element, styles: Styles) -> Iterator[tuple[str, bool]]:
    """The text under a paragraph, run by run, with whether it is bold; deletions left out."""
    for element in parent:
        name = local(element)
        if name == "r":
            if text := "".join(map(_glyph, element)):
                yield text, is_bold(child(element, "rPr"), styles)
        elif name not in _LEFT_OUT:
            yield from _pieces(element, styles)


def _glyph(element: Element) -> str:
    name = local(element)
    if name == "t":
        return (element.text or "").replace("\r", " ").replace("\n", " ")
    return _GLYPHS.get(name, "")


def _beside(paragraph: Element, document: Beside) -> Iterator[Block]:
    """Text boxes as paragraphs; notes in brackets, for they are no part of what was said."""
    for box in paragraph.iter("{*}txbxContent"):
        if not any(local(each) == "Fallback" for each in box.iterancestors()):
            yield from _blocks(box, document)
    for reference in paragraph.iter("{*}footnoteReference", "{*}endnoteReference"):
        identifier = attribute(reference, "id") or ""
        note = document.notes.get((local(reference).removesuffix("Reference"), identifier))
        if note is not None:
            words = " ".join(block.text.strip() for block in _blocks(note, document))
            yield Block(f"[{identifier}: {words.strip()}]")


def _rows(table: Element, document: Beside) -> Iterator[Block]:
    """Each row as a block, its cells parted by tabs."""
    for row in _within(table, "tr"):
        if child(child(row, "trPr"), "del") is None:
            cells = [tuple(_blocks(cell, document)) for cell in _within(row, "tc")]
            text = "\t".join("\n".join(block.text for block in cell) for cell in cells)
            first = cells[0][0] if cells and cells[0] else Block("")
            yield Block(text, first.bold)


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The rows or cells of a table, also those inside content controls."""
    for element in parent:
        found = local(element)
        if found == name:
            yield element
        elif found not in _LEFT_OUT:
            yield from _within(element, name)
