"""What the material amounts to: findings, what they rest on, and what is recommended."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, Table

from evaluation.store.schema.base import metadata, reference, words

# `statement` and `detail` are texts by language.
finding = Table(
    "finding",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("theme"),
    Column("statement", JSON, nullable=False),
    Column("detail", JSON, nullable=False),
    *words("state"),
    Column("public", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    *words("author", "at"),
    Index("ix_finding_theme", "theme", "position"),
)

# `coding` refers to none by a key: what a finding rests on outlives the coding it was taken from. `coder` and `round`
# are the coding's. Without a finding it is a quote chosen for the report.
evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("finding", "finding.id", required=False),
    *words("kind", "theme"),
    reference("source", "source.id", required=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("coding", Integer),
    *words("code", "coder", "round", "key"),
    Column("counter", Boolean, nullable=False),
    *words("note", "seen", "who", "at"),
    Index("ix_evidence_coding", "coding"),
)

recommendation = Table(
    "recommendation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("finding", "finding.id"),
    Column("position", Integer, nullable=False),
    Column("text", JSON, nullable=False),
    Column("addressees", JSON, nullable=False),
)
