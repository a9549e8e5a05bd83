"""The texts and their turns."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Integer, Table, Text

from evaluation.store.schema.base import metadata, reference, words

source = Table(
    "source",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    *words("kind"),
    reference("session", "session.id", required=False),
    Column("text", Text, nullable=False),
    Column("language", Text),
    *words("file", "sha256", "format", "encoding"),
    Column("offsets", JSON, nullable=False),
    Column("instrument", Text),
    Column("instrument_sha256", Text),
)

turn = Table(
    "turn",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("source", "source.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    *words("speaker"),
    Column("start_time", Float),
    Column("end_time", Float),
    reference("participant", "participant.id", required=False),
    Column("question", Text),
    Column("question_basis", Text),
)
