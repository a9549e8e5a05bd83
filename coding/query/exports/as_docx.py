"""Hits as a Word document: each quote with what stands around it, and under it whose it is and where it stands."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Page
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from coding.query.exports.listing import Listing, printable
from coding.retrieval import as_records
from evaluation.language import enumerate_words, phrase
from evaluation.numbers import write_number

SUFFIX = ".docx"
_TONGUES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_GREY = RGBColor(0x59, 0x59, 0x59)  # 7:1 on white


def write(listing: Listing, file: Path) -> None:
    page = Document()
    _prepare(page, listing)
    page.add_heading(printable(listing.title), 0)
    page.add_paragraph(phrase("query.export.told", listing.language, query=printable(listing.query)))
    number = write_number(len(listing.table), language=listing.language)
    page.add_paragraph(phrase("query.export.count", listing.language, n=len(listing.table), count=number))
    rows = zip(as_records(listing.table), listing.who, strict=True)
    for source, quotes in groupby(rows, lambda each: each[0]["source"]):
        page.add_heading(printable(source), 1)
        for row, who in quotes:
            _add_quote(page, row, who, listing)
    page.save(str(file))


def _prepare(page: Page, listing: Listing) -> None:
    page.core_properties.title, page.core_properties.author = printable(listing.query)[:255], "Underveis"
    page.core_properties.language = _TONGUES[listing.language]
    style = page.styles["Normal"]
    style.font.size = Pt(11)
    tongue = style.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _TONGUES[listing.language]})
    style.element.get_or_add_rPr().append(tongue)
    for section in page.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)


def _add_quote(page: Page, row: dict[str, Any], who: str, listing: Listing) -> None:
    quote = page.add_paragraph()
    quote.paragraph_format.left_indent = Cm(0.75)
    quote.paragraph_format.space_after = Pt(2)
    quote.paragraph_format.keep_with_next = True
    before, text, after = (printable(" ".join(str(row[key]).split())) for key in ("before", "text", "after"))
    _add_around(quote, f"… {before} " if before else "")
    quote.add_run(text).bold = True
    _add_around(quote, f" {after} …" if after else "")
    told = page.add_paragraph()
    told.paragraph_format.left_indent = Cm(0.75)
    told.paragraph_format.space_after = Pt(12)
    run = told.add_run(" · ".join(_told(row, who, listing)))
    run.font.size, run.font.color.rgb = Pt(9), _GREY


def _add_around(quote: Any, words: str) -> None:
    if words:
        quote.add_run(words).font.color.rgb = _GREY


def _told(row: dict[str, Any], who: str, listing: Listing) -> list[str]:
    """Who says it, in what, where in the source, and the codes there."""
    said = listing.language
    speaker = ", ".join(dict.fromkeys(filter(None, (row["speaker"], who))))
    question = phrase("query.export.question", said, question=row["question"]) if row["question"] else ""
    place = phrase("query.export.place", said, start=row["start"], end=row["end"])
    codes = phrase("query.export.codes", said, codes=enumerate_words(row["codes"], said)) if row["codes"] else ""
    return [printable(part) for part in (speaker, question, place, codes) if part]
