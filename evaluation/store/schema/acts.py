"""What every store has: its version, its counters and the log of changes."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, PrimaryKeyConstraint, String, Table, Text

from evaluation.store.schema.base import metadata, words

# To the letter as Alembic makes it, so that a new store and a migrated one are the same.
version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

# Hands out whole-number ids, so that none is used twice, not even after an undo.
counter = Table("counter", metadata, Column("name", Text, primary_key=True), Column("last", Integer, nullable=False))

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("at", "who", "act"),
    Column("details", JSON, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undoes", Integer),
    Column("undone_by", Integer),
)
