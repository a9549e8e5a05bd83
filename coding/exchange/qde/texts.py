"""The texts of a project, those of pictures, recordings and PDFs too: their words found, normalised and named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from coding.exchange.frames import Foreign
from coding.exchange.project import Attached, Text
from coding.exchange.qde.reading import Reading, called, child
from coding.exchange.renaming import free_name
from evaluation.errors import EvaluationError, problem
from evaluation.memos import tidy
from evaluation.model import Source
from evaluation.sources.discover import format_of
from evaluation.sources.encoding import decode
from evaluation.sources.normalise import normalise
from evaluation.sources.tongue import guess_language

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

GUESSED_FROM = 20_000  # characters are enough to tell a language by


@dataclass
class Named:
    """The names of a project's sources, no two alike."""

    taken: set[str] = field(default_factory=set)

    def free(self, wanted: str) -> str:
        return free_name(wanted, self.taken)


@dataclass(frozen=True, slots=True)
class Words:
    """What a text says, as it stood in the file, and where that was."""

    original: str
    file: Attached | None = None
    sha256: str = ""
    encoding: str = ""


def words_of(reading: Reading, element: Element) -> Words | None:
    """The words of a text: in a file of the archive, in the XML, or in the styled file; None where they are lost."""
    plain = reading.archive.find(element.get("plainTextPath"))
    inline = child(element, "PlainTextContent")
    if plain is not None:
        found = _plain(reading, plain)
        if found is not None and (found.original.strip("\ufeff \r\n") or inline is None):
            return found
    if inline is not None:
        return Words("".join(map(str, inline.itertext())))
    rich = reading.archive.find(element.get("richTextPath"))
    return _rich(reading, rich) if rich is not None else None


def text_of(reading: Reading, named: Named, element: Element, words: Words, name: str) -> tuple[Text, Foreign]:
    """The source an element becomes, with how its file counts places still open."""
    text, offsets = normalise(words.original)
    told = reading.made(element)
    file = words.file
    source = Source(
        name=named.free(name),
        text=text,
        language=guess_language(text[:GUESSED_FROM]),
        file=file.name if file else "",
        sha256=words.sha256,
        format=PurePosixPath(file.name).suffix.lower().lstrip(".") if file else "txt",
        encoding=words.encoding,
        offsets=offsets,
    )
    description = child(element, "Description")
    made = Text(
        source,
        reading.own_guid(element),
        tidy("".join(map(str, description.itertext()))) if description is not None else "",
        file=file,
        rich=_rich_beside(reading, element, file),
        created=told.get("created", ""),
        by=told.get("by", ""),
        modified=told.get("modified", ""),
        modified_by=told.get("modified_by", ""),
    )
    return made, Foreign(words.original, offsets, len(text))


def name_of(element: Element, guid: str = "") -> str:
    """What a source is called: by its name, its file, or the beginning of its GUID."""
    paths = (element.get(key) or "" for key in ("currentPath", "plainTextPath", "path", "richTextPath"))
    stems = (tidy(PurePosixPath(each.replace("\\", "/")).stem) for each in paths)
    return called(element) or next((stem for stem in stems if stem), "") or f"kilde-{guid[:8]}"


def attached(reading: Reading, written: str | None) -> Attached | None:
    """The file a path means, if it came along."""
    member = reading.archive.find(written)
    if member is None:
        return None
    reading.archive.check_medium(member)
    return Attached(safe_name(member), reading.archive.path, member)


def safe_name(member: str) -> str:
    """A name for a file of the archive that any folder can hold."""
    bare = tidy(member.replace("\\", "/").rpartition("/")[2])
    return "".join("_" if sign in '<>:"|?*\n\t' else sign for sign in bare).strip(". ")[-120:] or "fil"


def missing(reading: Reading, element: Element, name: str, keys: Iterable[str]) -> None:
    """A warning about a file that the project names and the archive does not have."""
    path = next((element.get(key) for key in keys if element.get(key)), "")
    shown = tidy(path or "")[:120]
    reading.problems.append(
        problem("EXCHANGE-007", file=reading.file, severity="warning", name=name, path=shown or "–")
    )


def _rich_beside(reading: Reading, element: Element, file: Attached | None) -> Attached | None:
    rich = attached(reading, element.get("richTextPath"))
    return None if rich is None or (file is not None and file.member == rich.member) else rich


def _plain(reading: Reading, member: str) -> Words | None:
    content = reading.archive.read(member)
    try:
        decoded = decode(content, safe_name(member))
    except EvaluationError as error:
        reading.problems += [replace(each, severity="warning") for each in error.problems]
        return None
    reading.problems += decoded.problems
    place = Attached(safe_name(member), reading.archive.path, member)
    return Words(decoded.text, place, hashlib.sha256(content).hexdigest(), decoded.encoding)


def _rich(reading: Reading, member: str) -> Words | None:
    content = reading.archive.read(member)
    name = safe_name(member)
    try:
        read = format_of(PurePosixPath(name)).read(content, name)  # type: ignore[arg-type]
    except EvaluationError as error:
        reading.problems += [replace(each, severity="warning") for each in error.problems]
        return None
    place = Attached(name, reading.archive.path, member)
    return Words(read.text, place, hashlib.sha256(content).hexdigest(), read.encoding)
