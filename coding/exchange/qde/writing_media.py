"""Pictures, recordings and PDFs written as they came, with what has become of the codes they refer to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coding.exchange.project import Medium, Text
from coding.exchange.qde.elements import add, describe, made, refer
from coding.exchange.qde.gathering import Writing
from coding.exchange.qde.places import SELECTIONS
from coding.exchange.qde.writing_sources import points_of, write_points, write_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ELEMENTS = {"text": "Text", "picture": "Picture", "pdf": "PDF", "audio": "Audio", "video": "Video"}
BEFORE = ("TextDescription", "Transcript")  # texts of a medium that stand before its selections


def write_sources(root: Element, writing: Writing) -> None:
    project = writing.project
    media = {each.guid: each for each in project.media}
    alone = [each for each in project.texts if each.medium not in media]
    if not (alone or media):
        return
    sources = add(root, "Sources")
    for text in alone:
        write_text(sources, "TextSource", text, writing)
    texts: dict[str, dict[str, Text]] = {}
    for text in project.texts:
        texts.setdefault(text.medium, {})[text.guid] = text
    for medium in media.values():
        _medium(sources, medium, texts.get(medium.guid, {}), writing)


def _medium(parent: Element, medium: Medium, texts: Mapping[str, Text], writing: Writing) -> None:
    content, kind = {**medium.content, "guid": medium.guid, "name": medium.name}, ELEMENTS[medium.kind]
    if medium.kind == "text":
        _part(parent, "TextSource", content, writing)
        return
    paths = dict(content.get("paths", {}))
    if medium.file is not None:
        paths["path"] = writing.keep(medium.file, medium.guid)
    told = {"path": paths.get("path"), "currentPath": paths.get("currentPath"), **made(content, writing.users)}
    element = add(parent, f"{kind}Source", {"guid": medium.guid, "name": medium.name, **told})
    describe(element, content.get("description"))
    parts = content.get("texts", [])
    for each in (part for part in parts if part.get("role") in BEFORE):
        _text_of(element, each, texts, writing)
    for each in content.get("selections", ()):
        _selection(element, f"{kind}Selection", each, writing)
    for each in (part for part in parts if part.get("role") not in BEFORE):
        _text_of(element, each, texts, writing)
    _about(element, content, writing)


def write_inside(parent: Element, content: Mapping[str, Any], writing: Writing) -> None:
    """The selections of a text whose words are not in the study, and what is said of all of it."""
    for each in content.get("selections", ()):
        _selection(parent, "PlainTextSelection", each, writing)
    _about(parent, content, writing)


def _about(element: Element, content: Mapping[str, Any], writing: Writing) -> None:
    for each in content.get("codings", ()):
        writing.kept_coding(element, each)
    refer(element, "NoteRef", writing.notes_on(content))
    writing.values(element, content.get("values", {}))


def _selection(parent: Element, name: str, content: Mapping[str, Any], writing: Writing) -> None:
    if name == "TranscriptSelection":
        place = {"fromSyncPoint": content.get("from"), "toSyncPoint": content.get("to")}
    else:
        place = {key: content["place"].get(key, 0) for key in SELECTIONS[name]}
    told = {"guid": content["guid"], "name": content.get("name"), **place, **made(content, writing.users)}
    element = add(parent, name, told)
    describe(element, content.get("description"))
    if isinstance(inner := content.get("representation"), dict):
        _part(element, "Representation", inner, writing)
    for each in content.get("codings", ()):
        writing.kept_coding(element, each)
    refer(element, "NoteRef", writing.notes_on(content))


def _text_of(parent: Element, part: Mapping[str, Any], texts: Mapping[str, Text], writing: Writing) -> None:
    text = texts.get(str(part.get("guid")))
    role = str(part.get("role", "Representation"))
    if text is None:
        _part(parent, role, part, writing)
    else:
        write_text(parent, role, text, writing, part.get("sync", ()))


def _part(parent: Element, name: str, content: Mapping[str, Any], writing: Writing) -> None:
    """A text whose words are not in the study, with all that was said of it."""
    paths, words = content.get("paths", {}), content.get("words")
    plain = None if words else paths.get("plainTextPath")
    told = {"richTextPath": paths.get("richTextPath"), "plainTextPath": plain, **made(content, writing.users)}
    element = add(parent, name, {"guid": content["guid"], "name": content.get("name"), **told})
    describe(element, content.get("description"))
    if words:
        add(element, "PlainTextContent", text=str(words))
    if name != "Transcript":
        write_inside(element, content, writing)
        return
    write_points(element, points_of(content.get("sync", ())))
    for each in content.get("selections", ()):
        _selection(element, "TranscriptSelection", each, writing)
    refer(element, "NoteRef", writing.notes_on(content))
