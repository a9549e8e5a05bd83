"""Word, OpenDocument and Excel files: every part, with comments, tracked changes, hidden text and properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reports.checks.readable.passage import Passage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST = 1 << 28  # bytes of one part
# Elements that hold one line of text, in the three kinds of file.
_LINES = frozenset(("p", "h", "si", "is", "c", "comment", "lpwstr", "text"))


def office_passages(content: bytes) -> Iterator[Passage]:
    """Every part of the package by its name; also names of parts, and texts that were deleted but are still there."""
    from reports.checks.readable.reading import passages_of

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if package.comment:
            yield Passage("zip", package.comment.decode("utf-8", "replace"))
        for part in package.infolist():
            yield Passage("name", part.filename)
            raw = package.open(part).read(LARGEST)
            if part.filename.endswith((".xml", ".rels", ".rdf")):
                yield from (Passage(part.filename, line) for line in _lines(raw))
            else:
                for each in passages_of(part.filename, raw):
                    yield Passage(f"{part.filename} {each.place}", each.text)


def _lines(raw: bytes) -> Iterator[str]:
    """The lines of a part, each with all its runs joined; then what stands in attributes and outside of any line."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    tree = etree.fromstring(raw, parser) if raw.strip() else None
    if tree is None:
        return
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield element.text or ""
            continue
        if _local(element) in _LINES or len(element) == 0:
            yield "".join(_text(element))
        yield from (str(value) for value in element.attrib.values() if any(map(str.isalpha, str(value))))


def _text(element: Element) -> Iterator[str]:
    for each in element.iter():
        if isinstance(each.tag, str):
            yield "\n" if _local(each) in ("br", "line-break", "tab", "cr") else ""
            yield each.text or ""
        if each is not element:
            yield each.tail or ""


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
