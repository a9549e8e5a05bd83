"""Tables as a Word document: real tables whose heading row comes again on each page, with notes under."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Page
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from coding.query.exports.listing import printable
from evaluation.language import phrase
from reports.survey_tables.laid_out import Laid

SUFFIX = ".docx"
MANY = 4  # groups; with more the page lies on its side
_TONGUES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_GREY = RGBColor(0x50, 0x5A, 0x66)
_ANSWERS, _FIRST, _RULE = 0.34, "E7ECF2", "B5BDC8"


def write(tables: Sequence[Laid], file: Path, source: str) -> None:
    page = Document()
    _prepare(page, tables, source)
    for each in tables:
        page.add_heading(printable(each.title), 1)
        if each.by:
            _quiet(page, phrase("survey.table.by", each.language, by=each.by), keep=True)
        _add_table(page, each)
        for number, note in enumerate(each.notes()):
            _quiet(page, note, above=6 if number == 0 else 0)
    page.save(str(file))


def _prepare(page: Page, tables: Sequence[Laid], source: str) -> None:
    language = tables[0].language if tables else "nb"
    page.core_properties.title, page.core_properties.author = printable(source)[:255], "Underveis"
    page.core_properties.language = _TONGUES[language]
    style = page.styles["Normal"]
    style.font.size, style.font.name = Pt(10), "Calibri"
    tongue = style.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _TONGUES[language]})
    style.element.get_or_add_rPr().append(tongue)
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    if any(len(each.groups) > MANY for each in tables):
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.add_heading(printable(phrase("survey.table.contents_of", language, source=source)), 0)


def _add_table(page: Page, laid: Laid) -> None:
    bases = [(phrase("survey.table.base", laid.language), laid.bases())]
    if laid.is_weighted:
        bases.append((phrase("survey.table.base_weighted", laid.language), laid.bases(weighted=True)))
    table = page.add_table(1 + len(laid.labels) + len(bases), 1 + len(laid.groups), style="Table Grid")
    table.autofit = False
    _lines(table)
    headings = [phrase("survey.table.answer", laid.language), *map(laid.heading, laid.groups)]
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        _write(cell, text, bold=True, right=text != headings[0])
        _shade(cell)
    _repeat(table.rows[0])
    for row, label in zip(table.rows[1:], laid.labels, strict=False):
        cells = row.cells
        _write(cells[0], label)
        for cell, group in zip(cells[1:], laid.groups, strict=True):
            _write(cell, *laid.cell(label, group), right=True)
    for row, (label, told) in zip(table.rows[-len(bases) :], bases, strict=True):
        for cell, text in zip(row.cells, [label, *told], strict=True):
            _write(cell, text, italic=True, right=text != label)
    _size(page, table, len(laid.groups))


def _write(
    cell: Any, text: str, under: str = "", *, bold: bool = False, italic: bool = False, right: bool = False
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold or None, italic or None
    if under:
        also = paragraph.add_run(f"\n{under}")
        also.font.size, also.font.color.rgb = Pt(8), _GREY


def _lines(table: Any) -> None:
    """Lines between the rows alone: figures are read downwards."""
    properties = table._tbl.tblPr
    borders = properties.makeelement(qn("w:tblBorders"), {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind = "single" if side in ("top", "bottom", "insideH") else "nil"
        told = {qn("w:val"): kind, qn("w:sz"): "4", qn("w:space"): "0", qn("w:color"): _RULE}
        borders.append(borders.makeelement(qn(f"w:{side}"), told))
    properties.append(borders)


def _repeat(row: Any) -> None:
    """The row is the table's heading, for readers aloud and on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _shade(cell: Any) -> None:
    properties = cell._tc.get_or_add_tcPr()
    colour = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): _FIRST}
    properties.append(properties.makeelement(qn("w:shd"), colour))


def _size(page: Page, table: Any, groups: int) -> None:
    section = page.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    first = int(room * max(_ANSWERS, 1 - 0.2 * groups))
    widths = [first, *[(room - first) // groups] * groups]
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _quiet(page: Page, text: str, *, keep: bool = False, above: int = 0) -> None:
    paragraph = page.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(above), Pt(2)
    paragraph.paragraph_format.keep_with_next = keep
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.color.rgb = Pt(9), _GREY
