"""Marking a Word file as people do: comments with replies, and tracked changes, in the XML that Word writes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = 'w:author="Kari Fjellvær" w:date="2026-05-04T10:15:00Z"'


def beginning(document: object, words: str) -> Paragraph:
    """The first paragraph that begins so, in the text or in a table."""
    listed = [*document.paragraphs]  # type: ignore[attr-defined]
    for table in document.tables:  # type: ignore[attr-defined]
        listed += [each for row in table.rows for cell in row.cells for each in cell.paragraphs]
    return next(each for each in listed if each.text.startswith(words))


def run(words: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{words}</w:{kind}></w:r>'


def inserted(paragraph: Paragraph, words: str) -> None:
    paragraph._p.append(parse_xml(f'<w:ins {W} w:id="901" {WHO}>{run(words)}</w:ins>'))


def deleted(paragraph: Paragraph) -> None:
    """The whole paragraph struck out."""
    words = paragraph.text
    for each in list(paragraph._p)[1 if paragraph._p.pPr is not None else 0 :]:
        paragraph._p.remove(each)
    paragraph._p.append(parse_xml(f'<w:del {W} w:id="902" {WHO}>{run(words, "delText")}</w:del>'))


def moved(paragraph: Paragraph, after: Paragraph) -> None:
    """The paragraph's words moved to a new paragraph after another one."""
    words = paragraph.text
    for each in list(paragraph._p)[1 if paragraph._p.pPr is not None else 0 :]:
        paragraph._p.remove(each)
    name = 'w:name="move1"'
    for xml in (
        f'<w:moveFromRangeStart {W} w:id="910" {WHO} {name}/>',
        f'<w:moveFrom {W} w:id="911" {WHO}>{run(words)}</w:moveFrom>',
        f'<w:moveFromRangeEnd {W} w:id="910"/>',
    ):
        paragraph._p.append(parse_xml(xml))
    after._p.addnext(
        parse_xml(
            f'<w:p {W}><w:moveToRangeStart w:id="912" {WHO} {name}/><w:moveTo w:id="913" {WHO}>{run(words)}</w:moveTo>'
            f'<w:moveToRangeEnd w:id="912"/></w:p>'
        )
    )


def answered(file: Path, replies: dict[int, int], done: tuple[int, ...] = ()) -> None:
    """Let comments be replies to others, and be ticked off, as the part `commentsExtended.xml` says it."""
    marks: dict[int, str] = {}

    def marked(match: re.Match[str]) -> str:
        id_ = int(match[1])
        marks[id_] = f"{0x10000000 + id_:08X}"
        last = match[0].rfind("<w:p>") if "<w:p>" in match[0] else match[0].rfind("<w:p ")
        return f'{match[0][: last + 4]} w14:paraId="{marks[id_]}"{match[0][last + 4 :]}'

    def comments(xml: str) -> str:
        space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        head = "" if "xmlns:w14" in xml else f" {space}"
        found = re.sub(r'<w:comment [^>]*w:id="(\d+)".*?</w:comment>', marked, xml, flags=re.DOTALL)
        return re.sub(r"<w:comments", f"<w:comments{head}", found, count=1)

    _changed(file, "word/comments.xml", comments)
    listed = "".join(
        f'<w15:commentEx w15:paraId="{mark}" w15:done="{int(id_ in done)}"'
        + (f' w15:paraIdParent="{marks[replies[id_]]}"' if id_ in replies else "")
        + "/>"
        for id_, mark in marks.items()
    )
    part = f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{listed}</w15:commentsEx>'
    _changed(file, "word/commentsExtended.xml", lambda _: part)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    override = f'<Override PartName="/word/commentsExtended.xml" ContentType="{kind}"/></Types>'
    _changed(file, "[Content_Types].xml", lambda xml: xml.replace("</Types>", override))
    related = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    _changed(
        file,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(
            "</Relationships>",
            f'<Relationship Id="rId990" Type="{related}" Target="commentsExtended.xml"/></Relationships>',
        ),
    )


def _changed(file: Path, name: str, change: Callable[[str], str]) -> None:
    old = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        before = old.read(name).decode() if name in old.namelist() else ""
        new.writestr(name, change(before))


def document(file: Path) -> object:
    return Document(str(file))
