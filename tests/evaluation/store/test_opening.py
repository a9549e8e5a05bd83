"""Opening a store: new, older, newer, and in a folder of any name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, text

from evaluation.errors import EvaluationError
from evaluation.store import schema
from evaluation.store.connect import address, connect, shown
from evaluation.store.database import Store, open_store, sqlite_url
from evaluation.store.migrations.run import configuration, upgrade
from evaluation.study import Study, open_study

Fill = Callable[[Study], Study]


def code(url: str | Path) -> str:
    with pytest.raises(EvaluationError) as error:
        open_store(sqlite_url(url) if isinstance(url, Path) else url)
    [problem] = error.value.problems
    return problem.code


def sql(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


def tables(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Columns, keys and indexes of each table; the words they were made with may differ."""
    names = [name for (name,) in sql(file, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    kinds = ("table_info", "foreign_key_list", "index_list")
    return {
        f"{name} {kind}": sorted((row[1:] for row in sql(file, f"PRAGMA {kind}({name})")), key=str)
        for name in names
        for kind in kinds
    }


def newer(file: Path, mode: str) -> Path:
    sql(file, f"PRAGMA journal_mode = {mode}")
    sql(file, "CREATE TABLE alembic_version (version_num TEXT)")
    sql(file, "INSERT INTO alembic_version VALUES ('9999')")
    return file


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_newer_store_is_refused_and_not_touched(tmp_path: Path, mode: str) -> None:
    file = newer(tmp_path / "study.sqlite", mode)
    before = file.read_bytes()
    assert code(file) == "STORE-001"
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_newer_store_with_an_unfinished_log_is_not_touched(tmp_path: Path) -> None:
    file = newer(tmp_path / "study.sqlite", "WAL")
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE more (x)")
        copy = tmp_path / "copy" / "study.sqlite"
        copy.parent.mkdir()
        for name in ("study.sqlite", "study.sqlite-wal"):
            (copy.parent / name).write_bytes((tmp_path / name).read_bytes())
    before = {path.name: path.read_bytes() for path in copy.parent.iterdir()}
    assert code(copy) == "STORE-001"
    assert {path.name: path.read_bytes() for path in copy.parent.iterdir()} == before


def old_rows(connection: Connection) -> None:
    """Rows as the first revision had them, written without today's tables."""
    for statement in (
        "INSERT INTO participant (id, pseudonym, role, affiliation) VALUES ('p1', 'Informant 1', '', 'informant')",
        "INSERT INTO identity (id, participant, name, contact, speakers)"
        " VALUES ('participant:p1', 'p1', 'Åse', '', '[]')",
        "INSERT INTO source (id, name, kind, text, file, sha256, format, encoding, offsets)"
        " VALUES (1, 'gruppe', 'transcript', 'Åse: Ja.', '', '', '', '', '[[0, 0]]')",
        "INSERT INTO turn (id, source, \"start\", \"end\", speaker, participant) VALUES (1, 1, 5, 8, 'Åse', 'p1')",
        "INSERT INTO counter (name, last) VALUES ('source', 1)",
    ):
        connection.execute(text(statement))


@pytest.fixture
def old_store(study_folder: Path) -> Path:
    file = study_folder / "study.sqlite"
    with Store(connect(sqlite_url(file), 1), "old").writing() as connection:
        upgrade(connection, "0001")
        old_rows(connection)
    return file


def test_an_old_store_keeps_its_rows_and_can_be_worked_with(old_store: Path, filled: Fill) -> None:
    study = open_study(old_store.parent)
    assert [turn.participant for turn in study.source("gruppe").turns] == ["p1"]
    assert study.people(names=True).participants[0].name == "Åse"
    study.import_people(study.folder / "people.yaml")
    assert [change.act for change in study.log()] == ["people.import"]


def test_a_copy_is_made_before_an_old_store_is_moved_on(old_store: Path) -> None:
    before = sql(old_store, "SELECT * FROM turn")
    open_study(old_store.parent)
    [copy] = old_store.parent.glob("study.0001.*.sqlite")
    assert sql(copy, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert sql(copy, "SELECT * FROM turn") == before
    assert sql(old_store, "SELECT version_num FROM alembic_version") == [(schema.HEAD,)]
    assert not list(old_store.parent.glob("*.part*"))


def test_a_migrated_store_has_the_same_tables_as_a_new_one(old_store: Path, tmp_path: Path) -> None:
    open_study(old_store.parent)
    open_store(sqlite_url(tmp_path / "new.sqlite"))
    assert tables(old_store) == tables(tmp_path / "new.sqlite")


def test_a_migrated_team_database_has_the_same_tables_as_a_new_one(team_database: str) -> None:
    def columns(connection: Connection) -> list[object]:
        queries = (
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, 2",
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace ORDER BY 1",
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
        )
        return [connection.execute(text(query)).all() for query in queries]

    def emptied(connection: Connection) -> None:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))

    store = open_store(team_database)
    with store.writing() as connection:
        new = columns(connection)
        emptied(connection)
        upgrade(connection, "0001")
        old_rows(connection)
    store.engine.dispose()
    moved = open_store(team_database)
    with moved.reading() as connection:
        assert columns(connection) == new
        assert connection.scalar(text("SELECT speaker FROM turn")) == "Åse"
    moved.engine.dispose()


def test_the_last_migration_is_the_head_of_the_schema() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == schema.HEAD


def test_a_failed_copy_leaves_the_old_store_as_it_was(old_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old_store.read_bytes()
    monkeypatch.setattr("evaluation.store.database._now", lambda: "nå")
    (old_store.parent / "study.0001.nå.sqlite").mkdir()
    assert code(old_store) == "STORE-007"
    assert old_store.read_bytes() == before


@pytest.mark.parametrize("name", ["Hva nå? 100 %", "#1 & æøå", "a b;c", "%20", "ünïcode 🫐"])
def test_a_store_can_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with open_store(sqlite_url(folder / "study.sqlite")).writing() as connection:
        connection.execute(insert(schema.counter).values(name="x", last=1))
    assert sql(folder / "study.sqlite", "SELECT last FROM counter") == [(1,)]


@pytest.mark.parametrize("url", ["", "databasen vår", "mysql://tjener/x", "oracle://x", "postgresql://:bad:port/x"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    assert code(url) == "STORE-013"


def test_a_server_that_does_not_answer_is_said_so() -> None:
    pytest.importorskip("psycopg")
    assert code("postgresql://kari:hemmelig@127.0.0.1:1/x") == "STORE-006"


def test_messages_show_neither_user_nor_password() -> None:
    url = address("postgresql://kari:hemmelig@tjener:5433/studie?password=hemmelig")
    assert shown(url) == "postgresql+psycopg://tjener:5433/studie"


def test_errors_of_the_database_show_no_values(any_study: Study) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError) as error, any_study.store.writing() as connection:
        connection.execute(insert(schema.identity).values(id="a", participant="p", name="Ragnhild", speakers=[]))
        connection.execute(insert(schema.identity).values(id="a", participant="p", name="Ragnhild", speakers=[]))
    assert "Ragnhild" not in str(error.value)


def test_the_environment_goes_before_the_file(
    study_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (study_folder / "evaluation.yaml").open("a", encoding="utf-8") as file:
        file.write(f"database: sqlite:///{tmp_path}/a.sqlite\n")
    open_study(study_folder)
    monkeypatch.setenv("UNDERVEIS_DATABASE", f"sqlite:///{tmp_path}/b.sqlite")
    open_study(study_folder)
    assert sorted(path.name for path in tmp_path.glob("*.sqlite")) == ["a.sqlite", "b.sqlite"]
    assert not (study_folder / "study.sqlite").exists()
