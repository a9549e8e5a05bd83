"""The tables. Every table but the counters and the version has one primary key, `id`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)  # fmt: skip

HEAD = "0006"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _reference(name: str, target: str, *, required: bool = True, index: bool = True) -> Column[str]:
    # Checked at the end of the transaction, so that rows that point to each other can come in any order.
    key = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, key, nullable=not required, index=index)


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, default="") for name in names]


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
    *_words("at", "who", "act"),
    Column("details", JSON, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undoes", Integer),
    Column("undone_by", Integer),
)

organisation = Table(
    "organisation",
    metadata,
    Column("id", Text, primary_key=True),
    *_words("pseudonym", "sector"),
    Column("size", Integer),
)

participant = Table(
    "participant",
    metadata,
    Column("id", Text, primary_key=True),
    _reference("organisation", "organisation.id", required=False),
    *_words("pseudonym", "role", "affiliation"),
)

# Real names, contacts and the labels people bear in transcripts, in a table of their own: no export reads it.
identity = Table(
    "identity",
    metadata,
    Column("id", Text, primary_key=True),
    _reference("participant", "participant.id", required=False),
    _reference("organisation", "organisation.id", required=False),
    *_words("name", "contact"),
    Column("speakers", JSON, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("participant", "participant.id"),
    Column("recording", Boolean, nullable=False),
    Column("quoting", Boolean, nullable=False),
    Column("written_confirmation", Text),
    Column("withdrawn", Text),
    UniqueConstraint("participant"),
)

session = Table(
    "session",
    metadata,
    Column("id", Text, primary_key=True),
    *_words("kind", "title"),
    Column("date", Text),
    Column("start", Text),
    Column("end", Text),
    *_words("place"),
    Column("instrument", Text),
    Column("recorded", Boolean, nullable=False),
    Column("transcribed", Boolean, nullable=False),
    _reference("follows", "session.id", required=False),
)

attendance = Table(
    "attendance",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("session", "session.id"),
    _reference("participant", "participant.id"),
    *_words("status"),
    Column("mode", Text),
    Column("from_", Text),
    Column("to", Text),
    Column("left_because", JSON),
    _reference("followed_up_by", "session.id", required=False),
    UniqueConstraint("session", "participant"),
)

source = Table(
    "source",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    *_words("kind"),
    _reference("session", "session.id", required=False),
    Column("text", Text, nullable=False),
    Column("language", Text),
    *_words("file", "sha256", "format", "encoding"),
    Column("offsets", JSON, nullable=False),
    Column("instrument", Text),
    Column("instrument_sha256", Text),
)

turn = Table(
    "turn",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("source", "source.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    *_words("speaker"),
    Column("start_time", Float),
    Column("end_time", Float),
    _reference("participant", "participant.id", required=False),
    Column("question", Text),
    Column("question_basis", Text),
)

codebook = Table(
    "codebook",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", JSON, nullable=False),
    *_words("version"),
)

code = Table(
    "code",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("codebook", "codebook.id"),
    Column("name", Text, nullable=False, unique=True),
    _reference("parent", "code.id", required=False),
    Column("position", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)

# Where a code belongs twice: its parents beside the first, which stands in the code's own row.
code_parent = Table(
    "code_parent",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("code", "code.id"),
    _reference("parent", "code.id"),
    UniqueConstraint("code", "parent"),
)

# What a code meant before: one row for each version, the present one too.
code_version = Table(
    "code_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("code", "code.id"),
    Column("version", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    *_words("at", "who"),
    UniqueConstraint("code", "version"),
)

coding = Table(
    "coding",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("source", "source.id", index=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _reference("code", "code.id"),
    *_words("coder", "round", "origin", "note"),
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
    *_words("kind", "title", "text", "author", "at", "on_kind", "on_id"),
    Column("start", Integer),
    Column("end", Integer),
    Index("ix_memo_on", "on_kind", "on_id"),
)

# A suggested code that somebody said no to; `words` is a hash of what it was refused for.
refusal = Table(
    "refusal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("source", "source.id", index=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _reference("code", "code.id"),
    Column("code_version", Integer, nullable=False),
    *_words("words", "reason", "model"),
    Column("score", Float),
    *_words("who", "at"),
    Index("ix_refusal_source", "source", "start"),
    info={"alike": ("source", "start", "end", "code")},
)

# One cell of the framework matrix; `evidence` is a hash of the quotes it was written from.
summary = Table(
    "summary",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_words("case_kind", "case_id", "theme", "text", "author", "at"),
    Column("codings", JSON, nullable=False),
    *_words("evidence"),
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
    *_words("opened_at", "opened_by"),
    Column("closed_at", Text),
    Column("closed_by", Text),
    Column("revealed", JSON, nullable=False),
)

# What was decided where coders differed: `codings` are the ones in dispute, `made` those of the consensus round.
adjudication = Table(
    "adjudication",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("source", "source.id"),
    *_words("kind", "choice", "accepted", "reason", "who", "at"),
    Column("codings", JSON, nullable=False),
    Column("made", JSON, nullable=False),
    Column("replaced_by", Integer),
)

# What other programs know a row by: the GUID it came with, when it was made there, and what it stood within. `row` is
# the row's id, of a user the name. Ids are never used again, so that a row taken back finds its own here.
known_as = Table(
    "known_as",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_words("kind", "row", "guid", "at", "within"),
    Column("content", JSON, nullable=False),
    Index("ix_known_as_row", "kind", "row"),
    Index("ix_known_as_guid", "guid"),
)

# A picture, recording or PDF: its file is kept, `content` says all else.
medium = Table(
    "medium",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_words("guid", "kind", "name", "file", "sha256"),
    Column("content", JSON, nullable=False),
)

# Words of a source that are selected, coded or not.
passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("source", "source.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    *_words("guid"),
    Column("content", JSON, nullable=False),
)

variable = Table(
    "variable",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_words("guid", "name", "type", "description"),
)

# A unit compared that is no participant, organisation or session; `content` has the GUIDs of what belongs to it.
study_case = Table(
    "study_case",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_words("guid", "name", "description"),
    Column("content", JSON, nullable=False),
)

# What a variable says of a case, source or medium, which `on_kind` and `on_id` name.
attribute_value = Table(
    "attribute_value",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _reference("variable", "variable.id"),
    *_words("on_kind", "on_id", "value"),
    UniqueConstraint("variable", "on_kind", "on_id"),
)

# Links, sets and graphs of other programs.
relation = Table(
    "relation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_words("guid", "kind", "name"),
    Column("content", JSON, nullable=False),
)

# One project that was imported: from where, how its offsets were taken, and what became of each element.
exchange = Table(
    "exchange",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_words("at", "who", "file", "sha256", "format", "origin", "name"),
    Column("content", JSON, nullable=False),
    Column("frame", JSON, nullable=False),
    Column("losses", JSON, nullable=False),
    Column("memo", Integer),
)


def alike(table: Table) -> list[list[Column[Any]]]:
    """Columns whose values no two rows share: a row that says the same would be the same thing twice."""
    keys = [list(each.columns) for each in table.constraints if isinstance(each, UniqueConstraint)]
    own = [table.c[name] for name in table.info.get("alike", ())]
    return [*keys, own] if own else keys
