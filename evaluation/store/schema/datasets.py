"""Files of survey answers: the values stay in the file received, what they mean stands here."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, Table, Text

from evaluation.store.schema.base import metadata, reference, words

dataset = Table(
    "dataset",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    *words("file", "sha256", "format"),
    Column("rows", Integer, nullable=False),
    reference("session", "session.id", required=False),
    Column("instrument", Text),
    Column("instrument_sha256", Text),
    Column("meaning", JSON, nullable=False),
    *words("at"),
)
