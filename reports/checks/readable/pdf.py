"""PDF files: pages, bookmarks, alternative texts, notes, properties and attachments."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reports.checks.readable.passage import Passage

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_ENDS = re.compile(rb"%%EOF[ \t]*(?:\r?\n|\r|$)")
_MARKED = re.compile(rb"/(?:ActualText|Alt|E)\b")
_SPOKEN = (
    *("/Alt", "/ActualText", "/E", "/T", "/TU", "/TM", "/Contents", "/RC", "/Subj", "/V", "/DV", "/JS", "/F", "/UF"),
    *("/Title", "/Author", "/Subject", "/Keywords", "/URI", "/Creator", "/Producer", "/Desc"),
)
REMEMBERED = 8  # files that are not read anew while their bytes are the same: a page takes a tenth of a second


def pdf_passages(content: bytes) -> Iterator[Passage]:
    """Raises ValueError for a file that is broken, after what could be read of it."""
    passages, fault = _read(content)
    yield from passages
    if fault:
        raise ValueError(fault)


@lru_cache(REMEMBERED)
def _read(content: bytes) -> tuple[tuple[Passage, ...], str]:
    """What can be read in the file, and what is wrong with it."""
    from pypdf import PdfReader

    from evaluation.sources.formats.pdf import BROKEN

    found: list[Passage] = []
    try:
        found.extend(_of_reader(PdfReader(io.BytesIO(content))))
    except BROKEN as error:
        return tuple(found), str(error) or type(error).__name__
    for end in [mark.end() for mark in _ENDS.finditer(content)][:-1]:
        found.extend(_of_earlier(content[:end]))
    return tuple(found), ""


def _of_earlier(content: bytes) -> Iterator[Passage]:
    """What stood in the file before it was added to, and is in it still."""
    from pypdf import PdfReader

    from evaluation.sources.formats.pdf import BROKEN

    with suppress(*BROKEN):  # the mark may be one within a stream
        yield from (Passage(f"revision {each.place}", each.text) for each in _of_reader(PdfReader(io.BytesIO(content))))


def _of_reader(reader: PdfReader) -> Iterator[Passage]:
    for number, page in enumerate(reader.pages, 1):
        marked = _marked(page)
        text = page.extract_text()
        yield Passage(f"{number}", text)
        if "-\n" in text:
            yield Passage(f"{number}", text.replace("-\n", ""))
        yield from _spoken_within(number, marked)
    for name, value in (reader.metadata or {}).items():
        yield Passage(f"metadata {name.lstrip('/')}", str(value))
    if reader.xmp_metadata is not None:
        yield Passage("XMP", reader.xmp_metadata.stream.get_data().decode("utf-8", "replace"))
    yield from _of_objects(reader)
    for name, files in reader.attachments.items():
        yield Passage("attachment", name)
        yield from _attached(name, files)


def _marked(page: PageObject) -> list[tuple[Any, bytes]]:
    """What draws a page where some of it is marked with words; its text is then read from the same."""
    from pypdf.generic import ContentStream, NameObject

    contents = page.get_contents()
    if contents is None or not _MARKED.search(contents.get_data()):
        return []
    drawn = ContentStream(contents, page.pdf, "bytes")  # as extract_text reads it
    page[NameObject("/Contents")] = drawn
    return drawn.operations


def _spoken_within(number: int, marked: list[tuple[Any, bytes]]) -> Iterator[Passage]:
    """Alternative texts that stand in a page's own marks."""
    for operands, operator in marked:
        if operator in (b"BDC", b"DP") and len(operands) > 1 and isinstance(operands[1], dict):
            said = ((key, value) for key, value in operands[1].items() if key in _SPOKEN)
            yield from (Passage(f"{number} {key}", _words(value)) for key, value in said)


def _words(value: Any) -> str:
    from pypdf.generic import create_string_object

    return str(create_string_object(value) if isinstance(value, bytes) else value)


def _attached(name: str, files: Any) -> Iterator[Passage]:
    from reports.checks.readable.reading import passages_of

    for raw in files if isinstance(files, list) else [files]:
        for each in passages_of(name, bytes(raw)):
            yield Passage(f"{name} {each.place}", each.text)


def _of_objects(reader: PdfReader) -> Iterator[Passage]:
    """What any object of the file says in words: alternative texts, bookmarks, notes, fields."""
    from pypdf.generic import DictionaryObject

    for number in range(1, len(reader.xref.get(0, ())) + reader.trailer.get("/Size", 0) + 1):
        found = reader.get_object(number) if _is_there(reader, number) else None
        if isinstance(found, DictionaryObject):
            for key in _SPOKEN:
                value = found.get(key)
                if isinstance(value, str):
                    yield Passage(key.lstrip("/"), value)
            if found.get("/Filter") == "/DCTDecode" or found.get("/Type") == "/Metadata":
                yield from _of_stream(found)


def _of_stream(found: Any) -> Iterator[Passage]:
    """What a program wrote into a photograph on a page, or beside an object."""
    from reports.checks.readable.reading import passages_of

    photograph = found.get("/Filter") == "/DCTDecode"
    raw = found._data if photograph else found.get_data()
    place = "picture.jpg" if photograph else "metadata.xml"
    yield from (Passage(f"{place} {each.place}", each.text) for each in passages_of(place, raw))


def _is_there(reader: PdfReader, number: int) -> bool:
    return number in reader.xref.get(0, {}) or number in reader.xref_objStm
