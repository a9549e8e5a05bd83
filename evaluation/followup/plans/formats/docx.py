"""A plan in a Word document: its tables, and the headings and lines that stand before each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from evaluation.followup.plans.rows import Cell, Row, Sheet, Sheets
from evaluation.language import phrase
from evaluation.sources.formats.docx import Beside, beside, lines_under, main_name
from evaluation.sources.package import attribute, local, main_part, open_package
from evaluation.sources.word_styles import child

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".docx",)
_THROUGH = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body")


def read(content: bytes, file: str) -> Sheets:
    with open_package(content, file) as archive:
        root = main_part(archive, main_name(archive, file), file)
        document = beside(archive, file)
    body = child(root, "body")
    rows = [] if body is None else list(_rows(body, document))
    return Sheets((Sheet("", [replace(row, line=number) for number, row in enumerate(rows, 1)]),))


def _rows(body: Element, document: Beside) -> Iterator[Row]:
    tables = 0
    for element in _under(body, ("p", "tbl")):
        if local(element) == "tbl":
            tables += 1
            yield from _table(element, document, tables)
            continue
        lines = [line for line in lines_under(_wrapped(element), document) if line.text.strip()]
        if lines:
            text = " ".join(" ".join(line.text.split()) for line in lines)
            heading = any(line.heading for line in lines) or all(line.bold == len(line.text) for line in lines)
            yield Row(0, (Cell(text, f"«{text[:40]}»"),), alone=True, heading=heading)


def _table(table: Element, document: Beside, number: int) -> Iterator[Row]:
    """Cells that go on from the row above are filled with what stands there."""
    above: dict[int, Cell] = {}
    for line, row in enumerate(_under(table, ("tr",)), 1):
        if child(child(row, "trPr"), "del") is not None:
            continue
        cells: list[Cell] = []
        for element in _under(row, ("tc",)):
            properties = child(element, "tcPr")
            place = phrase("plan.place.table", table=number, line=line, column=len(cells) + 1)
            merge = child(properties, "vMerge")
            goes_on = merge is not None and attribute(merge, "val") in (None, "continue")
            told = above.get(len(cells), Cell()).text if goes_on else _text_of(element, document)
            cell = Cell(told, place, filled=goes_on)
            above[len(cells)] = cell
            span = child(properties, "gridSpan")
            cells += [cell] + [replace(cell, filled=True)] * (
                int(attribute(span, "val") or 1) - 1 if span is not None else 0
            )
        yield Row(0, tuple(cells))


def _under(parent: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The elements of these names, also those inside content controls and tracked insertions."""
    for element in parent:
        name = local(element)
        if name in names:
            yield element
        elif name in _THROUGH:
            yield from _under(element, names)


def _wrapped(paragraph: Element) -> Element:
    """The paragraph alone under an element: the reader of lines takes what stands beneath one."""
    from copy import deepcopy

    from lxml import etree

    alone: Element = etree.Element("alone")
    alone.append(deepcopy(paragraph))
    return alone


def _text_of(element: Element, document: Beside) -> str:
    lines = (" ".join(line.text.split()) for line in lines_under(element, document))
    return "\n".join(line for line in lines if line)
