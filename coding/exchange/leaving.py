"""A study on its way out: its texts and codings, without names and without words somebody has taken back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from coding.exchange.covering import Covering, overlapping
from coding.exchange.guids import pointed
from coding.exchange.identities import Identities, coding_guid
from coding.exchange.leaving_people import PeopleTold
from coding.exchange.losses import Loss, Outcome
from coding.exchange.project import Attached, Coded, Passage, Text
from evaluation.model import Codebook, Source
from evaluation.model.guid import derived_guid, guids
from evaluation.store import codes, exchange
from evaluation.store.changes import read_changes

Values = Mapping[tuple[str, str], Mapping[str, str]]  # kind and id of a row → variable → value


@dataclass
class Leaving:
    """sources, codes: name → GUID; merged: GUID of a code that is one with another now → that one's."""

    connection: Connection
    folder: Path
    covering: Covering
    identities: Identities
    codebook: Codebook
    held: Sequence[Source]
    sources: Mapping[str, str]
    told: PeopleTold
    codes: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    names: int = 0
    lot: list[Loss] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.codes = guids(self.codebook)
        self.merged = merged_codes(self.connection, self.codes)
        self.values = read_values(self.connection)

    def tell(self, element: str, outcome: Outcome, reason: str, count: int = 1, examples: Sequence[str] = ()) -> None:
        if count:
            self.lot.append(Loss(element, outcome, count, reason, tuple(examples[:3])))

    def file(self, name: str) -> Attached | None:
        """A file of the study, if it is still there."""
        place = self.folder / name
        return Attached(name, place) if name and place.is_file() else None


def texts(leaving: Leaving) -> tuple[Text, ...]:
    known = leaving.identities.known.get("source", {})
    found = []
    for source in leaving.held:
        covered, names = leaving.covering.source(source)
        leaving.names += names
        came = known.get(str(source.id))
        content: Mapping[str, Any] = (came.content if came else None) or {}
        untouched = covered.text == source.text
        if not untouched:
            leaving.tell("source", "changed", "covered", examples=(source.name,))
        rich = leaving.file(str(content.get("rich", "")))
        if rich is not None and not untouched:
            leaving.tell("file", "dropped", "covered", examples=(rich.name,))
        text = Text(
            leaving.told.source(covered),
            leaving.sources[source.name],
            leaving.covering.words(str(content.get("description", ""))),
            medium=came.within if came else "",
            rich=rich if untouched else None,
            created=came.at if came else "",
            values=leaving.values.get(("source", str(source.id)), {}),
            by=str(content.get("by", "")),
            modified=str(content.get("modified", "")),
            modified_by=str(content.get("modified_by", "")),
        )
        found.append(text)
    return tuple(found)


def codings(leaving: Leaving) -> list[Coded]:
    """By place, then by the codebook, then by GUID: in an order that has nothing to do with when they came."""
    known = leaving.identities.known.get("coding", {})
    withheld = {source.name: leaving.covering.withheld(source) for source in leaving.held}
    since = exchange.made_at(leaving.connection)
    starts = [first for first, *_ in since]
    order = {source.name: number for number, source in enumerate(leaving.held)}
    position = {code.name: number for number, code in enumerate(leaving.codebook)}
    found: list[Coded] = []
    gone = 0
    for coding in codes.read_codings(leaving.connection):
        if withheld[coding.source] and overlapping(coding.start, coding.end, withheld[coding.source]):
            gone += 1
            continue
        row = str(coding.id)
        came = known.get(row)
        source, code = leaving.sources[coding.source], leaving.codes[coding.code]
        guid = leaving.identities.guid("coding", row, partial(coding_guid, coding, source, code))
        at = came.at if came else _moment(since, starts, coding.id or 0)
        kept = replace(coding, note=leaving.covering.words(coding.note)) if coding.note else coding
        found.append(Coded(kept, guid, at, came.within if came else ""))
    leaving.tell("coding", "dropped", "withdrawn", gone)

    def place(each: Coded) -> tuple[Any, ...]:
        coding = each.coding
        return order[coding.source], coding.start, coding.end, position[coding.code], each.guid

    return sorted(found, key=place)


def passages(leaving: Leaving) -> tuple[Passage, ...]:
    names = {source.id: source for source in leaving.held}
    found = []
    for row in exchange.read_kept(leaving.connection, "passage"):
        source = names[row["source"]]
        if overlapping(row["start"], row["end"], leaving.covering.withheld(source)):
            leaving.tell("selection", "dropped", "withdrawn")
            continue
        content = pointed(row["content"], leaving.merged)
        said = {key: leaving.covering.words(str(content[key])) for key in ("name", "description") if key in content}
        content = {**content, **said}
        found.append(Passage(source.name, row["start"], row["end"], row["guid"], content))
    return tuple(sorted(found, key=lambda each: (each.source, each.start, each.end, each.guid)))


def read_values(connection: Connection) -> Values:
    variables = {row["id"]: row["guid"] for row in exchange.read_kept(connection, "variable")}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in exchange.read_kept(connection, "attribute_value"):
        found.setdefault((row["on_kind"], row["on_id"]), {})[variables[row["variable"]]] = row["value"]
    return found


def merged_codes(connection: Connection, now: Mapping[str, str]) -> dict[str, str]:
    """GUID of each code that was merged into another → that of the code it is now."""
    names: dict[str, str] = {}
    for change in read_changes(connection):
        if change.undone_by is not None or change.act not in ("codebook.merge", "codebook.rename"):
            continue
        told = change.details
        gone = [each["name"] for each in told["merged"]] if "merged" in told else [told["name"]]
        became = told["into"] if "merged" in told else told["to"]
        names = {guid: became if name in gone else name for guid, name in names.items()}
        for each in told.get("merged", ()):
            names[each.get("guid") or derived_guid("code", each["name"])] = became
    return {guid: now[name] for guid, name in names.items() if name in now and now[name] != guid}


def _moment(since: Sequence[tuple[int, int, str]], starts: Sequence[int], id_: int) -> str:
    """When a coding of our own was made: what the log says of its id."""
    at = bisect_right(starts, id_) - 1
    return since[at][2] if at >= 0 and since[at][0] <= id_ <= since[at][1] else ""
