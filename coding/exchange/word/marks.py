"""Where the comments and bookmarks of a Word document stand in its text, to the character.

Their ends are put into the document as signs of their own, the document is read as any other, and the
signs are taken out again: so a place is where the reader of texts has it, whatever the words went through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from evaluation.errors import fail
from evaluation.sources.normalise import normalise
from evaluation.sources.package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

What = Literal["comment", "bookmark"]
End = Literal["start", "end", "at"]
Key = tuple[What, str]  # a bookmark's is its name
# What stands for an end, of what, and which.
_ENDS: Mapping[str, tuple[What, End]] = {
    "commentRangeStart": ("comment", "start"),
    "commentRangeEnd": ("comment", "end"),
    "commentReference": ("comment", "at"),
    "bookmarkStart": ("bookmark", "start"),
    "bookmarkEnd": ("bookmark", "end"),
}
# Planes for private use. Signs of them that a document has itself are no marks.
_PLANES = ((0xF0000, 0xFFFFE), (0x100000, 0x10FFFE))
MOST = 0xFFF0  # marks in one document
_GONE = frozenset({"del", "moveFrom"})


@dataclass
class Marks:
    """`first` is the sign that stands for the first mark. `placed`: what → its ends → offset in the text."""

    first: int
    meant: list[tuple[Key, End]] = field(default_factory=list)
    placed: dict[Key, dict[End, int]] = field(default_factory=dict)

    def sign(self, key: Key, end: End) -> str:
        self.meant.append((key, end))
        return chr(self.first + len(self.meant) - 1)

    def taken_out(self, marked: str) -> str:
        """The text without the marks, composed as the reader of texts has it; `placed` tells where each was."""
        places: list[tuple[Key, End, int]] = []
        pieces: list[str] = []
        length = before = 0
        last = self.first + max(len(self.meant) - 1, 0)
        for found in re.finditer(f"[{chr(self.first)}-{chr(last)}]", marked) if self.meant else ():
            pieces.append(marked[before : found.start()])
            length += found.start() - before
            before = found.end()
            places.append((*self.meant[ord(found[0]) - self.first], length))
        bare = "".join([*pieces, marked[before:]])
        # A line break before it keeps a byte order mark at its beginning from being taken for one.
        text, offsets = normalise(f"\n{bare}")
        for key, end, place in places:
            self.placed.setdefault(key, {}).setdefault(end, offsets.stored(place + 1) - 1)
        return text[1:]


def mark(root: Element, file: str, bookmarks: Collection[str] = ()) -> Marks:
    """Put the marks into the document, for its comments and for the bookmarks of these names."""
    marks = Marks(_free_signs(root, file))
    names = {attribute(each, "id"): attribute(each, "name") or "" for each in root.iter("{*}bookmarkStart")}
    waiting: list[str] = []  # marks of beginnings between paragraphs: they go into the next one
    paragraph: Element | None = None
    for element in list(root.iter()):
        name = local(element) if isinstance(element.tag, str) else ""
        if name == "p":
            paragraph = element
            _put(element, _after_properties(element), waiting)
            waiting = []
        elif name in _ENDS:
            what, end = _ENDS[name]
            id_ = attribute(element, "id") or ""
            key: Key = (what, id_ if what == "comment" else names.get(id_, ""))
            if what == "bookmark" and key[1] not in bookmarks:
                continue
            sign = marks.sign(key, end)
            place = _place_in_paragraph(element)
            if place is not None:
                _put(*place, [sign])
            elif end == "start":
                waiting.append(sign)
            elif paragraph is not None:
                _put(paragraph, len(paragraph), [sign])
    return marks


def _free_signs(root: Element, file: str) -> int:
    """The first of as many signs in a row as there may be marks, none of which the document has."""
    wanted = sum(local(each) in _ENDS for each in root.iter() if isinstance(each.tag, str))
    if wanted > MOST:
        raise fail("FOREIGN-002", file=file, most=f"{MOST}")
    used = {ord(sign) for words in root.itertext() for sign in str(words) if ord(sign) >= _PLANES[0][0]}
    for first, end in _PLANES:
        edges = sorted({first - 1, end, *(sign for sign in used if first <= sign < end)})
        for before, after in pairwise(edges):
            if after - before > wanted:
                return before + 1
    raise fail("SOURCE-007", file=file)


def _place_in_paragraph(element: Element) -> tuple[Element, int] | None:
    """Beside which element of a paragraph a mark goes: outside of what is deleted, never inside a run."""
    way: list[Element] = [element]
    for each in element.iterancestors():
        if local(each) == "p":
            break
        way.append(each)
    else:
        return None
    outside = [each for each in way if local(each) == "r" or local(each) in _GONE]
    child = outside[-1] if outside else element
    holder = child.getparent()
    assert holder is not None
    return holder, holder.index(child) + (_ENDS[local(element)][1] != "start")


def _after_properties(paragraph: Element) -> int:
    return next((number + 1 for number, each in enumerate(paragraph) if local(each) == "pPr"), 0)


def _put(parent: Element, at: int, signs: Sequence[str]) -> None:
    from lxml import etree

    space = str(parent.nsmap.get("w") or str(parent.tag).partition("}")[0].lstrip("{"))
    for number, sign in enumerate(signs):
        run = etree.Element(f"{{{space}}}r")
        etree.SubElement(run, f"{{{space}}}t").text = sign
        parent.insert(at + number, run)
