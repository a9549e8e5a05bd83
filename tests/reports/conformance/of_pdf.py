"""What a PDF report tells, read from its tags as a screen reader reads them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.reports.conformance.told import Table, Told, letters, sorted_paragraphs

BLOCKS = ("P", "LBody", "Span", "BlockQuote", "Code")
INNER = re.compile(rb"/Span\s*<<\s*/ActualText[^>]*>{2,3}\s*BDC\b(.*?)\bEMC\b", re.DOTALL)
NAME = re.compile(r"^([A-Za-z]\w*)")


@dataclass(eq=False)
class Tag:
    """An element of the structure: what stands in it is texts and further elements, in reading order."""

    name: str
    depth: int
    inside: list[Tag | str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # «/Scope /Row», «Object 143 0»

    def tags(self) -> Iterator[Tag]:
        for each in self.inside:
            if isinstance(each, Tag):
                yield each
                yield from each.tags()

    def text(self, without: tuple[str, ...] = ()) -> str:
        parts = (each if isinstance(each, str) else each.text(without) for each in self.inside if _kept(each, without))
        return "".join(parts)


def _kept(each: Tag | str, without: tuple[str, ...]) -> bool:
    return isinstance(each, str) or each.name not in without


def unnested(file: Path) -> bytes:
    """The same file without the marks that stand inside the marks of a tag.

    Where the first hyphen in a kind of letters was one that divides a word, Typst gives each written «-» a mark of its
    own with its text (`/ActualText`). A mark may stand within another (ISO 32000-1, 14.6), but poppler takes the end
    of the inner one for the end of both, and tells no more of the tag.
    """
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            if b"/ActualText" in content:
                page.Contents.write(INNER.sub(rb"\1", content))
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def structure(file: Path) -> Tag:
    """The tags with their text, as poppler reads them."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler is not installed")
    reader = ["pdfinfo", "-struct-text", "-"]
    told = subprocess.run(reader, input=unnested(file), capture_output=True, check=True).stdout
    root = Tag("Document", -1)
    open_ = [root]
    for line in told.decode("utf-8", "replace").splitlines():
        depth = (len(line) - len(line.lstrip(" "))) // 2
        text = line.strip(" ")
        while len(open_) > 1 and open_[-1].depth >= depth:
            open_.pop()
        if text.startswith('"'):
            open_[-1].inside.append(text[1:].removesuffix('"'))
        elif text.startswith(("/", "Object ")):
            open_[-1].notes.append(text)
        elif match := NAME.match(text):
            tag = Tag(match[1], depth)
            open_[-1].inside.append(tag)
            open_.append(tag)
    return next((each for each in root.inside if isinstance(each, Tag)), root)


def harvest(file: Path) -> Told:
    root = structure(file)
    with pikepdf.open(file) as pdf:
        outside = {
            each.objgen[0] for page in pdf.pages for each in page.get("/Annots", []) if "/URI" in each.get("/A", {})
        }
        alternatives = [str(each.Alt) for each in _elements(pdf.Root.StructTreeRoot.K) if each.S == "/Figure"]
        with pdf.open_metadata() as metadata:
            title = str(metadata["dc:title"])
        language = str(pdf.Root.Lang)[:2].lower()
    tags = list(root.tags())
    in_contents = {id(inner) for each in tags if each.name == "TOC" for inner in each.tags()}
    in_notes = {id(inner) for each in tags if each.name == "Note" for inner in each.tags()}
    contents = [one for one, other in pairwise(tags) if other.name == "TOC"]
    heads = [each for each in tags if re.fullmatch(r"H\d", each.name) and each not in contents]
    links = [each for each in tags if each.name == "Link" and id(each) not in in_contents | in_notes]
    marks = {id(inner) for each in tags if each.name == "Lbl" for inner in each.tags()}
    return Told(
        title=title,
        language=language,
        chapters=tuple((int(each.name[1]), letters(each.text())) for each in heads),
        captions=sorted_paragraphs(each.text() for each in tags if each.name == "Caption"),
        alternatives=tuple(" ".join(each.split()) for each in alternatives),
        tables=tuple(_table(each) for each in tags if each.name == "Table"),
        references=tuple(
            letters(each.text()) for each in links if id(each) not in marks and not outside & _objects(each)
        ),
        notes=tuple(letters(each.text(("Lbl",))) for each in tags if each.name == "Note"),
        paragraphs=sorted_paragraphs(_paragraphs(root)),
    )


def _paragraphs(node: Tag) -> Iterator[str]:
    """The text of each innermost block, but for what is told apart: heads, captions, tables, notes, the front page."""
    names = [each.name if isinstance(each, Tag) else "" for each in node.inside]
    # Where there are no contents, the front ends at the first heading.
    first = names.index("TOC") if "TOC" in names else next((at for at, each in enumerate(names) if each == "H1"), 0)
    yield from _in_blocks(node.inside[first:])


def _in_blocks(inside: list[Tag | str]) -> Iterator[str]:
    for each in inside:
        if (
            isinstance(each, str)
            or each.name in ("Table", "Caption", "TOC", "Figure")
            or re.fullmatch(r"H\d", each.name)
        ):
            continue
        if each.name in BLOCKS:
            yield each.text(("Lbl", "Note", "L", "P"))
            inner = [tag for tag in each.inside if isinstance(tag, Tag) and tag.name in ("L", "P", "BlockQuote")]
            yield from _in_blocks(list(inner))
        elif each.name != "Lbl":
            yield from _in_blocks(each.inside)


def _table(table: Tag) -> Table:
    rows = [each for each in table.tags() if each.name == "TR"]
    head = sum(len([row for row in each.tags() if row.name == "TR"]) for each in table.tags() if each.name == "THead")
    cells = tuple(tuple(letters(cell.text()) for cell in row.inside if isinstance(cell, Tag)) for row in rows)
    heads = [sum("/Scope /Row" in cell.notes for cell in row.inside if isinstance(cell, Tag)) for row in rows[head:]]
    return Table(cells, head, min(heads, default=0))


def _objects(tag: Tag) -> set[int]:
    notes = [*tag.notes, *(note for inner in tag.tags() for note in inner.notes)]
    return {int(each.split()[1]) for each in notes if each.startswith("Object ")}


def _elements(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node.K)
