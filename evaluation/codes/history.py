"""What a code has been through, and which codings were made when it meant something else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from evaluation.codes.changes import find
from evaluation.errors import fail
from evaluation.model import Coding
from evaluation.store import codes
from evaluation.store.changes import Change, read_changes
from evaluation.store.code_rows import MEANING, all_versions, ids_by_name
from evaluation.study import Study


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a code.

    version: the version it led to, if what the code means changed; `meant` maps each field that changed to what it
    said before and after, as they are stored. details: as in the log (old name, merged codes …). change: its number
    in the log; None where the log does not tell.
    """

    at: str
    who: str
    act: str
    version: int | None = None
    fields: tuple[str, ...] = ()
    meant: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    change: int | None = None


def code_ids(study: Study) -> dict[str, int]:
    """Name → the id a code keeps for as long as it lives, in the codebook's order."""
    with study.store.reading() as connection:
        return ids_by_name(connection)


def code_history(study: Study, name: str) -> list[Event]:
    """All that happened to a code and still stands, the first first."""
    find(study.codebook, name)
    with study.store.reading() as connection:
        id_ = ids_by_name(connection)[name]
        versions = all_versions(connection, id_)
        changed = [each for each in read_changes(connection) if each.undoes is None and each.undone_by is None]
    meant = _differences(versions)
    told = [
        _event(each, touched, meant) for each in changed if (touched := each.details.get("codes", {}).get(str(id_)))
    ]
    logged = {event.version for event in told}
    unlogged = [
        Event(row["at"], row["who"], "", row["version"], (), meant[row["version"]])
        for row in versions
        if row["version"] not in logged
    ]
    return [*unlogged, *told]


def _event(change: Change, touched: dict[str, Any], meant: dict[int, dict[str, tuple[Any, Any]]]) -> Event:
    version = touched["version"]
    details = {key: value for key, value in change.details.items() if key != "codes"}
    fields = tuple(touched["fields"])
    return Event(change.at, change.who, change.act, version, fields, meant.get(version, {}), details, change.id)


def _differences(versions: list[dict[str, Any]]) -> dict[int, dict[str, tuple[Any, Any]]]:
    """Version → what changed from the one before it."""
    found: dict[int, dict[str, tuple[Any, Any]]] = {}
    before: dict[str, Any] = {}
    for row in versions:
        after = row["content"]
        pairs = {key: (before.get(key), after.get(key)) for key in MEANING}
        found[row["version"]] = {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
        before = after
    return found


def outdated_codings(study: Study, names: Collection[str] | None = None) -> list[Coding]:
    """The codings, of all codes or of those named, made when their code meant something else.

    Their `code_version` tells under which version; 0 when under another code that was merged into this one.
    """
    now = {code.name: code.version for code in study.codebook}
    for name in names or ():
        find(study.codebook, name)
    return [
        coding
        for coding in study.codings()
        if coding.code_version not in (None, now[coding.code]) and (not names or coding.code in names)
    ]


def approve_codings(study: Study, ids: Iterable[int]) -> int:
    """Let codings stand under what their code means now; returns how many did not before."""
    wanted = set(ids)
    found = [coding for coding in study.codings() if coding.id in wanted]
    lacking = sorted(wanted - {coding.id for coding in found if coding.id})
    if lacking:
        raise fail("CODEBOOK-011", ids=", ".join(map(str, lacking[:10])))
    with study.store.act("codebook.approve", study.who, n=len(found)) as act:
        return codes.renew(act, found)
