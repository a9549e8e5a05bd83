"""Opening the store: SQLite in the study folder, or a team's PostgreSQL."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.pool import NullPool

from evaluation.errors import fail
from evaluation.store import schema
from evaluation.store.act import Act
from evaluation.store.faults import translated

PATIENCE = 5  # seconds to wait for another program's lock


@dataclass(frozen=True)
class Store:
    """`engine` talks to the database, `place` is what an error message calls it."""

    engine: Engine
    place: str

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with translated(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that alone may write; it is all there afterwards, or nothing of it."""
        with translated(self.place), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    @contextmanager
    def act(self, name: str, who: str, **details: Any) -> Iterator[Act]:
        """One thing a person does: one transaction, and one change row if anything was touched."""
        with self.writing() as connection:
            act = Act(connection, name, who, details)
            yield act
            act.record()


def open_store(url: str, place: str | None = None) -> Store:
    """Open the store at an SQLAlchemy URL; make its tables if there are none, move them on if they are old."""
    store = Store(_engine(url), place or re.sub(r"//[^@/]*@", "//", url))
    with translated(store.place), store.engine.connect() as connection:
        found = _revision(connection)
    if found is None:
        _create(store)
    elif found > schema.HEAD:
        raise fail("STORE-001", file=store.place, found=found, known=schema.HEAD)
    elif found < schema.HEAD:
        _migrate(store, found)
    return store


def sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin as `_begin_sqlite` says, not where the driver guesses
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


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
        copy(Path(file), Path(file).with_name(f"study.{found}.{_now()}.sqlite"))
    with store.writing() as connection:
        upgrade(connection)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def copy(file: Path, target: Path) -> None:
    """A whole and consistent copy of an SQLite store, also while others write to it."""
    part = target.with_name(target.name + ".part")
    try:
        with _closing(sqlite3.connect(file)) as origin, _closing(sqlite3.connect(part)) as destination:
            origin.backup(destination)
        shutil.move(part, target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise fail("STORE-007", file=target, reason=str(error)) from error


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()
