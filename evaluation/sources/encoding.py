"""Bytes read as text without ever garbling a letter: UTF-8, UTF-16 and cp1252 told apart, all else refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from evaluation.errors import EvaluationError, Problem, fail, problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# æøå of old DOS and Mac files, as they look when they are taken for cp1252.
_FOREIGN = re.compile(r"[a-zA-Z][†›‘¾¿Œ][a-z]")
_CP1252_NAMES = frozenset({"cp1252", "iso8859-1", "ascii", "latin-1"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as it stands in the file (with its byte order mark), and how it was read."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(content: bytes, file: str, declared: str | None = None) -> Decoded:
    """The text in these bytes. `declared` is the encoding the file itself claims (HTML, XML).

    Raises SOURCE-008 where bytes break the encoding the file claims or plainly has, SOURCE-007 where they are no
    text at all. Reading as cp1252 without the file saying so is a note among the problems.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_strict(content, encoding, file), encoding)
    if declared and (claimed := _codec(declared)):
        return Decoded(_plain(_strict(content, claimed, file), file), claimed)
    if b"\0" in content:
        return _wide(content, file)
    try:
        return Decoded(_plain(content.decode("utf-8"), file), "utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(content, error):
            raise _broken(content, error, "UTF-8", file) from None
    return _western(content, file)


def _codec(declared: str) -> str | None:
    """Python's name for a declared encoding. Latin-1 is read as cp1252, as every browser does."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    # A declaration that can be read byte for byte is not in UTF-16, whatever it says.
    if name.startswith(("utf-16", "utf-32")):
        return None
    return "cp1252" if name in _CP1252_NAMES else name


def _strict(content: bytes, encoding: str, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(content, error, encoding.upper(), file) from None


def _broken(content: bytes, error: UnicodeDecodeError, encoding: str, file: str) -> EvaluationError:
    line = content[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    byte = f"{content[error.start]:02X}"
    return fail("SOURCE-008", file=file, line=line, encoding=encoding, byte=byte)


def _wide(content: bytes, file: str) -> Decoded:
    """UTF-16 without a byte order mark: in western text every other byte is 0."""
    half = max(len(content) // 2, 1)
    low, high = content[0::2].count(0) / half, content[1::2].count(0) / half
    if high > 0.5 and low < 0.05:
        return Decoded(_plain(_strict(content, "utf-16-le", file), file), "utf-16-le")
    if low > 0.5 and high < 0.05:
        return Decoded(_plain(_strict(content, "utf-16-be", file), file), "utf-16-be")
    raise fail("SOURCE-007", file=file)


def _is_mostly_utf8(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether a single damaged place is likelier than another encoding.

    `Ã` before a sign is never met in cp1252 Norwegian, but is how UTF-8's æøå begin: one such pair settles it.
    """
    sequences: list[bytes] = _MULTIBYTE.findall(content)
    stray = len(_HIGH.findall(_MULTIBYTE.sub(b"", content)))
    cut_short = error.reason == "unexpected end of data" and bool(sequences)
    return cut_short or len(sequences) > stray or any(each[0] == 0xC3 for each in sequences)


def _western(content: bytes, file: str) -> Decoded:
    try:
        text = _plain(content.decode("cp1252"), file)
    except UnicodeDecodeError:
        raise fail("SOURCE-007", file=file) from None
    if _FOREIGN.search(text) and not re.search("[æøåÆØÅ]", text):
        raise fail("SOURCE-007", file=file)
    return Decoded(text, "cp1252", (problem("SOURCE-009", file=file, severity="note"),))


def _plain(text: str, file: str) -> str:
    """The text, unless its control characters show that it is none."""
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > 1 + len(text) // 500:
        raise fail("SOURCE-007", file=file)
    return text
