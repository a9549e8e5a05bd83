"""Whether the database itself is whole."""

from __future__ import annotations

from sqlalchemy import Connection


def complaints(connection: Connection) -> list[str]:
    """What SQLite finds wrong with its own pages and references; other databases see to theirs themselves."""
    if connection.dialect.name != "sqlite":
        return []
    pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    broken = [f"{row[0]} {row[1]} → {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return [*(each for each in pages if each != "ok"), *broken]
