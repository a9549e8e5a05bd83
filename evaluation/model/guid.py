"""What other programs know a code by: the identity it came with, else one that follows from its name."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from evaluation.model.codebook import Code


def derived_guid(kind: str, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"underveis:{kind}:{name}"))


def guids(codes: Iterable[Code]) -> dict[str, str]:
    """Name → GUID, no two alike: a code that took the name of a renamed one gets another than that one has."""
    listed = list(codes)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for code in sorted(listed, key=lambda code: code.guid is None):
        wanted, number = code.guid or derived_guid("code", code.name), 1
        while wanted in taken:
            number += 1
            wanted = derived_guid("code", f"{code.name}#{number}")
        taken.add(wanted)
        found[code.name] = wanted
    return found
