"""Which paragraphs of a Word document stand in lists, and how deep: the numbers are not in the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluation.sources.package import attribute
from evaluation.sources.word_styles import child

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BULLET = 10  # what bullets lie below numbers


@dataclass(frozen=True, slots=True)
class Lists:
    """`bullets` are the (list, level) pairs with bullets; `styles` the list and level of paragraph styles."""

    bullets: frozenset[tuple[str, str]] = frozenset()
    styles: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def level(self, properties: Element | None, style: str) -> int:
        """1 is the first level of a numbered list, 11 that of a bulleted one; 0 is none."""
        identifier, level = _numbered(properties)
        from_style, its_level = self.styles.get(style, ("", ""))
        identifier, level = identifier or from_style, level or its_level or "0"
        if identifier in ("", "0") or not level.isdigit():
            return 0
        return min(int(level), 8) + 1 + (BULLET if (identifier, level) in self.bullets else 0)


def lists_of(numbering: Element | None, styles: Element | None) -> Lists:
    formats = {}
    for abstract in () if numbering is None else numbering.iter("{*}abstractNum"):
        formats[attribute(abstract, "abstractNumId") or ""] = {
            attribute(level, "ilvl") or "0": _value(child(level, "numFmt")) for level in abstract.iter("{*}lvl")
        }
    bullets = {
        (attribute(number, "numId") or "", level)
        for number in (() if numbering is None else numbering.iter("{*}num"))
        for level, kind in formats.get(_value(child(number, "abstractNumId")), {}).items()
        if kind == "bullet"
    }
    found = {}
    for style in () if styles is None else styles.iter("{*}style"):
        numbered = _numbered(child(style, "pPr"))
        if numbered[0]:
            found[attribute(style, "styleId") or ""] = numbered
    return Lists(frozenset(bullets), found)


def _numbered(properties: Element | None) -> tuple[str, str]:
    numbered = child(properties, "numPr")
    return _value(child(numbered, "numId")), _value(child(numbered, "ilvl"))


def _value(element: Element | None) -> str:
    return "" if element is None else attribute(element, "val") or ""
