"""The two databases a store can be kept in: SQLite and, where a server can be started, PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.pool import Pool

from evaluation.store import schema
from evaluation.store.connect import address
from evaluation.store.database import open_store, sqlite_url
from evaluation.study import Study, open_study


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A private server on a free port; skipped where Debian's PostgreSQL or its user is not there."""
    pytest.importorskip("psycopg")
    if not _programs() or os.geteuid() != 0 or "postgres" not in {each.pw_name for each in pwd.getpwall()}:
        pytest.skip("no PostgreSQL server can be started here")
    with postgresql_server() as url:
        yield url


def _programs() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@contextmanager
def postgresql_server(*, safe: bool = False) -> Iterator[str]:
    """A server of one's own, thrown away afterwards; `safe`: what it confirms is on the disk, as in earnest."""
    programs_folder, folder = _programs()[-1].parent, Path("/tmp") / f"underveis-{os.getpid()}"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", programs_folder / program]
        subprocess.run([*command, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    folder.mkdir()
    shutil.chown(folder, "postgres", "postgres")
    cluster = str(folder / "cluster")
    try:
        run("initdb", "-D", cluster, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        options += "" if safe else " -c fsync=off"
        run("pg_ctl", "-D", cluster, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", cluster, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def team_database(postgresql: str) -> str:
    """The server's database, emptied."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    with create_engine(address(postgresql), poolclass=NullPool).begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(
    request: pytest.FixtureRequest, _own_environment: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Every study that the test opens has its store in one of the two databases, then in the other."""
    if request.param == "sqlite":
        yield
        return
    monkeypatch.setenv("UNDERVEIS_DATABASE", request.getfixturevalue("team_database"))
    opened: list[Any] = []
    event.listen(Pool, "connect", remember := lambda connection, _: opened.append(connection))
    yield
    event.remove(Pool, "connect", remember)
    for each in opened:
        each.close()


def moved_in(folder: Path) -> Study:
    """The study in a folder, opened; its rows are first moved to the database that the test has chosen, if it has."""
    url = os.environ.get("UNDERVEIS_DATABASE")
    if url:
        origin, there = open_store(sqlite_url(folder / "study.sqlite")), open_store(url)
        with origin.reading() as old, there.writing() as new:
            new.exec_driver_sql("SET LOCAL session_replication_role = replica")  # in any order
            for table in (table for table in schema.metadata.sorted_tables if table is not schema.version):
                if rows := [dict(row) for row in old.execute(select(table)).mappings()]:
                    new.execute(table.insert(), rows)
        there.engine.dispose()
    return open_study(folder)


@pytest.fixture
def any_study(either_database: None, study_folder: Path) -> Iterator[Study]:
    """The same study in either database."""
    study = open_study(study_folder)
    yield study
    study.store.engine.dispose()
