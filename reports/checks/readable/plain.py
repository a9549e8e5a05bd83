"""Plain text: in the encodings it is written in, and with what programs write as escapes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from reports.checks.readable.passage import Passage

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# ø as JSON and JavaScript (\\u00f8, \\xf8), CSS (\\f8 ) and addresses write it.
_ESCAPED = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})|\\([0-9a-fA-F]{2,6}) ?")


def text_passages(content: bytes) -> Iterator[Passage]:
    """The text, and the same with escapes told as the letters they stand for, where there are any."""
    text = decoded(content)
    yield Passage("text", text)
    yield from unescaped("text", text)


def decoded(content: bytes) -> str:
    """UTF-8, UTF-16 where it says so, else Windows' own letters."""
    if content.startswith(_WIDE):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def unescaped(place: str, text: str) -> Iterator[Passage]:
    """A passage without escapes, where the text has any."""
    if _ESCAPED.search(text):
        yield Passage(place, _ESCAPED.sub(_letter, text))


def _letter(found: re.Match[str]) -> str:
    number = int(found[1] or found[2] or found[3], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]
