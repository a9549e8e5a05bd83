"""A zipped package of XML parts (DOCX, ODT), opened so that a hostile one does no harm."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from evaluation.errors import fail

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LIMIT = 200 << 20
PART_LIMIT = 64 << 20
# What a damaged archive, or a part of it that is locked or packed in a way nobody reads, makes zipfile raise.
BROKEN_ZIP = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError, RuntimeError)
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def open_package(content: bytes, file: str) -> ZipFile:
    """The archive. Raises SOURCE-010 when it is none, SOURCE-012 when locked, SOURCE-006 when it swells too much."""
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise fail("SOURCE-012" if locked else "SOURCE-016", file=file)
    try:
        archive = ZipFile(BytesIO(content))
    except BROKEN_ZIP:
        raise fail("SOURCE-010", file=file) from None
    if sum(part.file_size for part in archive.infolist()) > LIMIT:
        raise fail("SOURCE-006", file=file, megabytes=LIMIT >> 20)
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise fail("SOURCE-012", file=file)
    return archive


def part(archive: ZipFile, name: str, file: str) -> Element | None:
    """The root of an XML part; None when the package has no such part."""
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > PART_LIMIT:
        raise fail("SOURCE-006", file=file, megabytes=PART_LIMIT >> 20)
    try:
        content = archive.read(name)
    except BROKEN_ZIP:
        raise fail("SOURCE-010", file=file) from None
    return parse_xml(content, file)


def main_part(archive: ZipFile, name: str, file: str) -> Element:
    found = part(archive, name, file)
    if found is None:
        raise fail("SOURCE-010", file=file)
    return found


def parse_xml(content: bytes, file: str) -> Element:
    """Parsed without entities, network or document types. Raises SOURCE-013 for those, SOURCE-010 if malformed."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if b"<!ENTITY" in content[:4096]:
        raise fail("SOURCE-013", file=file)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise fail("SOURCE-010", file=file) from None
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise fail("SOURCE-013", file=file)
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace (transitional and strict OOXML differ only there)."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute's value, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
