"""Opening the store: SQLite in the study folder, or a team's PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, inspect, select

from evaluation.errors import fail
from evaluation.store import connect, schema, sight
from evaluation.store.act import Act, within
from evaluation.store.connect import sqlite_url
from evaluation.store.faults import translated

__all__ = ["PATIENCE", "Store", "copy", "copy_rows", "open_store", "sqlite_url"]

Found = TypeVar("Found")
PATIENCE = 5.0  # seconds to wait for another program's lock


@dataclass(frozen=True)
class Store:
    """`engine` talks to the database, `place` is what an error message calls it, `reader` is who reads.

    While a blind round is open, a reader sees nobody else's codings of it (see `sight`); without a reader nothing is
    hidden.
    """

    engine: Engine
    place: str
    reader: str | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of the store: everything read in it is of the same moment."""
        held = _held.get()
        if held is not None and held.of == self:
            with translated(self.place):
                yield held.connection()
            return
        with translated(self.place), self.engine.connect() as connection:
            yield sight.limited(connection, self.reader)

    @contextmanager
    def moment(self, turn: Lock | None = None) -> Iterator[None]:
        """Whatever is read in here is read over one connection and of one moment, until something is written.

        For what reads many times over: each view costs a handful of messages to a database on another machine.
        turn: held by whoever writes, and only while they do.
        """
        outer = _held.get()
        if outer is not None and outer.of == self and turn is None:
            yield
            return
        with ExitStack() as stack:
            held = _Moment(self, stack, turn)
            token = _held.set(held)
            try:
                yield
            finally:
                _held.reset(token)

    def once(self, what: Hashable, read: Callable[[Connection], Found]) -> Found:
        """What `read` finds, known as `what`: within a moment it is read but once, until something is written."""
        held = _held.get()
        kept: dict[Hashable, Any] = held.kept if held is not None and held.of == self else {}
        if what not in kept:
            with self.reading() as connection:
                kept[what] = read(connection)
        found: Found = kept[what]
        return found

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that alone may write; it is all there afterwards, or nothing of it."""
        held = _held.get()
        if held is not None:
            held.end()
        turn = held.turn if held is not None and held.turn is not None else nullcontext()
        try:
            with turn, translated(self.place), self.engine.execution_options(writes=True).begin() as connection:
                yield connection
        finally:
            if held is not None:
                held.end()  # what was read meanwhile was read before this was there

    def pooled(self) -> Store:
        """The same store for a program that asks all the time: its connections are kept.

        Whoever leaves SQLite last folds its log into the file, which would be after every act.
        """
        return replace(self, engine=connect.connect(self.engine.url, PATIENCE, pooled=True))

    def wipe(self) -> None:
        """Fold SQLite's log of writes into its file, so that what was deleted stands in neither."""
        if self.engine.dialect.name == "sqlite":
            with translated(self.place), self.engine.connect() as connection:
                connection.rollback()
                raw = connection.connection.driver_connection
                if raw is not None:
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    @contextmanager
    def act(self, act: str, who: str, /, **details: Any) -> Iterator[Act]:
        """One thing a person does: one transaction, and one change row if anything was changed."""
        with self.writing() as connection, within(connection, act, who, **details) as done:
            yield done


@dataclass
class _Moment:
    """The one view that is open meanwhile, once something has been read."""

    of: Store
    stack: ExitStack
    turn: Lock | None = None
    view: Connection | None = None
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def connection(self) -> Connection:
        if self.view is None:
            self.view = sight.limited(self.stack.enter_context(self.of.engine.connect()), self.of.reader)
        return self.view

    def end(self) -> None:
        """What is read from here on must know of what is written now."""
        self.stack.close()
        self.view = None
        self.kept.clear()


_held: ContextVar[_Moment | None] = ContextVar("held", default=None)


def open_store(url: str | URL, place: str | None = None) -> Store:
    """Open the store at an SQLAlchemy URL; make its tables if there are none, move them on if they are old."""
    address = connect.address(url)
    where = place or connect.shown(address)
    _refuse_newer(_glance(address), where)
    store = Store(connect.connect(address, PATIENCE), where)
    with store.reading() as connection:
        found = _revision(connection)
    _refuse_newer(found, where)
    if found is None:
        _create(store)
    elif found < schema.HEAD:
        _migrate(store, found)
    return store


def _refuse_newer(found: str | None, where: str) -> None:
    if found is not None and found > schema.HEAD:
        raise fail("STORE-001", file=where, found=found, known=schema.HEAD)


def _glance(address: URL) -> str | None:
    """The revision an SQLite file bears, read without leaving a trace beside it; None where it cannot be told so."""
    file = Path(address.database or "")
    if address.drivername != "sqlite" or not file.is_file():
        return None
    try:
        # Opening a store the usual way makes the files of its log and may fold an old log into it.
        with closing(sqlite3.connect(f"file:{quote(str(file))}?immutable=1", uri=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return None
    return str(found[0]) if found else None


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(schema.version.name):
        return None
    return connection.scalar(select(schema.version.c.version_num))


def _create(store: Store) -> None:
    with store.writing() as connection:
        if _revision(connection) is not None:  # somebody else was faster
            return
        schema.metadata.create_all(connection)
        connection.execute(schema.version.insert().values(version_num=schema.HEAD))


def _migrate(store: Store, found: str) -> None:
    from evaluation.store.migrations.run import upgrade

    file = store.engine.url.database
    if store.engine.dialect.name == "sqlite" and file:
        copy(Path(file), Path(file).with_name(f"{Path(file).stem}.{found}.{_now()}.sqlite"))
    with store.writing() as connection:
        upgrade(connection)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def copy(file: Path, target: Path) -> None:
    """A whole and consistent copy of an SQLite store, also while others write to it."""
    part = target.with_name(target.name + ".part")
    try:
        with closing(_existing(file)) as origin, closing(sqlite3.connect(part)) as destination:
            origin.backup(destination)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise fail("STORE-007", file=target, reason=str(error)) from error


def copy_rows(store: Store, target: Path) -> None:
    """All of a store, wherever it is, as a new SQLite file."""
    copied = open_store(sqlite_url(target))
    with replace(store, reader=None).reading() as origin, copied.writing() as destination:
        for table in (table for table in schema.metadata.sorted_tables if table is not schema.version):
            rows = [dict(row) for row in origin.execute(select(table)).mappings()]
            if rows:
                destination.execute(table.insert(), rows)


def _existing(file: Path) -> sqlite3.Connection:
    """A connection that never makes the file it should read."""
    return sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True)
