"""PDF files: pages, bookmarks, alternative texts, notes, properties and attachments."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reports.checks.readable.passage import Passage

if TYPE_CHECKING:
    from pypdf import PdfReader

_SPOKEN = (
    *("/Alt", "/ActualText", "/E", "/T", "/TU", "/Contents", "/Title", "/Author", "/Subject", "/Keywords", "/URI"),
)


def pdf_passages(content: bytes) -> Iterator[Passage]:
    from pypdf import PdfReader

    from evaluation.sources.formats.pdf import BROKEN

    try:
        yield from _of_reader(PdfReader(io.BytesIO(content)))
    except BROKEN as error:
        raise ValueError(str(error)) from error


def _of_reader(reader: PdfReader) -> Iterator[Passage]:
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        yield Passage(f"{number}", text)
        if "-\n" in text:
            yield Passage(f"{number}", text.replace("-\n", ""))
    for name, value in (reader.metadata or {}).items():
        yield Passage(f"metadata {name.lstrip('/')}", str(value))
    if reader.xmp_metadata is not None:
        yield Passage("XMP", reader.xmp_metadata.stream.get_data().decode("utf-8", "replace"))
    yield from _of_objects(reader)
    for name, files in reader.attachments.items():
        yield Passage("attachment", name)
        yield from _attached(name, files)


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


def _is_there(reader: PdfReader, number: int) -> bool:
    return number in reader.xref.get(0, {}) or number in reader.xref_objStm
