"""Memos, selections, media, cases, variables and links of a project taken into a study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coding.exchange.arrival import Arrival
from coding.exchange.guids import made_guid, pointed
from coding.exchange.identities import memo_guid
from coding.exchange.project import Note
from coding.exchange.taking_texts import place_in
from evaluation.model import Memo
from evaluation.model.round import Reveal, Round
from evaluation.store import exchange, memos, rounds
from evaluation.store.act import Row
from evaluation.store.exchange import KnownAs


def take_passages(arrival: Arrival) -> None:
    there = _guids(arrival, "passage")
    rows: list[Row] = []
    for each in arrival.project.passages:
        landed = arrival.sources[each.source]
        place = place_in(landed, (each.start, each.end))
        if each.guid in there:
            continue
        if place is None:
            arrival.tell("selection", "dropped", "words-gone", examples=(str(each.content.get("name", "")),))
            continue
        content = _content(arrival, each.content)
        rows.append({"source": landed.id, "start": place[0], "end": place[1], "guid": each.guid, "content": content})
    exchange.add_kept(arrival.act, "passage", rows)


def take_notes(arrival: Arrival) -> None:
    there = exchange.guids_of(arrival.act.connection, "memo")
    said = set(memos.read_memos(arrival.act.connection))
    taken: list[tuple[Memo, str, dict[str, Any]]] = []
    for each in arrival.project.notes:
        guid = each.guid or memo_guid(each.memo, each.memo.on_id)
        if guid in there:
            arrival.tell("note", "kept", "same-note", examples=(each.memo.title,))
            continue
        memo, also = _landed(arrival, each)
        if memo in said:
            arrival.tell("note", "kept", "same-note", examples=(memo.title,))
            continue
        taken.append((memo, guid, {**_content(arrival, each.content), **({"also": also} if also else {})}))
    ids = memos.add_memos(arrival.act, [memo for memo, *_ in taken])
    known = [
        KnownAs("memo", str(id_), guid, memo.at, content=content)
        for id_, (memo, guid, content) in zip(ids, taken, strict=True)
    ]
    exchange.add_known(arrival.act, known)


def _landed(arrival: Arrival, note: Note) -> tuple[Memo, list[str]]:
    """The memo on what it stands on here, and GUIDs of what else it stands on; on the study where that is gone."""
    memo = replace(note.memo, author=arrival.coder(note.memo.author))
    also = [arrival.guids.get(each, each) for each in note.also]
    if memo.on == "coding":
        id_ = arrival.codings.get(arrival.guids.get(memo.on_id, memo.on_id))
        return (replace(memo, on_id=str(id_)), also) if id_ is not None else (_on_study(memo), [memo.on_id, *also])
    if memo.on == "code":
        return replace(memo, on_id=arrival.codes.get(memo.on_id, memo.on_id)), also
    if memo.on == "source":
        landed = arrival.sources[memo.on_id]
        place = place_in(landed, (memo.start, memo.end)) if memo.start is not None and memo.end is not None else None
        start, end = place or (None, None)
        return replace(memo, on_id=landed.name, start=start, end=end), also
    if memo.on == "turn":
        name, _, number = memo.on_id.rpartition(":")
        return replace(memo, on_id=f"{arrival.sources[name].name}:{number}" if name in arrival.sources else ""), also
    people = {"participant": arrival.participants, "organisation": arrival.organisations, "session": arrival.sessions}
    on_id = people.get(memo.on, {"": ""}).get(memo.on_id)
    return (_on_study(memo) if on_id is None else replace(memo, on_id=on_id)), also


def _on_study(memo: Memo) -> Memo:
    return replace(memo, on="study", on_id="", start=None, end=None)


def take_media(arrival: Arrival) -> None:
    there = _guids(arrival, "medium")
    for each in arrival.project.media:
        guid = each.guid or made_guid("medium", each.kind, each.name)
        if guid in there:
            arrival.tell("source" if each.kind == "text" else each.kind, "kept", "same-medium", examples=(each.name,))
            continue
        file, digest = arrival.received.keep(each.file) if each.file else ("", "")
        content = _content(arrival, each.content)
        values = content.pop("values", {})
        row = {"guid": guid, "kind": each.kind, "name": each.name, "file": file, "sha256": digest, "content": content}
        [id_] = exchange.add_kept(arrival.act, "medium", [row])
        arrival.values.append(("medium", str(id_), values))


def take_variables(arrival: Arrival) -> None:
    """Variables are the same by GUID, else by name and type."""
    rows = exchange.read_kept(arrival.act.connection, "variable")
    there = {row["guid"] for row in rows}
    named = {(row["name"], row["type"]): row["guid"] for row in reversed(rows)}
    new: list[Row] = []
    for each in arrival.project.variables:
        guid = each.guid or made_guid("variable", each.name, each.type)
        if guid in there:
            continue
        if (each.name, each.type) in named:
            arrival.guids[guid] = named[each.name, each.type]
            arrival.tell("variable", "kept", "same-variable", examples=(each.name,))
            continue
        new.append({"guid": guid, "name": each.name, "type": each.type, "description": each.description})
    exchange.add_kept(arrival.act, "variable", new)


def take_cases(arrival: Arrival) -> None:
    there = _guids(arrival, "study_case")
    for each in arrival.project.cases:
        guid = each.guid or made_guid("case", each.name)
        if guid in there:
            arrival.tell("case", "kept", "same-case", examples=(each.name,))
            continue
        members = {"codes": each.codes, "sources": each.sources, "selections": each.selections}
        content = _content(arrival, {key: list(value) for key, value in members.items() if value})
        row = {"guid": guid, "name": each.name, "description": each.description, "content": content}
        [id_] = exchange.add_kept(arrival.act, "study_case", [row])
        arrival.values.append(("case", str(id_), each.values))


def take_relations(arrival: Arrival) -> None:
    there = _guids(arrival, "relation")
    rows = [
        {"guid": guid, "kind": each.kind, "name": each.name, "content": _content(arrival, each.content)}
        for each in arrival.project.relations
        if (guid := each.guid or made_guid("relation", each.kind, each.name)) not in there
    ]
    exchange.add_kept(arrival.act, "relation", rows)


def take_values(arrival: Arrival) -> None:
    """What variables say; what is said already stays, and a variable that is not there is told."""
    ids = {each["guid"]: each["id"] for each in exchange.read_kept(arrival.act.connection, "variable")}
    said = exchange.read_kept(arrival.act.connection, "attribute_value")
    there = {(each["variable"], each["on_kind"], each["on_id"]) for each in said}
    of_texts = [
        ("source", str(arrival.sources[each.source.name].id), each.values)
        for each in arrival.project.texts
        if each.values
    ]
    rows: list[Row] = []
    for kind, row, values in (*arrival.values, *of_texts):
        for guid, value in values.items():
            id_ = ids.get(arrival.guids.get(guid, guid))
            if id_ is None:
                arrival.tell("value", "dropped", "variable-gone", examples=(value,))
            elif (id_, kind, row) not in there:
                there.add((id_, kind, row))
                rows.append({"variable": id_, "on_kind": kind, "on_id": row, "value": value})
    exchange.add_kept(arrival.act, "attribute_value", rows)


def take_rounds(arrival: Arrival) -> None:
    """Rounds of one of our own exports, after their codings: nobody may code in one that is closed."""
    there = {each.name for each in rounds.read_rounds(arrival.act.connection)}
    for each in arrival.project.content.get("rounds", ()):
        if each["name"] not in there:
            coders = tuple(arrival.coder(name) for name in each["coders"])
            revealed = tuple(Reveal(**one) for one in each["revealed"])
            rounds.write_round(arrival.act, Round(**{**each, "coders": coders, "revealed": revealed}))


def _guids(arrival: Arrival, table: str) -> set[str]:
    return {row["guid"] for row in exchange.read_kept(arrival.act.connection, table)}


def _content(arrival: Arrival, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with the study's GUIDs and users in place of the project's."""
    found: dict[str, Any] = _with_users(arrival, pointed(dict(content), arrival.guids))
    return found


def _with_users(arrival: Arrival, content: Any) -> Any:
    if isinstance(content, dict):
        by = ("by", "modified_by")
        return {
            key: arrival.coder(value) if key in by else _with_users(arrival, value) for key, value in content.items()
        }
    return [_with_users(arrival, each) for each in content] if isinstance(content, list) else content
