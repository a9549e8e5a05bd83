"""A mark on each page of an OpenDocument text."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

NAME = "Mark"
HEIGHT, BELOW = 6, 4  # millimetres of the header and of the space under it, taken from the margin
_LOOK = (
    f'<style:style style:name="{NAME}" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/>'
    '<style:text-properties fo:font-weight="bold" fo:text-transform="uppercase" fo:letter-spacing="0.35mm" '
    'fo:color="#8C2F39" fo:font-size="10pt"/></style:style>'
)
_HEADER = (
    f'<style:header-style><style:header-footer-properties fo:min-height="{HEIGHT}mm" fo:margin-bottom="{BELOW}mm" '
    'style:dynamic-spacing="false"/></style:header-style>'
)
_MARGIN = re.compile(r'(<style:page-layout-properties[^>]*fo:margin-top=")(\d+)(mm")')
_BARE_PAGE = re.compile(r"<style:master-page([^>]*)/>")
_PAGE = re.compile(r"<style:master-page[^>]*>")


def with_mark(document: bytes, words: str) -> bytes:
    """The document with these words at the top of every page, the first one too; the text keeps its places."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "styles.xml":
                content = _marked(content.decode(), words).encode()
            new.writestr(entry, content)
    return target.getvalue()


def _marked(text: str, words: str) -> str:
    header = f'<style:header><text:p text:style-name="{NAME}">{escape(words)}</text:p></style:header>'
    text = re.sub(r"(<office:automatic-styles[^>/]*>)", lambda found: found[1] + _LOOK, text, count=1)
    text = _MARGIN.sub(lambda found: f"{found[1]}{max(int(found[2]) - HEIGHT - BELOW, 5)}{found[3]}", text)
    text = re.sub(r"<style:header-style\s*/>", lambda _: _HEADER, text)
    text = _BARE_PAGE.sub(r"<style:master-page\1></style:master-page>", text)
    return _PAGE.sub(lambda found: found[0] + header, text)
