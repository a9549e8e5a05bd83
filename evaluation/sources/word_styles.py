"""What a Word document's styles say of type: which are bold, which are headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluation.sources.package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"heading (\d)")


@dataclass(frozen=True, slots=True)
class Styles:
    """Style identifiers: those that set bold type, and those of headings with their level."""

    bold: frozenset[str] = frozenset()
    headings: dict[str, int] = field(default_factory=dict)


def styles_of(root: Element | None) -> Styles:
    bold, headings = set(), {}
    for style in () if root is None else root.iter("{*}style"):
        identifier = attribute(style, "styleId") or ""
        if is_bold(child(style, "rPr"), Styles()):
            bold.add(identifier)
        if level := _level(child(style, "name")):
            headings[identifier] = level
    return Styles(frozenset(bold), headings)


def _level(name: Element | None) -> int:
    """A heading's level; the built-in styles keep their English names in every language of Word."""
    named = "" if name is None else (attribute(name, "val") or "").lower()
    match = _HEADING.match(named)
    return int(match[1]) if match else int(named == "title")


def is_bold(properties: Element | None, styles: Styles) -> bool:
    """Whether run properties give bold type, themselves or through their character style."""
    if properties is None:
        return False
    own = child(properties, "b")
    if own is not None:
        return attribute(own, "val") not in ("0", "false", "off")
    style = child(properties, "rStyle")
    return style is not None and attribute(style, "val") in styles.bold


def child(element: Element | None, name: str) -> Element | None:
    """The first child of this local name."""
    return None if element is None else next((each for each in element if local(each) == name), None)
