"""Selections with their codings, as plain values: what every kind of source has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coding.exchange.guids import guid_of
from coding.exchange.qde.reading import Reading, called, child, children, pointing, text_under, without_empty
from evaluation.memos import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SELECTIONS: dict[str, tuple[str, ...]] = {
    "PlainTextSelection": ("startPosition", "endPosition"),
    "PictureSelection": ("firstX", "firstY", "secondX", "secondY"),
    "PDFSelection": ("page", "firstX", "firstY", "secondX", "secondY"),
    "AudioSelection": ("begin", "end"),
    "VideoSelection": ("begin", "end"),
}


def whole_number(written: str | None) -> int | None:
    """A whole number that is not absurdly long; None for anything else."""
    found = (written or "").strip()
    try:
        return int(found) if 0 < len(found) <= 18 and found.isascii() else None
    except ValueError:
        return None


def selection(reading: Reading, element: Element, names: tuple[str, ...]) -> dict[str, Any] | None:
    """A selection as JSON; None, and told, where its place is no number."""
    place = {name: whole_number(element.get(name)) for name in names}
    if any(value is None for value in place.values()):
        reading.tell("selection", "dropped", "place-none", example=called(element))
        return None
    return without_empty(
        {
            "guid": reading.own_guid(element),
            "name": called(element),
            "description": tidy(text_under(element, "Description")),
            "place": place,
            "codings": codings(reading, element),
            "notes": pointing(element, "NoteRef"),
            **reading.made(element),
        }
    )


def codings(reading: Reading, element: Element) -> list[dict[str, Any]]:
    """The codings right below an element, as JSON; those of codes that are not there are told and left out."""
    found: list[dict[str, Any]] = []
    for each in children(element, "Coding"):
        reference = child(each, "CodeRef")
        code = guid_of(reference.get("targetGUID")) if reference is not None else ""
        if code not in reading.codes:
            reading.tell("coding", "dropped", "code-gone", example=code)
            continue
        made = reading.made(each)
        coding = {"guid": reading.own_guid(each), "code": code, "by": made.get("by"), "at": made.get("created")}
        found.append(without_empty({**coding, "notes": pointing(each, "NoteRef")}))
    return found


def values(reading: Reading, element: Element) -> dict[str, str]:
    """GUID of a variable → what is said, of a case or a source."""
    found: dict[str, str] = {}
    for each in children(element, "VariableValue"):
        reference = child(each, "VariableRef")
        guid = guid_of(reference.get("targetGUID")) if reference is not None else ""
        said = next((tidy(each_.text or "") for each_ in each if each_ is not reference), "")
        if not guid:
            reading.tell("value", "dropped", "variable-gone", example=said)
        elif guid in found and found[guid] != said:
            reading.tell("value", "dropped", "value-twice", example=said)
        else:
            found[guid] = said
    return found
