"""Which reader a file needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from evaluation.errors import fail, reason_of
from evaluation.sources.package import BROKEN_ZIP
from reports.checks.readable.markup import html_passages, xml_passages
from reports.checks.readable.office import office_passages
from reports.checks.readable.passage import Passage
from reports.checks.readable.pdf import pdf_passages
from reports.checks.readable.picture import picture_passages, raw_passages

Reader = Callable[[bytes], Iterator[Passage]]
TEXTS = (*("txt", "md", "qmd", "yml", "yaml", "json", "csv", "tsv", "css", "js", "lua", "typ", "bib", "tex", "ics"),)
READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("html", "htm", "xhtml"), html_passages),
    **dict.fromkeys(("svg", "xml"), xml_passages),
    **dict.fromkeys(("docx", "odt", "xlsx", "pptx", "ods", "epub", "zip"), office_passages),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "tif", "tiff"), picture_passages),
    "pdf": pdf_passages,
}


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
        yield Passage("text", content.decode("utf-8", "replace"))
        return
    try:
        yield from READERS.get(suffix, raw_passages)(content)
    except (*BROKEN_ZIP, TypeError, RecursionError, AttributeError, IndexError):
        yield from raw_passages(content)
