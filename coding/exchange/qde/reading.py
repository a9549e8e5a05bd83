"""What a reader of a project knows as it goes along: whose GUID is whose, and what became of each element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coding.exchange.archive import Archive
from coding.exchange.guids import guid_of, made_guid
from coding.exchange.losses import Loss, Outcome
from evaluation.errors import Problem
from evaluation.memos import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")

WHO = {"creatingUser": "by", "modifyingUser": "modified_by"}
WHEN = {"creationDateTime": "created", "modifiedDateTime": "modified"}


@dataclass
class Reading:
    """`users` and `codes`: GUID → name. `lot` and `problems` fill up on the way."""

    archive: Archive
    users: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    lot: list[Loss] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def file(self) -> str:
        return str(self.archive.path)

    def tell(self, element: str, outcome: Outcome, reason: str = "", *, example: str = "", count: int = 1) -> None:
        examples = (example[:80],) if example else ()
        self.lot.append(Loss(element, outcome, count, reason, examples))

    def own_guid(self, element: Element) -> str:
        """The element's GUID, if nothing else has it; else one that follows from it."""
        written = element.get("guid")
        found = guid_of(written)
        if not found:
            found = made_guid("exchange", written or "", str(element.sourceline or 0), len(self.taken))
            self.tell("guid", "changed", "guid-none", example=tidy(written or ""))
        elif found in self.taken:
            number = 2
            while (other := made_guid("exchange", found, number)) in self.taken:
                number += 1
            self.tell("guid", "changed", "guid-twice", example=found)
            found = other
        self.taken.add(found)
        return found

    def user(self, written: str | None) -> str:
        """The name of a user; one that the project does not list is known by the GUID."""
        guid = guid_of(written)
        if not guid:
            return ""
        return self.users.setdefault(guid, f"bruker-{guid[:8]}")

    def made(self, element: Element) -> dict[str, str]:
        """Who made and changed it, and when; only what is said."""
        told: dict[str, str] = {}
        for key, written in element.items():
            if key in WHO and (name := self.user(str(written))):
                told[WHO[key]] = name
            elif key in WHEN and (at := moment(str(written))):
                told[WHEN[key]] = at
        return told


def moment(written: str | None) -> str:
    """A moment in ISO 8601 as the file has it; empty for anything else."""
    found = (written or "").strip()
    return found if _MOMENT.fullmatch(found) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements right below that have one of these names, whatever their namespace."""
    for child in element if element is not None else ():
        tag = child.tag
        if isinstance(tag, str) and tag.rpartition("}")[2] in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    return next(children(element, name), None)


def by_name(element: Element) -> dict[str, list[Element]]:
    """All elements right below, by their names: for what comes by the hundred thousand."""
    found: dict[str, list[Element]] = {}
    for each in element:
        tag = each.tag
        if isinstance(tag, str):
            found.setdefault(tag.rpartition("}")[2], []).append(each)
    return found


def targets(elements: Iterable[Element]) -> list[str]:
    """The GUIDs that elements point to."""
    found = (guid_of(each.get("targetGUID") or each.get("guid")) for each in elements)
    return [each for each in found if each]


def text_under(element: Element, name: str) -> str:
    """The words of the first element of this name."""
    found = child(element, name)
    return "" if found is None else "".join(map(str, found.itertext()))


def called(element: Element, fallback: str = "") -> str:
    """What an element is called, on one line and without control characters."""
    return " ".join(tidy(element.get("name") or "").split()) or fallback


def pointing(element: Element, *names: str) -> list[str]:
    """The GUIDs that elements of these names below it point to."""
    return targets(children(element, *names))


def without_empty(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in ("", None, [], {})}
