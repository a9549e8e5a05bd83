"""The list of acts: who did what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from evaluation.store import schema


@dataclass(frozen=True, slots=True)
class Change:
    """One act without the rows it touched: what `log` shows."""

    id: int
    at: str
    who: str
    act: str
    details: dict[str, Any]
    undoes: int | None
    undone_by: int | None


def read_changes(connection: Connection) -> list[Change]:
    """All acts, the oldest first."""
    table = schema.change
    columns = (table.c.id, table.c.at, table.c.who, table.c.act, table.c.details, table.c.undoes, table.c.undone_by)
    return [Change(*row) for row in connection.execute(select(*columns).order_by(table.c.id))]
