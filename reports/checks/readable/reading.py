"""Which reader a file needs."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from evaluation.errors import fail, reason_of
from evaluation.sources.package import BROKEN_ZIP
from reports.checks.readable.markup import html_passages, xml_passages
from reports.checks.readable.office import office_passages
from reports.checks.readable.passage import Passage
from reports.checks.readable.pdf import pdf_passages
from reports.checks.readable.picture import picture_passages, raw_passages
from reports.checks.readable.plain import text_passages

Reader = Callable[[bytes], Iterator[Passage]]
TEXTS = (*("txt", "md", "qmd", "yml", "yaml", "json", "csv", "tsv", "css", "js", "lua", "typ", "bib", "tex", "ics"),)
READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("html", "htm", "xhtml"), html_passages),
    **dict.fromkeys(("svg", "xml"), xml_passages),
    **dict.fromkeys(("docx", "odt", "xlsx", "pptx", "ods", "epub", "zip"), office_passages),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "tif", "tiff"), picture_passages),
    "pdf": pdf_passages,
}


# How files begin whose names do not tell what they are, as earlier versions within an OpenDocument file.
BEGINS: Mapping[bytes, Reader] = {
    b"PK\x03\x04": office_passages,
    b"%PDF-": pdf_passages,
    b"\x89PNG": picture_passages,
    b"\xff\xd8\xff": picture_passages,
    b"GIF8": picture_passages,
}
GZIPPED = b"\x1f\x8b"
LARGEST = 1 << 28  # bytes of what is unpacked


def readable(file: Path) -> list[Passage]:
    """All that can be read in a file, and its name. Raises REPORT-020 for one that cannot be read."""
    try:
        content = file.read_bytes()
        return [Passage("name", file.name), *passages_of(file.name, content)]
    except OSError as error:
        raise fail("REPORT-020", file=file, reason=reason_of(error)) from error


def passages_of(name: str, content: bytes) -> Iterator[Passage]:
    """What can be read in bytes of this name; of a kind nobody knows, or one that is broken, the bytes themselves."""
    suffix = PurePosixPath(name).suffix.lstrip(".").casefold()
    if suffix in TEXTS:
        yield from text_passages(content)
        return
    if content.startswith(GZIPPED):
        yield from passages_of(PurePosixPath(name).stem if suffix == "gz" else "packed.svg", _unpacked(content))
        return
    try:
        yield from READERS.get(suffix, _of_kind(content))(content)
    except (*BROKEN_ZIP, TypeError, RecursionError, AttributeError, IndexError):
        yield from raw_passages(content)


def _of_kind(content: bytes) -> Reader:
    return next((reader for begins, reader in BEGINS.items() if content.startswith(begins)), raw_passages)


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(content, LARGEST)
    except zlib.error:
        return content.removeprefix(GZIPPED)
