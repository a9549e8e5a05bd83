"""Selections with their codings, as plain values: what every kind of source has in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from coding.exchange.guids import guid_of
from coding.exchange.qde.reading import Reading, by_name, called, child, children, targets, text_under
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
    if None in place.values():
        reading.tell("selection", "dropped", "place-none", example=called(element))
        return None
    below = by_name(element)
    made: dict[str, Any] = {"guid": reading.own_guid(element), "place": place, **reading.made(element)}
    if name := called(element):
        made["name"] = name
    if "Description" in below and (said := tidy(text_under(element, "Description"))):
        made["description"] = said
    if "Coding" in below and (coded := _codings(reading, below["Coding"])):
        made["codings"] = coded
    if "NoteRef" in below and (notes := targets(below["NoteRef"])):
        made["notes"] = notes
    return made


def codings(reading: Reading, element: Element) -> list[dict[str, Any]]:
    """The codings right below an element, as JSON; those of codes that are not there are told and left out."""
    return _codings(reading, children(element, "Coding"))


def _codings(reading: Reading, elements: Iterable[Element]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for each in elements:
        below = by_name(each)
        code = next(iter(targets(below.get("CodeRef", ()))), "")
        if code not in reading.codes:
            reading.tell("coding", "dropped", "code-gone", example=code)
            continue
        made = reading.made(each)
        coding: dict[str, Any] = {"guid": reading.own_guid(each), "code": code}
        coding |= {key: made[said] for key, said in (("by", "by"), ("at", "created")) if said in made}
        if notes := targets(below.get("NoteRef", ())):
            coding["notes"] = notes
        found.append(coding)
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
