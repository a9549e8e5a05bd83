"""Reading what people wrote and changed in a Word file: comments with replies, and tracked changes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evaluation.errors import fail, reason_of
from evaluation.model.report import CommentKind, Reply
from evaluation.sources.package import main_part, open_package, part

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.etree import _Element as Element

Place = Literal["body", "table", "footnote", "header"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CHANGES: dict[str, CommentKind] = {"ins": "insertion", "del": "deletion", "moveFrom": "move", "moveTo": "move"}
MARKS = ("rPr", "trPr", "tcPr", "numPr")  # within these a change is of a mark or of a row, not of words
BLANK = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Passage:
    """A paragraph as it was sent out: with what was deleted since, without what was put in."""

    number: int
    place: Place
    text: str = ""


@dataclass(slots=True)
class Remark:
    """One comment or change. passage: number of the paragraph it begins in; to: of the one it was moved to."""

    kind: CommentKind
    author: str
    at: str
    text: str
    passage: int
    quoted: str = ""
    to: int | None = None
    replies: list[Reply] = field(default_factory=list)
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A Word file: its paragraphs, and what was said of them, in the order of the text."""

    passages: tuple[Passage, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A comment as it lies in its part: `mark` is the id of its last paragraph, by which replies name it."""

    id: str
    author: str
    at: str
    text: str
    mark: str


def read_word(file: Path) -> Marked:
    """Raises NARRATIVE-010 for what is no .docx, and SOURCE-… for one that is locked, broken or hostile."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise fail("NARRATIVE-010", file=file, reason=reason_of(error)) from error
    return marked_in(content, file.name)


def marked_in(content: bytes, name: str) -> Marked:
    """The same of a file that was sent."""
    with open_package(content, name) as archive:
        main = _main(archive, name)
        reading = _Reading()
        reading.read(main_part(archive, main, name), "body")
        for path, place in _others(archive, main):
            found = part(archive, path, name)
            if found is not None:
                reading.read(found, place)
        said = _said(archive, main, name)
        parents, done = _threads(archive, main, name)
    return Marked(tuple(reading.passages), tuple(_remarks(reading, said, parents, done)))


def _main(archive: ZipFile, name: str) -> str:
    """Where the text lies: as the package says, else where it usually does."""
    found = part(archive, "_rels/.rels", name)
    for each in found.iter(RELATED) if found is not None else ():
        if each.get("Type") == OFFICE:
            return posixpath.normpath(str(each.get("Target"))).lstrip("/")
    return "word/document.xml"


def _beside(main: str, name: str) -> str:
    return posixpath.join(posixpath.dirname(main), name)


def _others(archive: ZipFile, main: str) -> Iterator[tuple[str, Place]]:
    for path in sorted(archive.namelist()):
        file = path.rpartition("/")[2]
        if path.startswith(posixpath.dirname(main)) and file.endswith(".xml"):
            if file.startswith(("footnotes", "endnotes")):
                yield path, "footnote"
            elif file.startswith(("header", "footer")):
                yield path, "header"


class _Reading:
    """The walk through a part: which words are where, which comments are open, what is put in or taken out."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.quoted: dict[str, str] = {}  # id of a comment → the words it stands on
        self.begun: dict[str, int] = {}  # id of a comment → number of the paragraph it begins in
        self.changes: list[Remark] = []
        self.moves: dict[str, Remark] = {}
        self._open: dict[str, None] = {}
        self._names: list[str] = []

    def read(self, root: Element, place: Place) -> None:
        self._walk(root, place, None, None)
        self._open.clear()

    def _walk(self, element: Element, place: Place, passage: Passage | None, change: Element | None) -> None:
        for child in element:
            if not isinstance(child.tag, str) or child.tag == FALLBACK:
                continue
            name = child.tag.removeprefix(W)
            if name == "p":
                own = Passage(len(self.passages), place)
                self.passages.append(own)
                self._walk(child, place, own, change)
            elif name == "tbl":
                self._walk(child, "table" if place == "body" else place, passage, change)
            elif name in CHANGES and element.tag.removeprefix(W) not in MARKS:
                self._walk(child, place, passage, child)
            elif name in MARKS or name == "pPr":
                continue
            elif name in ("t", "delText") or name in BLANK:
                self._words(child.text or "" if name in ("t", "delText") else BLANK[name], passage, change)
            else:
                self._mark(name, child, passage)
                self._walk(child, place, passage, change)

    def _mark(self, name: str, child: Element, passage: Passage | None) -> None:
        id_ = str(child.get(f"{W}id"))
        if name == "commentRangeStart":
            self._open[id_] = None
            self.quoted.setdefault(id_, "")
        elif name == "commentRangeEnd":
            self._open.pop(id_, None)
        elif name == "commentReference":
            self.begun.setdefault(id_, passage.number if passage else max(len(self.passages) - 1, 0))
        elif name in ("moveFromRangeStart", "moveToRangeStart"):
            self._names.append(str(child.get(f"{W}name")))
        elif name in ("moveFromRangeEnd", "moveToRangeEnd"):
            self._names = self._names[:-1]

    def _words(self, words: str, passage: Passage | None, change: Element | None) -> None:
        if passage is None:
            return
        kind = change.tag.removeprefix(W) if change is not None else ""
        if kind not in ("ins", "moveTo"):
            passage.text += words
        for id_ in self._open:
            self.begun.setdefault(id_, passage.number)
            self.quoted[id_] += words
        if change is not None:
            self._changed(kind, words, passage, change)

    def _changed(self, kind: str, words: str, passage: Passage, change: Element) -> None:
        who, at = str(change.get(f"{W}author") or ""), str(change.get(f"{W}date") or "")
        if kind in ("moveFrom", "moveTo"):
            name = self._names[-1] if self._names else f"{who} {at}"
            self._moved(kind, words, passage, self.moves.get(name) or self._new_move(name, who, at, passage))
            return
        last = self.changes[-1] if self.changes else None
        if last and (last.kind, last.author, last.passage) == (CHANGES[kind], who, passage.number) and last.at == at:
            last.text += words
        else:
            before = passage.text[-60:] if kind == "ins" else ""
            self.changes.append(Remark(CHANGES[kind], who, at, words, passage.number, before))

    def _new_move(self, name: str, who: str, at: str, passage: Passage) -> Remark:
        self.moves[name] = Remark("move", who, at, "", passage.number)
        self.changes.append(self.moves[name])
        return self.moves[name]

    def _moved(self, kind: str, words: str, passage: Passage, move: Remark) -> None:
        if kind == "moveFrom":
            move.text += words
            move.passage = passage.number if move.text == words else move.passage
        elif move.to is None:
            move.to = passage.number


def _said(archive: ZipFile, main: str, name: str) -> list[_Said]:
    found = part(archive, _beside(main, "comments.xml"), name)
    return [_comment(each) for each in found.iter(f"{W}comment")] if found is not None else []


def _comment(each: Element) -> _Said:
    listed = list(each.iter(f"{W}p"))
    texts = ["".join(word.text or "" for word in paragraph.iter(f"{W}t")) for paragraph in listed]
    mark = str(listed[-1].get(f"{W14}paraId") or "") if listed else ""
    author, at = str(each.get(f"{W}author") or ""), str(each.get(f"{W}date") or "")
    return _Said(str(each.get(f"{W}id")), author, at, "\n".join(texts).strip(), mark)


def _threads(archive: ZipFile, main: str, name: str) -> tuple[dict[str, str], set[str]]:
    """Mark of a reply → mark of what it answers; marks of those that are ticked off."""
    found = part(archive, _beside(main, "commentsExtended.xml"), name)
    parents: dict[str, str] = {}
    done: set[str] = set()
    for each in found.iter(f"{W15}commentEx") if found is not None else ():
        mark, parent = str(each.get(f"{W15}paraId")), each.get(f"{W15}paraIdParent")
        if parent:
            parents[mark] = str(parent)
        if each.get(f"{W15}done") in ("1", "true", "on"):
            done.add(mark)
    return parents, done


def _remarks(reading: _Reading, said: list[_Said], parents: dict[str, str], done: set[str]) -> list[Remark]:
    threads: dict[str, Remark] = {}
    found: list[Remark] = []
    for each in said:
        parent = threads.get(parents.get(each.mark, ""))
        if parent is not None:
            parent.replies.append(Reply(each.author, each.at, each.text))
            threads[each.mark] = parent
            continue
        place, quoted = reading.begun.get(each.id, 0), " ".join(reading.quoted.get(each.id, "").split())
        remark = Remark("comment", each.author, each.at, each.text, place, quoted, resolved=each.mark in done)
        found.append(remark)
        if each.mark:
            threads[each.mark] = remark
    changes = [each for each in reading.changes if each.text.strip()]
    return sorted([*found, *changes], key=lambda each: each.passage)
