"""Elements of a project as they are written: names, attributes the standard's way, and nothing that XML forbids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from coding.codebooks.text import writable
from coding.exchange.guids import guid_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "urn:QDA-XML:project:1.0"
_NUMBER = re.compile(r"[+-]?\d{1,18}")
_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_SHAPES = "Person Oval Rectangle RoundedRectangle Star LeftTriangle RightTriangle UpTriangle DownTriangle Note"
# What the standard lets some attributes say; one that says anything else is not written.
SAYING: dict[str, re.Pattern[str]] = {
    "color": re.compile("#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"),
    "direction": re.compile("Associative|OneWay|Bidirectional"),
    "lineStyle": re.compile("dotted|dashed|solid"),
    "shape": re.compile(_SHAPES.replace(" ", "|")),
    **dict.fromkeys(("firstX", "firstY", "secondX", "secondY"), _NUMBER),
    **dict.fromkeys(("creationDateTime", "modifiedDateTime"), _MOMENT),
}
# How the values of a variable are written, by its type.
VALUES: dict[str, tuple[str, re.Pattern[str]]] = {
    "Text": ("TextValue", re.compile(r"(?s).*")),
    "Boolean": ("BooleanValue", re.compile("true|false|0|1")),
    "Integer": ("IntegerValue", re.compile(r"[+-]?\d+")),
    "Float": ("FloatValue", re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")),
    "Date": ("DateValue", re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?")),
    "DateTime": ("DateTimeValue", _MOMENT),
}


def add(parent: Element, name: str, attributes: Mapping[str, Any] | None = None, text: str | None = None) -> Element:
    """A new element, with those of the attributes that say something the standard allows."""
    from lxml import etree

    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in (attributes or {}).items():
        said = writable(str(value)) if value not in ("", None) else ""
        if said and (key not in SAYING or SAYING[key].fullmatch(said)):
            element.set(key, " ".join(said.split()) if key == "name" else said)
    if text is not None:
        element.text = writable(text)
    return element


def describe(parent: Element, text: Any) -> None:
    if text:
        add(parent, "Description", text=str(text))


def refer(parent: Element, name: str, guids: Iterable[str]) -> None:
    """An element for each GUID that it points to."""
    for guid in guids:
        if guid_of(guid):
            add(parent, name, {"targetGUID": guid})


def made(content: Mapping[str, Any], users: Mapping[str, str]) -> dict[str, Any]:
    """Who made and changed a thing, and when, as attributes."""
    return {
        "creatingUser": users.get(content.get("by", "")),
        "creationDateTime": content.get("created"),
        "modifyingUser": users.get(content.get("modified_by", "")),
        "modifiedDateTime": content.get("modified"),
    }
