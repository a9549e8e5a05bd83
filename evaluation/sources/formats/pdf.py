"""PDF documents with text in them, through pypdf; the pages follow one another."""

from __future__ import annotations

import logging
import zlib
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from evaluation.errors import fail, problem
from evaluation.sources.extract import Block, Extract, lines_of

SUFFIXES = (".pdf",)
# What pypdf raises on damaged files, beside its own errors.
BROKEN = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError,
    AssertionError, NotImplementedError, zlib.error, OSError,
)  # fmt: skip


def read(content: bytes, file: str) -> Extract:
    # pypdf logs each repair it makes; what matters of them is told by our own problems.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    # pypdf mends a file that is cut short by leaving out what is missing: better refused than half read.
    if b"%%EOF" not in content[-2048:]:
        raise fail("SOURCE-010", file=file)
    try:
        pages = _pages(content)
    except (FileNotDecryptedError, DependencyError):
        raise fail("SOURCE-012", file=file) from None
    except BROKEN:
        raise fail("SOURCE-010", file=file) from None
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise fail("SOURCE-011", file=file)
    problems = (problem("SOURCE-015", file=file, severity="warning", pages=", ".join(empty)),) if empty else ()
    lines = lines_of(Block(line) for page in pages for line in page.replace("\r\n", "\n").split("\n"))
    return Extract(lines, file, problems=problems)


def _pages(content: bytes) -> list[str]:
    """The text of each page. A file locked only against printing or copying opens with the empty password."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    return [page.extract_text() for page in reader.pages]
