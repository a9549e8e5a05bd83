"""HTML, SVG and other XML: texts, attributes, comments, and what is embedded as data."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reports.checks.readable.passage import Passage
from reports.checks.readable.plain import unescaped

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Elements that end a line: a name is never on both sides of one.
_BLOCKS = frozenset(
    (
        *("p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "title", "dt", "dd", "dl", "ul"),
        *("ol", "figcaption", "caption", "section", "article", "header", "footer", "nav", "br", "option", "pre"),
        *("blockquote", "text", "tspan", "desc", "metadata", "svg", "g", "table", "body", "head", "html", "script"),
        *("style", "button", "label", "summary"),
    )
)
# Attributes that say nothing a person or a program reads as words.
_SILENT = frozenset(("d", "points", "transform", "viewbox", "width", "height", "x", "y", "fill", "stroke"))
_PROGRAMS = ("script", "style")
_DATA = re.compile(r"data:(?P<type>[\w/+.-]*)(?P<kind>;[\w=.;-]*)?,(?P<content>[^\"')\s]+)")


def html_passages(content: bytes) -> Iterator[Passage]:
    from lxml import html

    if content.strip():
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        yield from _of_tree(html.document_fromstring(content, parser=parser))


def xml_passages(content: bytes) -> Iterator[Passage]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    tree = etree.fromstring(content, parser) if content.strip() else None
    if tree is not None:
        yield from _of_tree(tree)


def _of_tree(tree: Element) -> Iterator[Passage]:
    yield Passage("text", "".join(_words(tree)))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield Passage("comment", element.text or "")
            continue
        if _local(element.tag) in _PROGRAMS:
            yield from _of_program(_local(element.tag), element.text or "")
        for name, value in element.attrib.items():
            yield from _of_attribute(_local(str(name)), str(value))


def _words(element: Element) -> Iterator[str]:
    """The text of an element and all in it; lines end where blocks do."""
    block = isinstance(element.tag, str) and _local(element.tag) in _BLOCKS
    if isinstance(element.tag, str):
        yield "\n" if block else ""
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
        yield "\n" if block else ""


def _of_attribute(name: str, value: str) -> Iterator[Passage]:
    if name.casefold() in _SILENT or not any(map(str.isalpha, value)):
        return
    if name.casefold() == "style":
        yield from _of_program(name, value)
        return
    if (found := _DATA.match(value)) is None:
        yield Passage(name, unquote(value))
        yield from _of_program(name, value)
        if name.casefold() == "srcdoc":
            yield from (Passage(f"srcdoc {each.place}", each.text) for each in html_passages(value.encode()))
        return
    yield from embedded(found["type"], found["content"], in_base64="base64" in (found["kind"] or ""))


def _of_program(place: str, text: str) -> Iterator[Passage]:
    """What stands in scripts, styles and the like without being read as it stands: escapes, and embedded files."""
    yield from unescaped(place, text)
    for found in _DATA.finditer(text):
        yield from embedded(found["type"], found["content"], in_base64="base64" in (found["kind"] or ""))


def embedded(type_: str, content: str, *, in_base64: bool) -> Iterator[Passage]:
    """What a `data:` address holds."""
    from reports.checks.readable.reading import passages_of

    try:
        raw = base64.b64decode(unquote(content)) if in_base64 else unquote(content).encode()
    except (binascii.Error, ValueError):
        yield Passage(type_, content)
        return
    for each in passages_of(f"embedded.{_suffix(type_)}", raw):
        yield Passage(f"{type_} {each.place}", each.text)


def _suffix(type_: str) -> str:
    return type_.rpartition("/")[2].partition("+")[0] or "bin"


def _local(name: str) -> str:
    return name.rpartition("}")[2]
