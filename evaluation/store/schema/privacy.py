"""What a person has said of places that may tell who somebody is."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table

from evaluation.store.schema.base import metadata, reference, words

# Of the same words in one source, or in all where `source` is none; `words` is a hash, so that no name stands here.
verdict = Table(
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("source", "source.id", required=False),
    *words("kind", "words"),
    Column("accepted", Boolean, nullable=False),
    *words("who", "at"),
    info={"alike": ("source", "kind", "words")},
)
