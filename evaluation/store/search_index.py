"""A file beside the store that tells where every word of the texts stands; derived, and made anew whenever it is lost.

It holds *portions* of texts indexed together. A text that changes is indexed anew in another portion, and what is left
of it in the old one no longer counts. Each word of a portion has its form, by which it is looked up, its spelling, and
its places as bytes, which mean something to the indexer alone.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select

from evaluation.store import schema

NAME = ".search.sqlite"
FORMAT = 2  # another number, and every file there is is made anew
PATIENCE = 60.0  # seconds to wait while another program indexes
_AT_ONCE = 500
_TABLES = """
CREATE TABLE IF NOT EXISTS seen (moment TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS source (
    id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, language TEXT NOT NULL,
    portion INTEGER NOT NULL, begin INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS word (
    form TEXT NOT NULL, id INTEGER NOT NULL, portion INTEGER NOT NULL, spelling TEXT, PRIMARY KEY (form, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS portion (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
"""


class IndexedSource(NamedTuple):
    """A source (its id in the store) at [begin, end) of the places of its portion."""

    id: int
    fingerprint: str
    language: str
    portion: int
    begin: int
    end: int


class IndexedWord(NamedTuple):
    id: int
    portion: int
    spelling: str


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word to index: the forms it is looked up by, its spelling, its places."""

    forms: tuple[str, ...]
    spelling: str
    places: bytes


class SearchIndex:
    """One connection to the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that alone may write; all of it or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read within it is of one moment."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def seen(self) -> str | None:
        """The moment of the store that the index was last brought in line with."""
        row = self._connection.execute("SELECT moment FROM seen").fetchone()
        return str(row[0]) if row else None

    def note_seen(self, moment: str) -> None:
        self._connection.execute("DELETE FROM seen")
        self._connection.execute("INSERT INTO seen VALUES (?)", (moment,))

    def sources(self) -> list[IndexedSource]:
        rows = self._connection.execute("SELECT id, fingerprint, language, portion, begin, end FROM source ORDER BY id")
        return [IndexedSource(*row) for row in rows]

    def forget(self, ids: Iterable[int]) -> None:
        self._connection.executemany("DELETE FROM source WHERE id = ?", [(id_,) for id_ in ids])

    def clear(self) -> None:
        for table in ("seen", "source", "word", "place", "portion"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above

    def next_portion(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM portion").fetchone()[0])

    def add(self, portion: int, sources: Sequence[IndexedSource], words: Sequence[NewWord], about: bytes) -> None:
        """Add a portion. `about`: what there is to know of it beside its words."""
        self._connection.execute("INSERT INTO portion VALUES (?, ?)", (portion, about))
        first = int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM place").fetchone()[0])
        numbered = list(enumerate(words, first))
        # In the order of the table, which is then written from one end to the other.
        forms = sorted((form, id_, portion, _unlike(word, form)) for id_, word in numbered for form in word.forms)
        self._connection.executemany("INSERT INTO place VALUES (?, ?)", [(id_, word.places) for id_, word in numbered])
        self._connection.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", forms)
        self._connection.executemany("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)", sources)

    def words(self, *, form: str = "", beginning: str = "", shape: str = "") -> list[IndexedWord]:
        """Words of this form, of forms that begin so, or of this shape (`*` for any letters)."""
        condition, values = "form GLOB ?", [shape]
        if form:
            condition, values = "form = ?", [form]
        elif beginning:
            condition, values = "form >= ? AND form < ?", [beginning, beginning + "\U0010ffff"]
        query = f"SELECT id, portion, coalesce(spelling, form) FROM word WHERE {condition}"  # noqa: S608 - fixed above
        return [IndexedWord(*row) for row in self._connection.execute(query, values)]

    def about(self, portion: int) -> bytes:
        [found] = self._connection.execute("SELECT bytes FROM portion WHERE id = ?", (portion,)).fetchone()
        return bytes(found)

    def places(self, ids: Sequence[int]) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        for first in range(0, len(ids), _AT_ONCE):
            some = ids[first : first + _AT_ONCE]
            marks = ",".join("?" * len(some))
            found.update(self._connection.execute(f"SELECT id, bytes FROM place WHERE id IN ({marks})", some))  # noqa: S608
        return found


def _unlike(word: NewWord, form: str) -> str | None:
    return None if word.spelling == form else word.spelling


@contextmanager
def open_index(folder: Path) -> Iterator[SearchIndex]:
    """The index of the study in a folder, readable by its owner alone; one that is of no use is made anew, empty.

    Raises sqlite3.Error or OSError where there can be none: in a folder that nothing may be written to.
    """
    file = folder / NAME
    try:
        connection = _connected(file)
    except sqlite3.OperationalError:
        raise  # locked, or not to be written to: nothing is wrong with the file
    except sqlite3.DatabaseError:
        discard(folder)
        connection = _connected(file)
    with closing(connection):
        yield SearchIndex(connection)


def discard(folder: Path) -> None:
    """Throw the index away."""
    for name in (NAME, f"{NAME}-journal"):
        (folder / name).unlink(missing_ok=True)


def moment(connection: Connection) -> str:
    """What tells one state of the study's store from another: its last change."""
    change = schema.change
    query = select(change.c.id, change.c.at, change.c.who).order_by(change.c.id.desc()).limit(1)
    return repr(tuple(connection.execute(query).first() or ()))


def _connected(file: Path) -> sqlite3.Connection:
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        _prepare(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    [found] = connection.execute("PRAGMA user_version").fetchone()
    if found == FORMAT:
        return
    if found or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise sqlite3.DatabaseError  # made by another version, or not by us
    connection.execute("PRAGMA page_size = 8192")
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
