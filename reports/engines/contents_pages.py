"""Page numbers for Word's contents: those of the PDF made beside it, until Word puts in its own."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha1

FIELD = re.compile(r'( PAGEREF (\S+) \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>)')
LONGEST = 40  # characters in the name of a bookmark; pandoc's Word writer gives longer ones another


def pages_of(pdf: bytes) -> dict[str, int]:
    """On which page each heading stands, by its identifier."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        places = file.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        if places is None:
            return {}
        numbers = {page.obj.objgen: at for at, page in enumerate(file.pages, start=1)}
        named = pikepdf.NameTree(places)
        return {_name(str(key)): numbers[place[0].objgen] for key, place in named.items() if place[0].objgen in numbers}


def _name(key: str) -> str:
    """Typst writes UTF-8 where PDF would have an encoding of its own."""
    with suppress(UnicodeError):
        return key.encode("pdfdoc").decode("utf-8")
    return key


def with_pages(document: str, pages: Mapping[str, int]) -> str:
    """The Word document's XML with a number in each field of its contents whose heading has a page."""
    known = {**pages, **{_bookmark(name): page for name, page in pages.items()}}

    def filled(field: re.Match[str]) -> str:
        page = known.get(field[2])
        return field[1] if page is None else f"{field[1]}<w:r><w:t>{page}</w:t></w:r>"

    return FIELD.sub(filled, document)


def _bookmark(name: str) -> str:
    """The Word writer's own rule for identifiers that Word would refuse."""
    if name[:1].isalpha() and len(name) <= LONGEST:
        return name
    return f"X{sha1(name.encode(), usedforsecurity=False).hexdigest()[1:]}"
