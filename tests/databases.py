"""The two databases a store can be kept in: SQLite and, where a server can be started, PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from evaluation.store.connect import address
from evaluation.study import Study, open_study


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A private server on a free port; skipped where Debian's PostgreSQL or its user is not there."""
    pytest.importorskip("psycopg")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs or os.geteuid() != 0 or "postgres" not in {each.pw_name for each in pwd.getpwall()}:
        pytest.skip("no PostgreSQL server can be started here")
    programs_folder, folder = programs[-1].parent, Path("/tmp") / f"underveis-{os.getpid()}"
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
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", cluster, "-w", "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
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


@pytest.fixture
def any_study(either_database: None, study_folder: Path) -> Iterator[Study]:
    """The same study in either database."""
    study = open_study(study_folder)
    yield study
    study.store.engine.dispose()
