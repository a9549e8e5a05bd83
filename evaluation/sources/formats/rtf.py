"""Rich Text Format, through striprtf."""

from __future__ import annotations

import codecs
import re

from striprtf.striprtf import rtf_to_text

from evaluation.errors import fail
from evaluation.sources.extract import Block, Extract, lines_of

SUFFIXES = (".rtf",)
# striprtf parts the cells of a row by `|`, which people write too.
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])[ ]?")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")


def read(content: bytes, file: str) -> Extract:
    whole = content.strip(b"\xef\xbb\xbf\0 \t\r\n")
    if not (whole.startswith(b"{\\rtf") and whole.endswith(b"}")):
        raise fail("SOURCE-010", file=file)
    try:
        letters = _CELL.sub(r"\\tab ", whole.decode(_encoding(content)))
        text: str = rtf_to_text(letters, encoding="cp1252")  # type: ignore[no-untyped-call]
        # Characters beyond U+FFFF stand in RTF as two halves.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    except (ValueError, KeyError, IndexError, TypeError):
        raise fail("SOURCE-010", file=file) from None
    return Extract(lines_of(Block(line.rstrip("\t")) for line in text.split("\n")), file, encoding=_encoding(content))


def _encoding(content: bytes) -> str:
    """RTF is ASCII; letters beyond it, written against the standard, are in the code page it names."""
    page = _CODE_PAGE.search(content)
    name = f"cp{page[1].decode()}" if page else "cp1252"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
