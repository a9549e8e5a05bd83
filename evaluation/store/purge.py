"""Taking a source away for good: its words, what stands off from it, and what the log of changes held of both."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from evaluation.store import schema
from evaluation.store.act import portions

Doomed = dict[str, set[str]]  # table → ids as text
OF_SOURCE = ("turn", "coding", "refusal", "adjudication", "passage", "meeting_words", "evidence")


def purge_source(connection: Connection, source: int) -> None:
    """Delete a source with its turns, codings, memos, refusals and the rest, and forget them in the log."""
    doomed: Doomed = {"source": {str(source)}}
    for name in OF_SOURCE:
        table = schema.metadata.tables[name]
        doomed[name] = _texts(connection.scalars(select(table.c.id).where(table.c.source == source)))
    _recall(connection, doomed)
    for name in ("memo", "attribute_value"):
        doomed[name] = standing_on(connection, schema.metadata.tables[name], doomed)
    _leave_summaries(connection, doomed["coding"])
    _empty_evidence(connection, doomed["evidence"])
    for name in (
        "attribute_value",
        "memo",
        "meeting_words",
        "passage",
        "adjudication",
        "refusal",
        "coding",
        "turn",
        "source",
    ):
        _delete(connection, schema.metadata.tables[name], doomed[name])
    forget(connection, doomed)


def _texts(ids: Iterable[Any]) -> set[str]:
    return {str(each) for each in ids}


def standing_on(connection: Connection, table: Table, doomed: Doomed) -> set[str]:
    """What stands on the doomed, there now or only in the log of changes."""
    rows = connection.execute(select(table.c.id, table.c.on_kind, table.c.on_id))
    there = {str(id_) for id_, kind, on in rows if on in doomed.get(kind, ())}
    logged = _logged(connection, table.name)
    return there | {id_ for id_, row in logged if row["on_id"] in doomed.get(row["on_kind"], ())}


def _recall(connection: Connection, doomed: Doomed) -> None:
    """Add what was taken away earlier and would come back by undoing that: it stands in the log alone."""
    [source] = doomed["source"]
    for name in OF_SOURCE:
        doomed[name] |= {id_ for id_, row in _logged(connection, name) if str(row["source"]) == source}


def _logged(connection: Connection, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    change = schema.change
    for before, after in connection.execute(select(change.c.before, change.c.after)):
        for rows in (before, after["rows"]):
            yield from rows.get(name, {}).items()


def _leave_summaries(connection: Connection, codings: Collection[str]) -> None:
    """Summaries no longer rest on codings that are gone."""
    table = schema.summary
    for id_, resting in connection.execute(select(table.c.id, table.c.codings)).all():
        kept = [each for each in resting if str(each) not in codings]
        if len(kept) < len(resting):
            connection.execute(table.update().where(table.c.id == id_).values(codings=kept))


def _empty_evidence(connection: Connection, ids: Collection[str]) -> None:
    """That a finding rested on something stays; what it was does not."""
    table = schema.evidence
    empty = {"source": None, "start": None, "end": None, "note": "", "seen": ""}
    for some in portions([int(each) for each in ids]):
        connection.execute(table.update().where(table.c.id.in_(some)).values(**empty))


def _delete(connection: Connection, table: Table, ids: Collection[str]) -> None:
    for some in portions([int(each) for each in ids]):
        connection.execute(table.delete().where(table.c.id.in_(some)))


def forget(connection: Connection, doomed: Doomed) -> None:
    """Take the rows out of all that the log says of them as they were; that they were there, stays."""
    change = schema.change
    for id_, before, after in connection.execute(select(change.c.id, change.c.before, change.c.after)).all():
        told = (_without(before, doomed), {**after, "rows": _without(after["rows"], doomed)})
        if told != (before, after):
            connection.execute(change.update().where(change.c.id == id_).values(before=told[0], after=told[1]))


def _without(rows: dict[str, dict[str, Any]], doomed: Doomed) -> dict[str, dict[str, Any]]:
    return {name: {key: row for key, row in found.items() if key not in doomed.get(name, ())}
            for name, found in rows.items()}  # fmt: skip
