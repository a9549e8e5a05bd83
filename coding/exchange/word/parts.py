"""The parts of a Word document as XML, as little of it as Word and LibreOffice want."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from coding.codebooks.text import writable
from evaluation.language import Language

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TONGUES: Mapping[Language, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of every custom property there is
_PARTS = (
    ("/word/document.xml", f"{_TYPES}.document.main+xml"),
    ("/word/styles.xml", f"{_TYPES}.styles+xml"),
    ("/word/settings.xml", f"{_TYPES}.settings+xml"),
    ("/word/comments.xml", f"{_TYPES}.comments+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
)
CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="{name}" ContentType="{type_}"/>' for name, type_ in _PARTS)
    + "</Types>"
)


def _relations(*listed: tuple[str, str]) -> str:
    each = (
        f'<Relationship Id="rId{number}" Type="{type_}" Target="{target}"/>'
        for number, (type_, target) in enumerate(listed, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


RELATIONS = _relations(
    (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
)
DOCUMENT_RELATIONS = _relations(
    (f"{_OFFICE}/relationships/styles", "styles.xml"),
    (f"{_OFFICE}/relationships/settings", "settings.xml"),
    (f"{_OFFICE}/relationships/comments", "comments.xml"),
)
SETTINGS = f'{_HEAD}<w:settings {_WORD}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/></w:settings>'


def core(title: str, language: Language) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(writable(title))}</dc:title><dc:creator>Underveis</dc:creator>"
        f"<dc:language>{_TONGUES[language]}</dc:language></cp:coreProperties>"
    )


def properties(names: Mapping[str, str]) -> str:
    each = (
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(writable(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(names.items(), 2)
    )
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{"".join(each)}</Properties>'
    )


def document(body: str) -> str:
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"'
        ' w:header="708" w:footer="708" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f"{_HEAD}<w:document {_WORD}><w:body>{body}{page}</w:body></w:document>"


def heading(words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run(writable(words))}</w:p>'


def bookmark(name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def run(words: str, *, bold: bool = False) -> str:
    """Words that hold nothing XML cannot; tabs as Word has them."""
    if not words:
        return ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    told = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in words.split("\t")
    )
    return f"<w:r>{look}{told}</w:r>"


def reference(number: int) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'


def comment_paragraph(words: str, *, first: bool) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>' if first else ""
    look = "<w:rPr><w:b/></w:rPr>" if first else ""
    said = f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{mark}{said}</w:p>'


def comments(listed: Iterable[str]) -> str:
    return f"{_HEAD}<w:comments {_WORD}>{''.join(listed)}</w:comments>"


def styles(language: Language) -> str:
    return (
        f"{_HEAD}<w:styles {_WORD}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
        f"<w:lang w:val={quoteattr(_TONGUES[language])}/></w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
        '<w:next w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:keepNext/><w:pageBreakBefore/><w:spacing w:before="0" w:after="120"/>'
        '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
        '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="16"/></w:rPr></w:style></w:styles>'
    )
