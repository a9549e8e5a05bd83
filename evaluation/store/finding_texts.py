"""The free text of findings, evidence and recommendations, one by one: read, replaced and forgotten in the log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from evaluation.store import schema
from evaluation.store.act import Act

TABLES = ("finding", "evidence", "recommendation")


@dataclass(frozen=True, slots=True)
class TextKey:
    """Where a text stands: the table and row, the column, and the language; of an addressee which one it is."""

    table: str
    row: int
    column: str
    language: str = ""
    number: int = 0


def finding_texts(connection: Connection) -> dict[TextKey, str]:
    """Every text that somebody wrote with a finding and that is not empty, by where it stands.

    Statements and details of findings, notes on evidence, recommendations and whom they are for.
    """
    found = {key: text for name in TABLES for key, text in _texts(connection, name)}
    return {key: text for key, text in found.items() if text}


def replace_finding_texts(act: Act, texts: Mapping[TextKey, str]) -> None:
    """Put other words where these stand; what was there before is in the log until `seal_findings`."""
    rows = {(key.table, key.row) for key in texts}
    for name, row in sorted(rows):
        table = schema.metadata.tables[name]
        before = act.connection.execute(select(table).where(table.c.id == row)).mappings().first()
        own = {key: text for key, text in texts.items() if (key.table, key.row) == (name, row)}
        if before is not None:
            act.update(table, row, _values(dict(before), own))


def seal_findings(connection: Connection, rows: Collection[tuple[str, int]]) -> None:
    """Forget in every change what these rows, (table, id), said before; such a change cannot be undone any more.

    Call it after the act that replaced their texts has been recorded.
    """
    change = schema.change
    wanted = {(name, str(id_)) for name, id_ in rows}
    query = select(change.c.id, change.c.before, change.c.after, change.c.details)
    for id_, before, after, details in connection.execute(query).all():
        kept = (_without(before, wanted), {**after, "rows": _without(after["rows"], wanted)})
        if kept != (before, after):
            values = {"before": kept[0], "after": kept[1], "details": {**details, "sealed": True}}
            connection.execute(change.update().where(change.c.id == id_).values(**values))


def _texts(connection: Connection, name: str) -> Iterator[tuple[TextKey, str]]:
    table = schema.metadata.tables[name]
    for row in connection.execute(select(table).order_by(table.c.id)).mappings():
        if name == "evidence":
            yield TextKey(name, row["id"], "note"), row["note"]
        for column in ("statement", "detail") if name == "finding" else ("text",) if name == "recommendation" else ():
            for language, text in row[column].items():
                yield TextKey(name, row["id"], column, language), text
        for number, addressee in enumerate(row["addressees"] if name == "recommendation" else ()):
            for language, text in addressee.items():
                yield TextKey(name, row["id"], "addressees", language, number), text


def _values(row: dict[str, Any], texts: Mapping[TextKey, str]) -> dict[str, Any]:
    """The columns of a row with the new words in their places."""
    made: dict[str, Any] = {}
    for key, text in texts.items():
        now = made.get(key.column, row[key.column])
        if key.column == "addressees":
            made[key.column] = [{**one, key.language: text} if at == key.number else one for at, one in enumerate(now)]
        else:
            made[key.column] = {**now, key.language: text} if key.language else text
    return made


def _without(rows: Mapping[str, dict[str, Any]], wanted: Collection[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    kept = {name: {key: row for key, row in found.items() if (name, key) not in wanted} for name, found in rows.items()}
    return {name: found for name, found in kept.items() if found or name not in TABLES}
