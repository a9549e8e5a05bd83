"""A whole project read: its codes, sources, codings and all else, each element told to be kept, changed or dropped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coding.codebooks.code_element import read_element
from coding.exchange import frames
from coding.exchange.archive import Archive
from coding.exchange.guids import guid_of
from coding.exchange.losses import added_up
from coding.exchange.project import Project, User
from coding.exchange.qde.notes import read_notes
from coding.exchange.qde.placing import place
from coding.exchange.qde.reading import Reading, called, child, children, moment, pointing, text_under
from coding.exchange.qde.relations import read_cases, read_relations, read_variables
from coding.exchange.qde.sources import Sources, read_sources
from coding.exchange.renaming import free_name
from evaluation.errors import EvaluationError, fail
from evaluation.memos import tidy
from evaluation.model import Codebook
from evaluation.model.guid import guids
from evaluation.sources.package import local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PARTS = frozenset(
    {"Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef"}
)


def read_project(archive: Archive, frame: frames.Frame | None = None, *, ours: bool = False) -> Project:
    """The project. `frame`: how offsets are counted, where it is known; ours: by an export of ours."""
    reading = Reading(archive)
    root = _root(archive)
    users = _users(reading, child(root, "Users"))
    codebook, code_notes = _codebook(reading, child(root, "CodeBook"), archive.path)
    variables = read_variables(reading, child(root, "Variables"))
    sources = read_sources(reading, child(root, "Sources"))
    found = _frame(sources, frame)
    codings, passages, stands = place(reading, sources, found.frame)
    cases = read_cases(reading, child(root, "Cases"))
    relations = read_relations(reading, root)
    stands = {**code_notes, **stands, **dict.fromkeys(pointing(root, "NoteRef"), ("study", ""))}
    notes = read_notes(reading, child(root, "Notes"), stands)
    _tell_strangers(reading, root)
    listed = {each.guid for each in users}
    strangers = [User(name, guid) for guid, name in reading.users.items() if guid not in listed]
    return Project(
        name=called(root, archive.path.stem),
        origin=tidy(root.get("origin") or ""),
        description=tidy(text_under(root, "Description")),
        users=(*users, *strangers),
        codebook=codebook,
        texts=tuple(sources.texts),
        codings=tuple(codings),
        passages=tuple(passages),
        notes=tuple(notes),
        media=tuple(sources.media),
        variables=tuple(variables),
        cases=tuple(cases),
        relations=tuple(relations),
        content=_of_project(reading, root),
        frame={} if ours else found.as_dict(),
        losses=added_up(reading.lot),
        problems=tuple(reading.problems),
    )


def _root(archive: Archive) -> Element:
    try:
        root = parse_xml(archive.project(), str(archive.path))
    except EvaluationError as error:
        if any(each.code == "SOURCE-010" for each in error.problems):
            raise fail("EXCHANGE-002", file=archive.path) from None
        raise
    if local(root) != "Project":
        raise fail("EXCHANGE-008", file=archive.path, found=local(root)[:60])
    return root


def _users(reading: Reading, element: Element | None) -> list[User]:
    taken: set[str] = set()
    found: list[User] = []
    for each in children(element, "User"):
        guid = guid_of(each.get("guid"))
        if guid and guid in reading.users:
            reading.tell("user", "dropped", "guid-twice", example=called(each))
            continue
        guid = reading.own_guid(each)
        name = free_name(called(each) or tidy(each.get("id") or "") or f"bruker-{guid[:8]}", taken)
        reading.users[guid] = name
        reading.tell("user", "kept" if name == called(each) else "changed", "" if name == called(each) else "renamed")
        found.append(User(name, guid, tidy(each.get("id") or "")))
    return found


def _codebook(reading: Reading, element: Element | None, path: Path) -> tuple[Codebook, dict[str, tuple[str, str]]]:
    """The codes, and which note stands on which of them."""
    if element is None:
        return Codebook(name=path.stem or "codebook"), {}
    read = read_element(element, path)
    known = guids(read.codebook)
    reading.codes.update({guid: name for name, guid in known.items()})
    reading.problems += [each for each in read.problems if each.code not in ("CODEBOOK-028", "CODEBOOK-031")]
    renamed = {str(each.values.get("name")) for each in read.problems if "name" in each.values}
    for code in read.codebook:
        changed = code.name in renamed
        reading.tell("code", "changed" if changed else "kept", "code-changed" if changed else "", example=code.name)
    stands: dict[str, tuple[str, str]] = {}
    for each in element.iter():
        if isinstance(each.tag, str) and local(each) == "Code":
            name = reading.codes.get(guid_of(each.get("guid")), "")
            stands |= {note: ("code", name) for note in pointing(each, "NoteRef") if name}
    return read.codebook, stands


def _frame(sources: Sources, given: frames.Frame | None) -> frames.Found:
    selected = [
        frames.Selected(number, each["place"]["startPosition"], each["place"]["endPosition"], each.get("name", ""))
        for number, each in sources.pending
    ]
    if given is not None:
        return frames.Found(given, selections=len(selected), given=True)
    return frames.find_frame(sources.foreign, selected)


def _of_project(reading: Reading, root: Element) -> dict[str, Any]:
    told = {
        "base": tidy(root.get("basePath") or ""),
        "by": reading.user(root.get("creatingUserGUID")),
        "created": moment(root.get("creationDateTime")),
        "modified_by": reading.user(root.get("modifyingUserGUID")),
        "modified": moment(root.get("modifiedDateTime")),
    }
    return {key: value for key, value in told.items() if value}


def _tell_strangers(reading: Reading, root: Element) -> None:
    """Elements the standard does not have: some programs write their own."""
    for each in root:
        if isinstance(each.tag, str) and local(each) not in PARTS:
            reading.tell("other", "dropped", "unknown", example=local(each))
