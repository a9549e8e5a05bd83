"""What other programs know things by: GUIDs as they are written, and new ones that follow from what a thing says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from evaluation.model.guid import derived_guid

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_BETWEEN = "\x1f"  # stands in no name, so that two lists of words never look the same


def guid_of(written: str | None) -> str:
    """A GUID in small letters and without braces; empty for anything that is none."""
    found = (written or "").strip().strip("{}").lower()
    return found if _GUID.fullmatch(found) else ""


def made_guid(kind: str, *said: object) -> str:
    """A GUID that follows from what a thing says: the same in every study that says it."""
    return derived_guid(kind, _BETWEEN.join(map(str, said)))


def handle_of(guid: str) -> str:
    """A GUID as an id of people and sessions: those have no more than 32 letters."""
    return guid.replace("-", "")


def guid_from(handle: str) -> str:
    """The GUID that an id was made of; empty where it was made of none."""
    parts = (handle[:8], handle[8:12], handle[12:16], handle[16:20], handle[20:])
    return guid_of("-".join(parts))


def pointed(content: Any, to: Mapping[str, str]) -> Any:
    """Plain values in which every GUID that has a new one is replaced by that."""
    if isinstance(content, str):
        return to.get(content, content)
    if isinstance(content, Mapping):
        return {to.get(key, key): pointed(value, to) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [pointed(each, to) for each in content]
    return content
