"""Rows of decisions on where coders differed, and the values they stand for."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, select

from evaluation.model.round import Adjudication
from evaluation.store import schema
from evaluation.store.act import Act


def read_adjudications(connection: Connection) -> list[Adjudication]:
    """All decisions, the oldest first; those that a later one replaced too."""
    table, source = schema.adjudication, schema.source
    query = select(table, source.c.name.label("name")).join(source, table.c.source == source.c.id)
    return [_adjudication(row) for row in connection.execute(query.order_by(table.c.id)).mappings()]


def add_adjudication(act: Act, found: Adjudication) -> int:
    """Write a decision; the earlier ones on any of the same codings are replaced by it. Returns its id."""
    source = schema.source
    row = asdict(found) | {"codings": list(found.codings), "made": list(found.made)}
    row["source"] = act.connection.scalar(select(source.c.id).where(source.c.name == found.source))
    earlier = standing_on(act.connection, found.codings)
    [id_] = act.insert(schema.adjudication, [{key: value for key, value in row.items() if key != "id"}])
    for each in earlier:
        act.update(schema.adjudication, each.id, {"replaced_by": id_})
    return int(id_)


def standing_on(connection: Connection, codings: tuple[int, ...]) -> list[Adjudication]:
    """The decisions in force on places where one of these codings is in dispute."""
    standing = (each for each in read_adjudications(connection) if each.replaced_by is None)
    return [each for each in standing if not set(codings).isdisjoint(each.codings)]


def _adjudication(row: RowMapping) -> Adjudication:
    own = {key: value for key, value in row.items() if key not in ("source", "name", "codings", "made")}
    return Adjudication(source=row["name"], codings=tuple(row["codings"]), made=tuple(row["made"]), **own)
