"""What came from other programs and has no other place."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, Table, UniqueConstraint

from evaluation.store.schema.base import metadata, reference, words

# What other programs know a row by: the GUID it came with, when it was made there, and what it stood within. `row` is
# the row's id, of a user the name. Ids are never used again, so that a row taken back finds its own here.
known_as = Table(
    "known_as",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("kind", "row", "guid", "at", "within"),
    Column("content", JSON, nullable=False),
    Index("ix_known_as_row", "kind", "row"),
    Index("ix_known_as_guid", "guid"),
)

# A picture, recording or PDF: its file is kept, `content` says all else.
medium = Table(
    "medium",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("guid", "kind", "name", "file", "sha256"),
    Column("content", JSON, nullable=False),
)

# Words of a source that are selected, coded or not.
passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("source", "source.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    *words("guid"),
    Column("content", JSON, nullable=False),
)

variable = Table(
    "variable",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("guid", "name", "type", "description"),
)

# A unit compared that is no participant, organisation or session; `content` has the GUIDs of what belongs to it.
study_case = Table(
    "study_case",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("guid", "name", "description"),
    Column("content", JSON, nullable=False),
)

# What a variable says of a case, source or medium, which `on_kind` and `on_id` name.
attribute_value = Table(
    "attribute_value",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("variable", "variable.id"),
    *words("on_kind", "on_id", "value"),
    UniqueConstraint("variable", "on_kind", "on_id"),
)

# Links, sets and graphs of other programs.
relation = Table(
    "relation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("guid", "kind", "name"),
    Column("content", JSON, nullable=False),
)

# One project that was imported: from where, how its offsets were taken, and what became of each element.
exchange = Table(
    "exchange",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("at", "who", "file", "sha256", "format", "origin", "name"),
    Column("content", JSON, nullable=False),
    Column("frame", JSON, nullable=False),
    Column("losses", JSON, nullable=False),
    Column("memo", Integer),
)
