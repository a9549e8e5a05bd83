"""Sets the report in Typst: a tagged file that is PDF/UA-1 and PDF/A-2a, the same bytes for the same report."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from pathlib import Path

import typst

from evaluation.errors import EvaluationError, fail

FONTS = Path(__file__).parent / "fonts"  # emoji, which Typst's own fonts lack and people write in answers and chats
_LACKING = re.compile(r'the text `"(?P<sign>.+?)"` could not be displayed')


def pdf_of(source: bytes, folder: Path, when: datetime) -> bytes:
    """Only Typst's own fonts and ours are used, so that a report looks the same on every machine.

    Raises ENGINE-030 for a sign that none of them has, ENGINE-015 for whatever else Typst refuses.
    """
    try:
        made = typst.compile(  # type: ignore[call-overload]  # its stub wants source and root of one type
            source,
            root=str(folder),
            format="pdf",
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(when.timestamp()),
        )
    except typst.TypstError as error:
        raise _said(error) from error
    return bytes(made)


def _said(error: Exception) -> EvaluationError:
    hints = " ".join(getattr(error, "hints", None) or ())
    message = str(getattr(error, "message", None) or error).strip()
    if lacking := _LACKING.search(message):
        sign = lacking["sign"]
        return fail("ENGINE-030", file="report.qmd", sign=sign, name=unicodedata.name(sign[0], f"U+{ord(sign[0]):04X}"))
    return fail("ENGINE-015", file="report.qmd", reason=f"{message} {hints}".strip()[:400])
