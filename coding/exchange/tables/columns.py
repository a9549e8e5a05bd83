"""What people and programs call the columns of a table of codings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from coding.codebooks.table import column_of as codebook_column

NAMES: Mapping[str, tuple[str, ...]] = {
    "source": ("kilde", "kjelde", "document", "dokument", "file", "fil", "filnavn", "filnamn", "filename"),
    "start": ("fra", "frå", "from", "begin", "start offset", "start position", "pos0", "selfirst"),
    "end": ("til", "to", "slutt", "end offset", "end position", "pos1", "selend"),
    "text": (
        "tekst", "quote", "quotation", "sitat", "content", "innhold", "innhald", "segment", "utdrag", "seltext",
        "coded text", "coded segment", "quotation content",
    ),
    "code": ("kode", "tag", "codes", "code name"),
    "path": ("sti", "kodesti", "code path"),
    "coder": ("koder", "kodar", "kodet av", "koda av", "owner", "author", "user", "coded by"),
    "round": ("runde",),
    "origin": ("opphav",),
    "certainty": ("sikkerhet", "tryggleik"),
    "note": ("memo", "kommentar", "comment", "merknad", "notat"),
    "at": ("date", "dato", "created", "tidspunkt"),
}  # fmt: skip
_CANONICAL = {other: name for name, others in NAMES.items() for other in (name, *others)}


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Column → its number; the first where two are called the same. Without «kode», «koder» are the codes."""
    found: dict[str, int] = {}
    for number, heading in enumerate(headings):
        name = _CANONICAL.get(_bare(heading))
        if name is not None:
            found.setdefault(name, number)
    if "code" not in found and "coder" in found and _bare(headings[found["coder"]]) in ("koder", "kodar"):
        found["code"] = found.pop("coder")
    return found


def known_headings(headings: Iterable[str]) -> int:
    """How many of the headings mean something in a table of codings or of codes."""
    return sum(_bare(each) in _CANONICAL or codebook_column(each) is not None for each in headings if each.strip())


def _bare(heading: str) -> str:
    return " ".join(re.sub(r"[\s_()\-:]+", " ", heading).split()).lower()
