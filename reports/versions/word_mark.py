"""A mark on each page of a Word file."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

HEADER = "word/header-mark.xml"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LOOK = '<w:b/><w:caps/><w:color w:val="8C2F39"/><w:spacing w:val="20"/><w:sz w:val="20"/>'


def with_mark(document: bytes, words: str) -> bytes:
    """The document with these words at the top of every page, the first one too."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if step := _STEPS.get(entry.filename):
                content = step(content.decode()).encode()
            new.writestr(entry, content)
        first = old.infolist()[0]
        entry = zipfile.ZipInfo(HEADER, date_time=first.date_time)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        new.writestr(entry, _header(words))
    return target.getvalue()


def _header(words: str) -> str:
    run = f'<w:r><w:rPr>{_LOOK}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    line = f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{run}</w:p>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:hdr {_SPACE}>{line}</w:hdr>'


def _section(text: str) -> str:
    """Every section of the text refers to the header, for its first page and for the others."""
    told = "".join(f'<w:headerReference w:type="{kind}" r:id="rIdMark"/>' for kind in ("default", "first"))
    return re.sub(r"(<w:sectPr[^>]*>)", rf"\1{told}", re.sub(r"<w:sectPr\s*/>", "<w:sectPr></w:sectPr>", text))


def _related(text: str) -> str:
    own = f'<Relationship Id="rIdMark" Type="{_RELATED}" Target="{HEADER.removeprefix("word/")}"/>'
    return text.replace("</Relationships>", f"{own}</Relationships>")


def _kinds(text: str) -> str:
    return text.replace("</Types>", f'<Override PartName="/{HEADER}" ContentType="{_KIND}"/></Types>')


_STEPS = {"word/document.xml": _section, "word/_rels/document.xml.rels": _related, "[Content_Types].xml": _kinds}
