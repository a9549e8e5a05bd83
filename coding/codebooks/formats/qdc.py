"""A codebook as a .qdc file (REFI-QDA codebook exchange), which other QDA programs read and write.

What the format has no place for stands in each code's description (see `coding.codebooks.description`). A code that
further codes belong under becomes a set as well, and one set holds the name, title and order of the whole codebook.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from coding.codebooks.code_element import SET_OF_CODE, read_element
from coding.codebooks.description import described, description_of
from coding.codebooks.discover import Imported
from coding.codebooks.text import folded, writable
from evaluation.errors import fail, reason_of
from evaluation.model import Code, Codebook
from evaluation.model.code_tree import children
from evaluation.model.guid import derived_guid, guids
from evaluation.sources.package import local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".qdc",)
NAMESPACE = "urn:QDA-XML:codebook:1.0"


def read(path: Path) -> Imported:
    root = parse_xml(_content(path), str(path))
    found = root if local(root) == "CodeBook" else next((each for each in root if local(each) == "CodeBook"), None)
    if found is None:
        raise fail("CODEBOOK-033", file=path, found=local(root))
    return read_element(found, path)


def write(codebook: Codebook, path: Path) -> None:
    from lxml import etree

    if not codebook.codes:
        raise fail("CODEBOOK-034", file=path)
    root = as_element(codebook)
    etree.indent(root)
    path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n")


def as_element(codebook: Codebook, namespace: str = NAMESPACE) -> Element:
    """The codebook as a `CodeBook` element, in this namespace; .qdpx projects hold one in theirs."""
    from lxml import etree

    known = guids(codebook)
    under = children(codebook)
    root = etree.Element(f"{{{namespace}}}CodeBook", nsmap={None: namespace})  # type: ignore[dict-item]
    root.set("origin", f"Underveis {version('underveis')}")
    codes = etree.SubElement(root, f"{{{namespace}}}Codes")

    def add(parent: Element, code: Code) -> None:
        element = etree.SubElement(parent, f"{{{namespace}}}Code", guid=known[code.name], name=writable(code.name))
        element.set("isCodable", "false" if code.archived else "true")
        if code.colour:
            element.set("color", code.colour)
        _describe(element, description_of(code), namespace)
        for child in under.get(code.name, ()):
            add(element, child)

    for code in under[None]:
        add(codes, code)
    sets = etree.SubElement(root, f"{{{namespace}}}Sets")
    for name, guid, text, members in _sets(codebook, known):
        element = etree.SubElement(sets, f"{{{namespace}}}Set", guid=guid, name=writable(name))
        _describe(element, text, namespace)
        for member in members:
            etree.SubElement(element, f"{{{namespace}}}MemberCode", guid=known[member])
    return root


def _describe(element: Element, text: str, namespace: str) -> None:
    from lxml import etree

    if text:
        etree.SubElement(element, f"{{{namespace}}}Description").text = writable(text)


def _sets(codebook: Codebook, known: dict[str, str]) -> Iterator[tuple[str, str, str, list[str]]]:
    """Name, GUID, description and members of each set."""
    own = {"codebook": codebook.name, "title": folded(codebook.title.as_dict()), "version": codebook.version}
    text = described({key: value for key, value in own.items() if value})
    yield codebook.name, derived_guid("codebook", codebook.name), text, [code.name for code in codebook]
    for code in codebook:
        members = [each.name for each in codebook if code.name in each.parents]
        if members:
            yield code.name, derived_guid(SET_OF_CODE, known[code.name]), "", members


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise fail("YAML-001", file=path) from error
    except OSError as error:
        raise fail("YAML-003", file=path, reason=reason_of(error)) from error
