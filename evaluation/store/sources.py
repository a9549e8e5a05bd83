"""Rows of sources and turns, and the values they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, select

from evaluation.model import OffsetMap, Source, Turn
from evaluation.store import schema
from evaluation.store.act import Act, Row


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source without its text: what lists show. `instrument` names what was asked; its hash, which version of it."""

    id: int
    name: str
    kind: str
    session: str | None
    characters: int
    turns: int
    language: str | None
    file: str
    sha256: str
    instrument: str | None
    instrument_sha256: str | None


def write_source(act: Act, source: Source, *, instrument: str | None = None, hash_: str | None = None) -> int:
    """Add a source with its turns; returns its id."""
    return write_sources(act, [source], instrument=instrument, hash_=hash_)[0]


def write_sources(
    act: Act, found: Sequence[Source], *, instrument: str | None = None, hash_: str | None = None
) -> list[int]:
    """Add sources that were asked with one instrument, with their turns; returns their ids."""
    asked = {"instrument": instrument, "instrument_sha256": hash_}
    ids = [int(id_) for id_ in act.insert(schema.source, [_row(source) | asked for source in found])]
    pairs = zip(ids, found, strict=True)
    act.insert(schema.turn, [turn_row(id_, turn) for id_, source in pairs for turn in source.turns])
    return ids


def list_sources(connection: Connection) -> list[SourceSummary]:
    source, turn = schema.source, schema.turn
    turns = select(func.count()).where(turn.c.source == source.c.id).scalar_subquery()
    columns = (source.c.id, source.c.name, source.c.kind, source.c.session, func.length(source.c.text), turns)
    last = (source.c.language, source.c.file, source.c.sha256, source.c.instrument, source.c.instrument_sha256)
    query = select(*columns, *last).order_by(source.c.id)
    return [SourceSummary(*row) for row in connection.execute(query)]


def read_sources(connection: Connection, names: Sequence[str] | None = None) -> list[Source]:
    """The sources with their texts and turns, all or those named, in the order they were added."""
    query = select(schema.source).order_by(schema.source.c.id)
    if names is not None:
        query = query.where(schema.source.c.name.in_(names))
    rows = connection.execute(query).mappings().all()
    turns = _turns(connection, [row["id"] for row in rows] if names is not None else None)
    return [_source(row, turns.get(row["id"], [])) for row in rows]


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a source without all that stands about them."""

    id: int
    text: str


def read_text(connection: Connection, name: str) -> Text | None:
    """The text of the source of this name; None where there is none."""
    table = schema.source
    row = connection.execute(select(table.c.id, table.c.text).where(table.c.name == name)).first()
    return Text(*row) if row else None


def _turns(connection: Connection, ids: list[int] | None) -> dict[int, list[Turn]]:
    table = schema.turn
    query = select(table).order_by(table.c.source, table.c.start, table.c.id)
    if ids is not None:
        query = query.where(table.c.source.in_(ids))
    found: dict[int, list[Turn]] = {}
    for row in connection.execute(query):
        _, source, *values = row
        found.setdefault(source, []).append(Turn(*values))
    return found


def _row(source: Source) -> Row:
    same = ("name", "kind", "session", "text", "language", "file", "sha256", "format", "encoding")
    return {name: getattr(source, name) for name in same} | {"offsets": [list(step) for step in source.offsets.steps]}


def turn_row(source: int, turn: Turn) -> Row:
    return {
        "source": source,
        "start": turn.start,
        "end": turn.end,
        "speaker": turn.speaker,
        "participant": turn.participant,
        "start_time": turn.start_time,
        "end_time": turn.end_time,
        "question": turn.question,
        "question_basis": turn.question_basis,
    }


def _source(row: RowMapping, turns: list[Turn]) -> Source:
    steps = tuple((stored, original) for stored, original in row["offsets"])
    kept = ("name", "text", "kind", "language", "session", "file", "sha256", "format", "encoding", "id")
    return Source(**{key: row[key] for key in kept}, turns=tuple(turns), offsets=OffsetMap(steps))
