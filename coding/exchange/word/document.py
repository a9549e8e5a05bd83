"""A Word document opened: its texts with the places of its comments, and the comments themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from coding import transcripts
from coding.exchange.word.comments import Comment, comments_in
from coding.exchange.word.marks import End, Marks, mark
from evaluation.errors import fail
from evaluation.model import Source
from evaluation.sources.formats.docx import beside, lines_under, main_name
from evaluation.sources.package import LIMIT, attribute, main_part, open_package, part
from evaluation.sources.read import read_source
from evaluation.sources.tongue import guess_language

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BOOKMARK = "underveis_source_"  # begins the names of the bookmarks before the texts in a document of ours
END = "_end"  # ends the names of those after them
PROPERTIES = "docProps/custom.xml"
GUESSED_FROM = 20_000  # characters are enough to tell a language by
FEWEST_TURNS = 2  # a text with fewer speakers' turns is no transcript


Places = Mapping[str, Mapping[End, int]]


@dataclass(frozen=True)
class Document:
    """`places`: comment → its ends → offset in the source's text."""

    source: Source
    places: Places


@dataclass(frozen=True)
class Read:
    """`is_ours`: Underveis wrote the document, and the first line of every comment in it is a code."""

    documents: tuple[Document, ...]
    comments: tuple[Comment, ...]
    is_ours: bool = False


def read_document(path: Path) -> Read:
    """Raises SOURCE codes for a file that cannot be read or says nothing."""
    content = _content(path)
    with open_package(content, str(path)) as archive:
        root = main_part(archive, main_name(archive, str(path)), str(path))
        comments = comments_in(archive, str(path))
        names = _names(part(archive, PROPERTIES, str(path)))
        marks = mark(root, str(path), {each for name in names for each in (name, name + END)})
        text = marks.taken_out("\n".join(line.text for line in lines_under(root, beside(archive, str(path)))))
    ours = tuple(_ours(text, marks, names, path))
    documents = ours or (_whole(text, marks, path),)
    if not any(each.source.text.strip() for each in documents):
        raise fail("SOURCE-005", file=path)
    return Read(documents, tuple(comments), is_ours=bool(ours))


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise fail("SOURCE-002" if path.is_dir() else "SOURCE-001", file=path)
    try:
        if path.stat().st_size > LIMIT:
            raise fail("SOURCE-006", file=path, megabytes=LIMIT >> 20)
        return path.read_bytes()
    except OSError:
        raise fail("SOURCE-003", file=path) from None


def _whole(text: str, marks: Marks, path: Path) -> Document:
    """The text as it would be read without its comments, speakers and all."""
    source = transcripts.read(path)
    if len(source.turns) < FEWEST_TURNS:
        source = read_source(path)
    if source.text != text:
        raise fail("SOURCE-010", file=path)
    return Document(source, {id_: ends for (what, id_), ends in marks.placed.items() if what == "comment"})


def _ours(text: str, marks: Marks, names: Mapping[str, str], path: Path) -> Iterator[Document]:
    """The texts of a document of ours, each between its bookmarks."""
    for bookmark, name in names.items():
        start, end = (marks.placed.get(("bookmark", each), {}).get("start") for each in (bookmark, bookmark + END))
        if start is not None and end is not None and text[start:end].strip():
            own = text[start:end]
            language = guess_language(own[:GUESSED_FROM])
            source = Source(normalize("NFC", name), own, language=language, format="docx", encoding="utf-8")
            yield Document(replace(source, file=str(path)), _within(marks, start, end))


def _within(marks: Marks, start: int, end: int) -> Places:
    """The comments that have all their ends in a stretch, counted from its beginning."""
    return {
        id_: {each: place - start for each, place in ends.items()}
        for (what, id_), ends in marks.placed.items()
        if what == "comment" and all(start <= place <= end for place in ends.values())
    }


def _names(root: Element | None) -> dict[str, str]:
    """What the properties of a document of ours say its texts are called."""
    found: dict[str, str] = {}
    for each in root if root is not None else ():
        name = attribute(each, "name") or ""
        words = "".join(str(part) for part in each.itertext()).strip()
        if name.startswith(BOOKMARK) and words:
            found[name] = words
    return found
