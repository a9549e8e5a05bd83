"""What the database complains of, in the words of the person who uses the study."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from evaluation.errors import fail

# The words of SQLite and PostgreSQL, and the problem each stands for.
COMPLAINTS = (
    ("database is locked", "STORE-002"),
    ("database table is locked", "STORE-002"),
    ("database or disk is full", "STORE-003"),
    ("no space left", "STORE-003"),
    ("disk i/o error", "STORE-003"),
    ("readonly database", "STORE-004"),
    ("unable to open database file", "STORE-004"),
    ("file is not a database", "STORE-005"),
    ("database disk image is malformed", "STORE-005"),
    ("could not connect", "STORE-006"),
    ("connection failed", "STORE-006"),
    ("connection refused", "STORE-006"),
)


@contextmanager
def translated(file: Path | str) -> Iterator[None]:
    """Turn a complaint about the place (locked, full, read-only, broken) into the user's error."""
    try:
        yield
    except DBAPIError as error:
        words = str(error.orig).lower()
        code = next((code for complaint, code in COMPLAINTS if complaint in words), None)
        if code is None:
            raise
        raise fail(code, file=file) from error
