"""The way to a database: an engine that waits, locks and reads as the store needs."""

from __future__ import annotations

import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import NullPool, QueuePool

from evaluation.errors import fail
from evaluation.store import sight

POSTGRESQL = "postgresql+psycopg"
KEPT = 40  # connections of a pooled store: as many as a server has threads
TRUSTED = 5.0  # seconds for which a connection that was put back is taken to be as it was
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
    """`patience`: seconds to wait for another program's lock; `pooled`: connections are kept for all threads."""
    way = _sqlite if url.drivername == "sqlite" else _postgresql
    engine = way(url, patience, pooled=pooled)
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


def _postgresql(url: URL, patience: float, *, pooled: bool) -> Engine:
    kept = {"pool_size": KEPT, "max_overflow": 0} if pooled else {}
    told = {"hide_parameters": True, "connect_args": {"connect_timeout": 10}}
    try:
        engine = create_engine(url, pool_pre_ping=not pooled, **kept, **told)
    except ModuleNotFoundError as error:
        raise fail("STORE-014") from error

    def begin(connection: Connection) -> None:
        # One writer at a time and every reading of one moment, as SQLite has it.
        if _writes(connection):
            _of_one_moment(connection, reading=False)
            waiting = f"set_config('lock_timeout', '{round(patience * 1000)}', true)"
            connection.exec_driver_sql(f"SELECT {waiting}, pg_advisory_xact_lock({WRITERS})")
        else:
            _of_one_moment(connection, reading=True)

    event.listen(engine, "begin", begin)
    if pooled:
        event.listen(engine, "checkout", partial(_still_there, engine))
        event.listen(engine, "checkin", _put_back)
    return engine


def _of_one_moment(connection: Connection, *, reading: bool) -> None:
    """What the driver begins the transaction with, in one message."""
    from psycopg import IsolationLevel

    driver: Any = connection.connection.driver_connection
    driver.isolation_level = IsolationLevel.REPEATABLE_READ if reading else None
    driver.read_only = reading or None


def _still_there(engine: Engine, connection: Any, record: Any, _proxy: object) -> None:
    """Ask after a connection that has lain for a while: the server may have been started anew."""
    if time.monotonic() - record.info.get("put_back", 0.0) < TRUSTED:
        return
    try:
        engine.dialect.do_ping(connection)
    except Exception as error:  # whatever ails it, another is opened
        raise DisconnectionError from error


def _put_back(_connection: object, record: Any) -> None:
    record.info["put_back"] = time.monotonic()


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))
