"""Who takes part, in what, on which terms."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, Table, Text, UniqueConstraint, false

from evaluation.store.schema.base import metadata, reference, words

organisation = Table(
    "organisation",
    metadata,
    Column("id", Text, primary_key=True),
    *words("pseudonym", "sector"),
    Column("size", Integer),
    Column("open", Boolean, nullable=False, default=False, server_default=false()),
)

participant = Table(
    "participant",
    metadata,
    Column("id", Text, primary_key=True),
    reference("organisation", "organisation.id", required=False),
    *words("pseudonym", "role", "affiliation"),
)

# Real names, contacts and the labels people bear in transcripts, in a table of their own: no export reads it.
identity = Table(
    "identity",
    metadata,
    Column("id", Text, primary_key=True),
    reference("participant", "participant.id", required=False),
    reference("organisation", "organisation.id", required=False),
    *words("name", "contact"),
    Column("speakers", JSON, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("participant", "participant.id"),
    Column("recording", Boolean, nullable=False),
    Column("quoting", Boolean, nullable=False),
    Column("written_confirmation", Text),
    Column("withdrawn", Text),
    Column("kept_until", Text),
    UniqueConstraint("participant"),
)

session = Table(
    "session",
    metadata,
    Column("id", Text, primary_key=True),
    *words("kind", "title"),
    Column("date", Text),
    Column("start", Text),
    Column("end", Text),
    *words("place"),
    Column("instrument", Text),
    Column("recorded", Boolean, nullable=False),
    Column("transcribed", Boolean, nullable=False),
    reference("follows", "session.id", required=False),
)

attendance = Table(
    "attendance",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("session", "session.id"),
    reference("participant", "participant.id"),
    *words("status"),
    Column("mode", Text),
    Column("from_", Text),
    Column("to", Text),
    Column("left_because", JSON),
    reference("followed_up_by", "session.id", required=False),
    UniqueConstraint("session", "participant"),
)
