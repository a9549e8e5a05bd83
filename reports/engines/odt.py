"""Finishes an ODT file: its alternative texts, its language, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from html import escape

Step = Callable[[str], str]
# The innermost frame: one that holds a picture and no frame.
FRAME = re.compile(
    r"(<draw:frame\b(?:(?!<draw:frame\b).)*?<draw:image\b(?:(?!<draw:frame\b).)*?)</draw:frame>", re.DOTALL
)


def finished(made: bytes, language: str, when: datetime, alternatives: list[str]) -> bytes:
    """The same document with words in the place of its pictures, its parts in one fixed order with one fixed time.

    alternatives: what each picture shows, in reading order; pandoc's writer leaves them out.
    """
    steps: dict[str, Step] = {
        "content.xml": lambda text: described(text, alternatives),
        "styles.xml": lambda text: _spoken(text, language),
        "meta.xml": lambda text: _dated(text, when),
    }
    stamp = max(when.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda each: (each != "mimetype", each)):
            content = old.read(name)
            if name in steps:
                content = steps[name](content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(name, date_time=(stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return target.getvalue()


def described(content: str, alternatives: list[str]) -> str:
    """`<svg:desc>` in each picture's frame, which is what a screen reader says of it."""
    waiting = iter(alternatives)

    def told(match: re.Match[str]) -> str:
        words = next(waiting, "")
        return f"{match[1]}<svg:desc>{escape(words, quote=False)}</svg:desc></draw:frame>" if words else match[0]

    return FRAME.sub(told, content)


def _spoken(styles: str, language: str) -> str:
    """The document's language, which decides how it is read aloud and spelt."""
    spoken, country = language.split("-")
    styles = re.sub(r'fo:language="[^"]*"', f'fo:language="{spoken}"', styles)
    return re.sub(r'fo:country="[^"]*"', f'fo:country="{country}"', styles)


def _dated(meta: str, when: datetime) -> str:
    """The report's own moment, and no word of the machine or the program."""
    moment = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    meta = re.sub(r"<(dc:date|meta:creation-date)>[^<]*</\1>", rf"<\1>{moment}</\1>", meta)
    return re.sub(r"<meta:(generator|editing-duration|editing-cycles)>[^<]*</meta:\1>", "", meta)
