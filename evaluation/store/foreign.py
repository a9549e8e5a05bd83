"""Another program's SQLite file handed out as plain rows: nothing in it is trusted, and nothing beside it is made."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from evaluation.errors import EvaluationError, fail, reason_of

Row: TypeAlias = dict[str, Any]
Tables: TypeAlias = dict[str, list[Row]]
Wanted: TypeAlias = Mapping[str, Sequence[str]]

LARGEST = 2 << 30  # bytes of a file
MOST = 5_000_000  # rows of all tables together
LONGEST = 200 << 20  # bytes of one value
_STEPS = 1000  # of SQLite's machine between two looks at how long it has run
_MOST_STEPS = 1_000_000
_HEAD = b"SQLite format 3\0"
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA})


def read_tables(file: Path, wanted: Wanted) -> Tables:
    """The rows of the tables wanted, in the order they were written, with the columns wanted; None where there is none.

    A table that the file does not have is not in what is returned. Views, virtual tables and columns that are worked
    out are never asked. Raises FOREIGN-001 when the file is no such database or is damaged, FOREIGN-002 when it is
    too large, FOREIGN-003 when it cannot be read.
    """
    with _at_rest(file) as resting, closing(_connected(resting, file)) as connection, _told(file):
        _distrust(connection)
        there = _tables(connection)
        found: Tables = {}
        left = MOST
        for table, columns in wanted.items():
            if name := there.get(table.lower()):
                found[table] = _rows(connection, name, columns, left)
                left -= len(found[table])
                if left < 0:
                    raise fail("FOREIGN-002", file=file, most=f"{MOST}")
        return found


@contextmanager
def _at_rest(file: Path) -> Iterator[Path]:
    """The file itself; a copy where a log lies beside it that SQLite would have to play first."""
    try:
        if file.stat().st_size > LARGEST:
            raise fail("FOREIGN-002", file=file, most=f"{LARGEST >> 20} MB")
        with file.open("rb") as content:
            if content.read(len(_HEAD)) != _HEAD:
                raise fail("FOREIGN-001", file=file)
        logs = [log for log in _logs(file) if log.is_file() and log.stat().st_size]
        if not logs:
            yield file
            return
        with tempfile.TemporaryDirectory(prefix="underveis-") as folder:
            for each in (file, *logs):
                shutil.copyfile(each, Path(folder, each.name))
            yield Path(folder, file.name)
    except OSError as error:
        raise fail("FOREIGN-003", file=file, reason=reason_of(error)) from error


def _logs(file: Path) -> tuple[Path, ...]:
    return tuple(file.with_name(f"{file.name}-{kind}") for kind in ("wal", "journal"))


def _connected(resting: Path, file: Path) -> sqlite3.Connection:
    # A file at rest is opened as one that nobody changes: SQLite then makes nothing beside it.
    how = "mode=ro&immutable=1" if resting == file else "mode=rw"
    try:
        return sqlite3.connect(f"file:{quote(str(resting.absolute()))}?{how}", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise fail("FOREIGN-001", file=file) from error


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except EvaluationError:
        raise
    # The driver reads SQLite's own words as UTF-8, even where they repeat a damaged name.
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
        raise fail("FOREIGN-001", file=file) from error


def _distrust(connection: sqlite3.Connection) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}").close()
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)
    steps = iter(range(_MOST_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, _STEPS)


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    """Real tables by their name in small letters: neither views nor virtual tables have a page of their own."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    return {str(name).lower(): str(name) for (name,) in rows if name}


def _rows(connection: sqlite3.Connection, table: str, columns: Sequence[str], most: int) -> list[Row]:
    # `table_info` leaves out the columns that are worked out from others.
    info = connection.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    there = {str(column[1]).lower(): str(column[1]) for column in info}
    known = [column for column in columns if column.lower() in there]
    empty = dict.fromkeys(columns)
    if not known:
        return []
    asked = ", ".join(_quoted(there[column.lower()]) for column in known)
    # No name in this comes from the user; those from the file are quoted.
    rows = connection.execute(f"SELECT {asked} FROM {_quoted(table)} LIMIT {most + 1}")  # noqa: S608
    return [{**empty, **dict(zip(known, row, strict=True))} for row in rows]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
