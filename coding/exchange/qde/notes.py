"""The notes of a project as memos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coding.exchange.project import Note
from coding.exchange.qde import places
from coding.exchange.qde.reading import Reading, called, children, pointing, text_under, without_empty
from coding.exchange.qde.texts import words_of
from evaluation.memos import tidy
from evaluation.model import Memo

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def read_notes(reading: Reading, element: Element | None, stands: Mapping[str, tuple[Any, ...]]) -> list[Note]:
    """stands: GUID of a note → kind and name (or GUID) of what it stands on, with start and end for words."""
    found: list[Note] = []
    for each in children(element, "Note"):
        guid = reading.own_guid(each)
        words = words_of(reading, each)
        title, description = called(each), tidy(text_under(each, "Description"))
        text = tidy(words.original.removeprefix("\ufeff")) if words is not None else ""
        if words is None:
            reading.tell("note", "changed", "text-missing", example=title)
        elif not (text or title or description):
            reading.tell("note", "changed", "note-empty")
        else:
            reading.tell("note", "kept", example=title)
        made = reading.made(each)
        on, on_id, start, end = (*stands.get(guid, ("study", "")), None, None)[:4]
        memo = Memo(
            text or description,
            title=title,
            on=on,
            on_id=on_id,
            start=start,
            end=end,
            author=made.get("by", ""),
            at=made.get("created", ""),
        )
        found.append(Note(memo, guid, content=_content(reading, each, made, description if text else "")))
    return found


def _content(reading: Reading, element: Element, made: dict[str, str], description: str) -> dict[str, Any]:
    """What a memo has no place for."""
    names = places.SELECTIONS["PlainTextSelection"]
    selections = [places.selection(reading, each, names) for each in children(element, "PlainTextSelection")]
    return without_empty(
        {
            "description": description,
            "modified": made.get("modified") if made.get("modified") != made.get("created") else "",
            "modified_by": made.get("modified_by") if made.get("modified_by") != made.get("by") else "",
            "selections": [each for each in selections if each is not None],
            "codings": places.codings(reading, element),
            "values": places.values(reading, element),
            "notes": pointing(element, "NoteRef"),
        }
    )
