"""The way to a database: an engine that waits, locks and reads as the store needs."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, QueuePool

from evaluation.errors import fail
from evaluation.store import sight

POSTGRESQL = "postgresql+psycopg"
KEPT = 40  # connections of a pooled store: as many as a server has threads
WRITERS = 8_533_701  # the number of the lock that writers on PostgreSQL take in turn


def sqlite_url(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))


def address(url: str | URL) -> URL:
    """The address as SQLAlchemy takes it. Raises when it is neither SQLite's nor PostgreSQL's."""
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        raise fail("STORE-013") from None  # the cause repeats the address, password and all
    if found.drivername.split("+")[0] in ("postgres", "postgresql"):
        return found.set(drivername=POSTGRESQL)
    if found.drivername != "sqlite" or not found.database:
        raise fail("STORE-013")
    return found


def shown(url: URL) -> str:
    """What an error message may show of an address: neither user nor password."""
    return URL.create(url.drivername, host=url.host, port=url.port, database=url.database).render_as_string()


def connect(url: URL, patience: float, *, pooled: bool = False) -> Engine:
    """`patience`: seconds to wait for another program's lock; `pooled`: connections to SQLite are kept for more."""
    engine = _sqlite(url, patience, pooled=pooled) if url.drivername == "sqlite" else _postgresql(url, patience)
    sight.listen(engine)
    return engine


def _sqlite(url: URL, patience: float, *, pooled: bool) -> Engine:
    pool: dict[str, Any] = {"poolclass": QueuePool, "pool_size": KEPT} if pooled else {"poolclass": NullPool}
    engine = create_engine(url, **pool, hide_parameters=True, connect_args={"timeout": patience})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin as `_begin_sqlite` says, not where the driver guesses
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _postgresql(url: URL, patience: float) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError as error:
        raise fail("STORE-014") from error

    def begin(connection: Connection) -> None:
        # One writer at a time and every reading of one moment, as SQLite has it.
        if _writes(connection):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(patience * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    event.listen(engine, "begin", begin)
    return engine


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))
