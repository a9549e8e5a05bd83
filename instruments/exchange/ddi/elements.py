"""Elements of DDI-Codebook, with texts in their languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from lxml import etree

from instruments.exchange.localised import clean
from instruments.model import Wording

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "ddi:codebook:2_5"
_PREFIXES: Any = {None: NAMESPACE}  # the stubs know no nameless prefix
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def element(name: str, parts: Iterable[Element] = (), /, text: str = "", **attributes: str) -> Element:
    found = etree.Element(f"{{{NAMESPACE}}}{name}", dict(attributes), nsmap=_PREFIXES)
    found.text = clean(text) or None
    found.extend(list(parts))
    return found


def worded(name: str, wording: Wording, **attributes: str) -> list[Element]:
    """The element once for each language; a text that serves in all of them is there once, and names none."""
    texts: Mapping[str, str] = wording.as_dict()
    if wording.plain:
        return [element(name, (), text=wording.text(), **attributes)]
    made = [(language, element(name, (), text=text, **attributes)) for language, text in texts.items()]
    for language, each in made:
        each.set(LANGUAGE, language)
    return [each for _, each in made]
