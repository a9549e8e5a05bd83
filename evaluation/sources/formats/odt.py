"""OpenDocument texts (LibreOffice), walked as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluation.errors import fail
from evaluation.sources.extract import Block, Extract, leading_bold, lines_of
from evaluation.sources.package import attribute, local, main_part, open_package, part
from evaluation.sources.word_styles import child

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".odt",)
_LEFT_OUT = frozenset(
    """
    tracked-changes annotation note frame custom-shape forms sequence-decls text-box rect
    """.split()  # noqa: SIM905
)
_GLYPHS = {"tab": "\t", "line-break": "\n", "soft-hyphen": ""}
_MOST_SPACES = 1000
_SPACE = re.compile(r"[ \t\r\n]+")


def read(content: bytes, file: str) -> Extract:
    with open_package(content, file) as archive:
        root = main_part(archive, "content.xml", file)
        bold = _bold_styles(part(archive, "styles.xml", file)) | _bold_styles(root)
    body = child(child(root, "body"), "text")
    if body is None:
        raise fail("SOURCE-010", file=file)
    return Extract(lines_of(_blocks(body, bold)), file, encoding="utf-8")


def _bold_styles(root: Element | None) -> frozenset[str]:
    styles = () if root is None else root.iter("{*}style")
    return frozenset(attribute(style, "name") or "" for style in styles if _is_bold(style))


def _is_bold(style: Element) -> bool:
    properties = child(style, "text-properties")
    return properties is not None and attribute(properties, "font-weight") in ("bold", "600", "700", "800", "900")


def _blocks(parent: Element, bold: frozenset[str]) -> Iterator[Block]:
    for element in parent:
        match local(element):
            case "p" | "h":
                yield from _paragraph(element, bold)
            case "table-row":
                yield _row(element, bold)
            case name if name not in _LEFT_OUT or name == "text-box":
                yield from _blocks(element, bold)


def _paragraph(paragraph: Element, bold: frozenset[str]) -> Iterator[Block]:
    text, leading = leading_bold(_pieces(paragraph, bold, attribute(paragraph, "style-name") in bold))
    level = attribute(paragraph, "outline-level") or "1"
    yield Block(text, leading, int(level) if local(paragraph) == "h" and level.isdigit() else 0)
    for box in paragraph.iter("{*}text-box"):
        yield from _blocks(box, bold)
    for note in paragraph.iter("{*}note"):
        words = (block.text.strip() for block in _blocks(_body_of(note), bold))
        yield Block(f"[{' '.join(words)}]")


def _body_of(note: Element) -> Element:
    body = child(note, "note-body")
    return note if body is None else body


def _pieces(parent: Element, bold: frozenset[str], is_bold: bool) -> Iterator[tuple[str, bool]]:  # noqa: FBT001
    """The text under a paragraph in reading order, with whether it is bold."""
    yield _SPACE.sub(" ", parent.text or ""), is_bold
    for element in parent:
        name = local(element)
        if name == "s":
            count = attribute(element, "c") or "1"
            yield " " * min(int(count) if count.isdigit() else 1, _MOST_SPACES), is_bold
        elif name in _GLYPHS:
            yield _GLYPHS[name], is_bold
        elif name not in _LEFT_OUT:
            yield from _pieces(element, bold, is_bold or attribute(element, "style-name") in bold)
        yield _SPACE.sub(" ", element.tail or ""), is_bold


def _row(row: Element, bold: frozenset[str]) -> Block:
    cells = [tuple(_blocks(cell, bold)) for cell in row if local(cell) == "table-cell"]
    text = "\t".join("\n".join(block.text for block in cell) for cell in cells)
    return Block(text, cells[0][0].bold if cells and cells[0] else 0)
