"""What is held open for answers, who was asked, and what they answered."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, Table, Text, UniqueConstraint

from evaluation.store.schema.base import metadata, reference, words

# What parties report on for a period; `parties` are ids of the organisations that are expected to.
reporting_round = Table(
    "reporting_round",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    *words("instrument", "title"),
    Column("start", Text),
    Column("end", Text),
    Column("deadline", Text),
    Column("parties", JSON, nullable=False),
)

# An instrument held open under a session. Of tokens only hashes are kept, here and below.
form = Table(
    "form",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    *words("instrument", "sha256"),
    reference("session", "session.id"),
    reference("round", "reporting_round.id", required=False),
    Column("link", Text),
    Column("closes", Text),
    *words("opened_at", "opened_by"),
    Column("closed_at", Text),
    Column("closed_by", Text),
)

invitation = Table(
    "invitation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("form", "form.id"),
    Column("digest", Text, nullable=False, unique=True),
    reference("organisation", "organisation.id", required=False),
    reference("participant", "participant.id", required=False),
    *words("label", "channel", "at", "who"),
    Column("revoked_at", Text),
)

# One respondent's answers. They never stand in the log of changes, so that withdrawing them is real.
response = Table(
    "response",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("form", "form.id", required=False),
    reference("invitation", "invitation.id", required=False),
    reference("session", "session.id"),
    reference("organisation", "organisation.id", required=False),
    reference("participant", "participant.id", required=False),
    reference("source", "source.id", required=False),
    *words("instrument", "sha256", "channel"),
    Column("digest", Text, nullable=False),
    Column("language", Text),
    Column("answers", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("consented_at", Text),
    *words("started_at", "saved_at"),
    Column("submitted_at", Text),
    Column("withdrawn_at", Text),
    UniqueConstraint("digest"),
)

# What a party reported in a document, its own or a joint one; `missing` are sections of the template.
party_report = Table(
    "party_report",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("round", "reporting_round.id"),
    reference("organisation", "organisation.id"),
    reference("source", "source.id"),
    *words("heading", "template", "file"),
    Column("line", Integer),
    Column("missing", JSON, nullable=False),
    *words("reported", "at", "who"),
    UniqueConstraint("round", "organisation"),
)
