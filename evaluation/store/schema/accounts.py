"""Who of a team may come into the workbench, and what is kept of their coming and going."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from evaluation.store.schema.base import metadata, reference, words

# None of these stands in the log of changes as it was: a password's hash is told nowhere.
account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("coder", Text, nullable=False, unique=True),
    *words("role", "password"),
    Column("invitation", Text, unique=True),
    Column("invited_until", Text),
    *words("made_at", "made_by"),
)

# A browser that has signed in; of its pass only the hash is kept.
visit = Table(
    "visit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("account", "account.id"),
    Column("digest", Text, nullable=False, unique=True),
    *words("begun_at", "seen_at", "until"),
)

# Whoever tried to sign in, without an address; `name` is empty where it is no account's: it may be a password.
sign_in = Table(
    "sign_in",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *words("at", "name", "outcome"),
)
