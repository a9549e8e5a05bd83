"""What the database complains of, in the words of the person who uses the study."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from evaluation.errors import fail

# The words of SQLite and PostgreSQL, and the problem each stands for.
COMPLAINTS = (
    ("database is locked", "STORE-002"),
    ("database table is locked", "STORE-002"),
    ("due to lock timeout", "STORE-002"),
    ("database or disk is full", "STORE-003"),
    ("no space left", "STORE-003"),
    ("disk i/o error", "STORE-003"),
    ("readonly database", "STORE-004"),
    ("unable to open database file", "STORE-004"),
    ("permission denied", "STORE-004"),
    ("file is not a database", "STORE-005"),
    ("database disk image is malformed", "STORE-005"),
    ("malformed database schema", "STORE-005"),
    ("could not connect", "STORE-006"),
    ("connection failed", "STORE-006"),
    ("connection refused", "STORE-006"),
    ("connection timeout", "STORE-006"),
    ("failed to resolve host", "STORE-006"),
    ("terminating connection", "STORE-006"),
    ("server closed the connection", "STORE-006"),
    ("connection is closed", "STORE-006"),
)


@contextmanager
def translated(file: Path | str) -> Iterator[None]:
    """Turn a complaint about the place (locked, full, read-only, broken) into the user's error."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # SQLite's own comes while the connection is being made
        words = str(error.orig if isinstance(error, DBAPIError) else error).lower()
        code = next((code for complaint, code in COMPLAINTS if complaint in words), None)
        if code is None:
            raise
        raise fail(code, file=file) from error
