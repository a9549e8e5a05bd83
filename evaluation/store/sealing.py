"""Taking what a source said before out of the log, where it must not be read any more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, select

from evaluation.store import schema
from evaluation.store.act import Act

_OF_SOURCE = ("source", "turn")


def rename_speakers(act: Act, name: str, labels: Mapping[str, str]) -> int:
    """Give the turns of a source other labels, old label → new label. Returns the source's id."""
    source, turn = schema.source, schema.turn
    id_ = int(act.connection.scalar(select(source.c.id).where(source.c.name == name)) or 0)
    query = select(turn.c.id, turn.c.speaker).where(turn.c.source == id_, turn.c.speaker.in_(list(labels)))
    act.write_over(turn, [{"id": key, "speaker": labels[label]} for key, label in act.connection.execute(query)])
    return id_


def seal(connection: Connection, ids: Collection[int]) -> None:
    """Forget in every change what these sources and their turns were; such a change cannot be undone any more.

    Call it after the act that put their new texts in has been recorded.
    """
    wanted = set(ids)
    turns = set(connection.scalars(select(schema.turn.c.id).where(schema.turn.c.source.in_(wanted))))
    change = schema.change
    query = select(change.c.id, change.c.before, change.c.after, change.c.details)
    for id_, before, after, details in connection.execute(query).all():
        rows = after["rows"]
        kept = (_without(before, wanted, turns), {**after, "rows": _without(rows, wanted, turns)})
        if kept != (before, after):
            values = {"before": kept[0], "after": kept[1], "details": {**details, "sealed": True}}
            connection.execute(change.update().where(change.c.id == id_).values(**values))


def _without(rows: Mapping[str, dict[str, Any]], sources: set[int], turns: set[int]) -> dict[str, dict[str, Any]]:
    kept = {name: dict(found) for name, found in rows.items()}
    for name in _OF_SOURCE:
        if name in kept:
            kept[name] = {key: row for key, row in kept[name].items() if not _of(name, row, sources, turns)}
    return {name: found for name, found in kept.items() if found or name not in _OF_SOURCE}


def _of(name: str, row: Mapping[str, Any], sources: set[int], turns: set[int]) -> bool:
    return row["id"] in sources if name == "source" else row["source"] in sources or row["id"] in turns
