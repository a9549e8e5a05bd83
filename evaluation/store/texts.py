"""Rows of a text that changes: the source's own, its turns', and those of the codings that stand off from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields

from sqlalchemy import Connection, RowMapping, or_, select

from evaluation.model import Source, Turn
from evaluation.store import schema
from evaluation.store.act import Act, portions
from evaluation.store.findings import hand_over_evidence
from evaluation.store.memos import memo_spans

Place = tuple[int, int]
_PLACED = (schema.turn, schema.coding, schema.refusal, schema.passage, schema.meeting_words, schema.evidence)
FURTHEST = 50  # acts on texts: how far back the log is searched for a text that somebody read
_OF_FILE = ("text", "language", "file", "sha256", "format", "encoding")
_OF_TURN = tuple(each.name for each in fields(Turn) if each.name != "line")


def standing(connection: Connection, name: str) -> tuple[int, str] | None:
    """The id of a source and its text as it is now; nobody else can change it before this transaction ends."""
    table = schema.source
    row = connection.execute(select(table.c.id, table.c.text).where(table.c.name == name).with_for_update()).first()
    return (row[0], row[1]) if row else None


def id_of(connection: Connection, name: str) -> int | None:
    """The id of a source."""
    return connection.scalar(select(schema.source.c.id).where(schema.source.c.name == name))


def text_version(text: str) -> str:
    """What tells a text from what it was before and will be."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def former_text(connection: Connection, name: str, version: str) -> str | None:
    """The text of this version that a source had, if an act among the latest on texts replaced it and remembers it."""
    change, id_ = schema.change, id_of(connection, name)
    on_texts = or_(
        change.c.act.like("source.%"), change.c.act.like("privacy.%"), change.c.act.in_(("turn.join", "undo", "redo"))
    )
    query = select(change.c.before).where(on_texts).order_by(change.c.id.desc()).limit(FURTHEST)
    rows = (before.get("source", {}).get(str(id_)) for before in connection.scalars(query))
    return next((row["text"] for row in rows if row and text_version(row["text"]) == version), None)


def text_stands(connection: Connection, name: str, text: str) -> bool:
    """Whether a source has this text still; until this transaction ends it then keeps it."""
    table = schema.source
    query = select(table.c.text).where(table.c.name == name).with_for_update(read=True)
    return bool(connection.scalar(query) == text)


def rewrite_source(act: Act, id_: int, source: Source) -> None:
    """Put a text, and where it came from, in the place of the one the source has."""
    values = {name: getattr(source, name) for name in _OF_FILE}
    act.update(schema.source, id_, {**values, "offsets": [list(step) for step in source.offsets.steps]})


def rewrite_turns(act: Act, id_: int, turns: Sequence[tuple[Turn, int | None]]) -> None:
    """All turns of a source, each with the index of the row it had; rows that no turn has are deleted."""
    table = schema.turn
    ids = list(
        act.connection.scalars(select(table.c.id).where(table.c.source == id_).order_by(table.c.start, table.c.id))
    )
    rows = [({name: getattr(turn, name) for name in _OF_TURN}, was) for turn, was in turns]
    act.write_over(table, [{"id": ids[was], **row} for row, was in rows if was is not None])
    kept = {was for _, was in turns}
    act.delete(table, [row_id for index, row_id in enumerate(ids) if index not in kept])
    act.insert(table, [{"source": id_, **row} for row, was in rows if was is None])


def move_codings(act: Act, places: Mapping[int, Place | None]) -> None:
    """Coding id → its new place; those that have none are deleted."""
    act.delete(schema.coding, [id_ for id_, place in places.items() if place is None])
    rows = [{"id": id_, "start": place[0], "end": place[1]} for id_, place in places.items() if place is not None]
    act.write_over(schema.coding, rows)


def put_together(act: Act, kept: Mapping[int, int]) -> None:
    """Coding id → the coding that stands for it from now on, for memos, summaries and findings resting on it."""
    memo, summary = schema.memo, schema.summary
    for some in portions([str(id_) for id_ in kept]):
        query = select(memo.c.id, memo.c.on_id).where(memo.c.on_kind == "coding", memo.c.on_id.in_(some))
        act.write_over(memo, [{"id": id_, "on_id": str(kept[int(on)])} for id_, on in act.connection.execute(query)])
    for id_, codings in act.connection.execute(select(summary.c.id, summary.c.codings)).all():
        act.update(summary, id_, {"codings": list(dict.fromkeys(kept.get(each, each) for each in codings))})
    hand_over_evidence(act, kept)


def former_files(connection: Connection) -> frozenset[str]:
    """The files that sources and datasets had before they were changed or taken back: an undo needs them again."""
    rows = connection.scalars(select(schema.change.c.before))
    kept = (row["file"] for before in rows for name in ("source", "dataset") for row in before.get(name, {}).values())
    return frozenset(str(file) for file in kept if file)


def files_of(connection: Connection, name: str) -> frozenset[str]:
    """The files that a source was read from, the present one and those before."""
    source, change = schema.source, schema.change
    id_ = connection.scalar(select(source.c.id).where(source.c.name == name))
    rows = connection.scalars(select(change.c.before))
    before = {str(side.get("source", {}).get(str(id_), {}).get("file", "")) for side in rows}
    return frozenset(before | {connection.scalar(select(source.c.file).where(source.c.id == id_)) or ""}) - {""}


def rewritten(change: RowMapping) -> set[tuple[str, str]]:
    """The sources whose text a change replaced, as (table, id)."""
    after = change["after"]["rows"].get("source", {})
    before = change["before"].get("source", {})
    return {("source", key) for key, row in before.items() if key in after and row["text"] != after[key]["text"]}


def standing_off(connection: Connection, change: RowMapping) -> set[tuple[str, str]]:
    """The turns, codings, refusals, memos and evidence placed by the text that a change put in, as (table, id)."""
    found: set[tuple[str, str]] = set()
    for source in (int(key) for _, key in rewritten(change)):
        for table in _PLACED:
            ids = connection.scalars(select(table.c.id).where(table.c.source == source))
            found |= {(table.name, str(id_)) for id_ in ids}
        found |= {("memo", str(id_)) for id_ in memo_spans(connection, source)}
    return found


def texts_under(change: RowMapping) -> set[tuple[str, str]]:
    """The sources whose words the memos that are to come back stand on, as (table, id)."""
    memos = change["before"].get("memo", {}).values()
    return {("source", row["on_id"]) for row in memos if row["on_kind"] == "source" and row["start"] is not None}
