"""What the texts mean: codes, codings, and what was written and decided about them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, Table, Text, UniqueConstraint

from evaluation.store.schema.base import metadata, reference, words

codebook = Table(
    "codebook",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", JSON, nullable=False),
    *words("version"),
)

code = Table(
    "code",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("codebook", "codebook.id"),
    Column("name", Text, nullable=False, unique=True),
    reference("parent", "code.id", required=False),
    Column("position", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)

# Where a code belongs twice: its parents beside the first, which stands in the code's own row.
code_parent = Table(
    "code_parent",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("code", "code.id"),
    reference("parent", "code.id"),
    UniqueConstraint("code", "parent"),
)

# What a code meant before: one row for each version, the present one too.
code_version = Table(
    "code_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("code", "code.id"),
    Column("version", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    *words("at", "who"),
    UniqueConstraint("code", "version"),
)

coding = Table(
    "coding",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("source", "source.id", index=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    reference("code", "code.id"),
    *words("coder", "round", "origin", "note"),
    Column("certainty", Integer),
    Column("code_version", Integer),
    Index("ix_coding_source", "source", "start"),
    info={"alike": ("source", "start", "end", "code", "coder", "round", "origin", "note")},
)

# A memo stands on anything: `on_kind` and `on_id` name it, `start` and `end` words of a source.
memo = Table(
    "memo",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("kind", "title", "text", "author", "at", "on_kind", "on_id"),
    Column("start", Integer),
    Column("end", Integer),
    Index("ix_memo_on", "on_kind", "on_id"),
)

# A suggested code that somebody said no to; `words` is a hash of what it was refused for.
refusal = Table(
    "refusal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("source", "source.id", index=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    reference("code", "code.id"),
    Column("code_version", Integer, nullable=False),
    *words("words", "reason", "model"),
    Column("score", Float),
    *words("who", "at"),
    Index("ix_refusal_source", "source", "start"),
    info={"alike": ("source", "start", "end", "code")},
)

# One cell of the framework matrix; `evidence` is a hash of the quotes it was written from.
summary = Table(
    "summary",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("case_kind", "case_id", "theme", "text", "author", "at"),
    Column("codings", JSON, nullable=False),
    *words("evidence"),
    UniqueConstraint("case_kind", "case_id", "theme"),
)

# A round of coding by several people. `revealed`: who saw the others' codings before it was closed, when and why.
coding_round = Table(
    "round",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("blind", Boolean, nullable=False),
    Column("coders", JSON, nullable=False),
    *words("opened_at", "opened_by"),
    Column("closed_at", Text),
    Column("closed_by", Text),
    Column("revealed", JSON, nullable=False),
)

# What was decided where coders differed: `codings` are the ones in dispute, `made` those of the consensus round.
adjudication = Table(
    "adjudication",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("source", "source.id"),
    *words("kind", "choice", "accepted", "reason", "who", "at"),
    Column("codings", JSON, nullable=False),
    Column("made", JSON, nullable=False),
    Column("replaced_by", Integer),
)
