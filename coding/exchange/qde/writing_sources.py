"""The texts of a project written, with their selections and codings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from coding.exchange.guids import guid_of, made_guid
from coding.exchange.project import Text
from coding.exchange.qde.elements import add, describe, made, refer
from coding.exchange.qde.gathering import FOLDER, Selection, Writing

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Point = tuple[int | None, int | None]  # position in the text, and time


def write_text(
    parent: Element, name: str, text: Text, writing: Writing, sync: Iterable[Mapping[str, Any]] = ()
) -> None:
    """A text as an element of this name; its words go along as a file of their own."""
    writing.texts[f"{FOLDER}/{text.guid}.txt"] = text.source.text.encode("utf-8", "replace")
    told = {"by": text.by, "created": text.created, "modified": text.modified, "modified_by": text.modified_by}
    rich = {"richTextPath": writing.keep(text.rich, text.guid)} if text.rich else {}
    plain = {"plainTextPath": f"internal://{text.guid}.txt"}
    called = {"guid": text.guid, "name": text.source.name}
    element = add(parent, name, {**called, **rich, **plain, **made(told, writing.users)})
    describe(element, text.description)
    selections = writing.selections.ordered(text.source.name)
    if name == "Transcript":
        _transcribed(element, text, selections, writing, sync)
        refer(element, "NoteRef", writing.on.get(text.guid, ()))
        return
    for each in selections:
        _selection(element, "PlainTextSelection", each, writing, {"startPosition": each.start, "endPosition": each.end})
    for coded in writing.whole.get(text.source.name, ()):
        writing.coding(element, coded)
    refer(element, "NoteRef", writing.on.get(text.guid, ()))
    writing.values(element, text.values)


def write_points(element: Element, points: Mapping[str, Point]) -> None:
    """The points of a transcript where its words and its recording meet, in their order."""

    def in_time(guid: str) -> tuple[Any, ...]:
        position, time = points[guid]
        return (position is None, position or 0, time is None, time or 0, guid)

    for guid in sorted(points, key=in_time):
        position, time = points[guid]
        add(element, "SyncPoint", {"guid": guid, "timeStamp": time, "position": position})


def points_of(sync: Iterable[Mapping[str, Any]]) -> dict[str, Point]:
    found = {guid_of(each.get("guid")): (each.get("position"), each.get("time")) for each in sync}
    return {guid: point for guid, point in found.items() if guid}


def _selection(parent: Element, name: str, each: Selection, writing: Writing, place: Mapping[str, Any]) -> None:
    content = each.content
    told = {"guid": each.guid, "name": content.get("name"), **place, **made(content, writing.users)}
    element = add(parent, name, told)
    describe(element, content.get("description"))
    for coded in each.codings:
        writing.coding(element, coded)
    for kept in content.get("codings", ()) if each.start == each.end else ():
        writing.kept_coding(element, kept)
    refer(element, "NoteRef", dict.fromkeys([*each.notes, *writing.notes_on(content, each.guid)]))


def _transcribed(
    element: Element, text: Text, selections: Iterable[Selection], writing: Writing, sync: Iterable[Mapping[str, Any]]
) -> None:
    """A transcript's selections lie between points in time; those that are missing are made, without a time."""
    points = points_of(sync)
    listed = [(each, *_ends(text, each, points)) for each in selections]
    write_points(element, points)
    for each, begin, end in listed:
        _selection(element, "TranscriptSelection", each, writing, {"fromSyncPoint": begin, "toSyncPoint": end})


def _ends(text: Text, each: Selection, points: dict[str, Point]) -> tuple[str, str]:
    """The points a selection begins and ends at; new ones are put among the others."""
    return (
        _point(text, each.start, str(each.content.get("from", "")), points),
        _point(text, each.end, str(each.content.get("to", "")), points),
    )


def _point(text: Text, at: int, own: str, points: dict[str, Point]) -> str:
    there = sorted(guid for guid, (position, _) in points.items() if position == at)
    guid = own if own in there else next(iter(there), "") or made_guid("sync", text.guid, at)
    points.setdefault(guid, (at, None))
    return guid
