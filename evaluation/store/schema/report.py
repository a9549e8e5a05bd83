"""What people said of the report."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, Table

from evaluation.store.schema.base import metadata, words

# The last confirmation of each paragraph; `rests` holds numbers and hashes, never words that somebody said.
confirmation = Table(
    "report_confirmation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("paragraph"),
    Column("rests", JSON, nullable=False),
    *words("note", "who", "at"),
    info={"alike": ("paragraph",)},
)

# A remark that came back on a copy of the report; `key` is the same for the same remark in every copy.
comment = Table(
    "report_comment",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("key", "kind", "author", "at", "text", "quoted", "around", "place"),
    Column("replies", JSON, nullable=False),
    Column("resolved", Boolean, nullable=False),
    *words("document", "status", "note", "who", "decided_at"),
    info={"alike": ("key",)},
)
