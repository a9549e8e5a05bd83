"""Another program's SQLite file is read without being trusted, and without leaving a trace."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.store.foreign import read_tables

WANTED = {"source": ("id", "name", "fulltext"), "code_text": ("cid", "pos0")}


def made(file: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return file


def codes_of(call: object, *arguments: object) -> list[str]:
    with pytest.raises(EvaluationError) as raised:
        call(*arguments)  # type: ignore[operator]
    return [each.code for each in raised.value.problems]


def test_tables_come_as_rows_with_the_columns_wanted(tmp_path: Path) -> None:
    file = made(
        tmp_path / "data.qda",
        "CREATE TABLE Source (id integer primary key, NAME text, fulltext text, memo text)",
        "INSERT INTO source VALUES (7, 'fg1', 'Blåbær 🫐', 'x')",
    )
    assert read_tables(file, WANTED) == {"source": [{"id": 7, "name": "fg1", "fulltext": "Blåbær 🫐"}]}


def test_a_column_that_is_not_there_is_none(tmp_path: Path) -> None:
    file = made(tmp_path / "a.qda", "CREATE TABLE code_text (cid integer)", "INSERT INTO code_text VALUES (1)")
    assert read_tables(file, WANTED) == {"code_text": [{"cid": 1, "pos0": None}]}


def test_a_table_with_none_of_the_columns_has_no_rows(tmp_path: Path) -> None:
    file = made(tmp_path / "a.qda", "CREATE TABLE code_text (other)", "INSERT INTO code_text VALUES (1)")
    assert read_tables(file, WANTED) == {"code_text": []}


def test_views_virtual_tables_and_worked_out_columns_are_never_asked(tmp_path: Path) -> None:
    file = made(
        tmp_path / "a.qda",
        "CREATE VIEW source AS SELECT 1 AS id, randomblob(1000000000) AS name, '' AS fulltext",
        "CREATE TABLE code_text (cid integer, pos0 AS (zeroblob(1000)))",
        "INSERT INTO code_text (cid) VALUES (3)",
        "CREATE VIRTUAL TABLE project USING fts5(memo)",
    )
    assert read_tables(file, {**WANTED, "project": ("memo",)}) == {"code_text": [{"cid": 3, "pos0": None}]}


def test_names_with_quotation_marks_are_names(tmp_path: Path) -> None:
    file = made(tmp_path / "a.qda", 'CREATE TABLE "so""urce" (id)', 'CREATE TABLE source (id, "na\'me")')
    assert read_tables(file, WANTED) == {"source": []}


def test_what_was_written_last_is_read_from_the_log_beside_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    with closing(sqlite3.connect(tmp_path / "data.qda")) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE code_text (cid, pos0)")
        writer.execute("INSERT INTO code_text VALUES (1, 2)")
        writer.commit()
        for name in ("data.qda", "data.qda-wal"):
            (folder / name).write_bytes((tmp_path / name).read_bytes())
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert read_tables(folder / "data.qda", WANTED) == {"code_text": [{"cid": 1, "pos0": 2}]}
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_nothing_is_made_beside_the_file(tmp_path: Path) -> None:
    file = made(tmp_path / "a.qda", "PRAGMA journal_mode = WAL", "CREATE TABLE source (id)")
    before = file.read_bytes()
    read_tables(file, WANTED)
    assert [each.name for each in tmp_path.iterdir()] == ["a.qda"]
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\3\4", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(range(256)) * 40],
    ids=["empty", "a zip", "the head alone", "noise"],
)
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.qda"
    file.write_bytes(content)
    assert codes_of(read_tables, file, WANTED) == ["FOREIGN-001"]


def test_a_database_cut_short_is_refused(tmp_path: Path) -> None:
    file = made(
        tmp_path / "a.qda",
        "CREATE TABLE source (id integer primary key, name, fulltext)",
        "INSERT INTO source VALUES (1, 'fg1', hex(zeroblob(100000)))",
    )
    file.write_bytes(file.read_bytes()[:9000])
    assert codes_of(read_tables, file, WANTED) == ["FOREIGN-001"]


def test_a_damaged_name_of_a_column_is_no_traceback(tmp_path: Path) -> None:
    file = made(
        tmp_path / "a.qda", "CREATE TABLE source (id, fulltext, name)", "INSERT INTO source VALUES (1, 'x', 'y')"
    )
    file.write_bytes(file.read_bytes().replace(b"source (id", b"sour\xffe (id"))
    assert codes_of(read_tables, file, WANTED) == ["FOREIGN-001"]


def test_bytes_that_are_no_utf_8_are_marked_not_fatal(tmp_path: Path) -> None:
    file = made(
        tmp_path / "a.qda",
        "CREATE TABLE source (id, name, fulltext)",
        "INSERT INTO source VALUES (1, CAST(x'626CE562' AS TEXT), x'00FF')",
    )
    assert read_tables(file, WANTED)["source"] == [{"id": 1, "name": "bl\ufffdb", "fulltext": b"\x00\xff"}]


def test_a_file_that_is_not_there_and_a_folder_say_why(tmp_path: Path) -> None:
    assert codes_of(read_tables, tmp_path / "none.qda", WANTED) == ["FOREIGN-003"]
    assert codes_of(read_tables, tmp_path, WANTED) == ["FOREIGN-003"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may read everything is refused nothing")
def test_a_file_one_may_not_read_says_why(tmp_path: Path) -> None:
    file = made(tmp_path / "a.qda", "CREATE TABLE source (id)")
    file.chmod(0)
    assert codes_of(read_tables, file, WANTED) == ["FOREIGN-003"]


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.store.foreign.MOST", 2)
    file = made(
        tmp_path / "a.qda", "CREATE TABLE code_text (cid, pos0)", "INSERT INTO code_text VALUES (1,1),(2,2),(3,3)"
    )
    assert codes_of(read_tables, file, WANTED) == ["FOREIGN-002"]


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.store.foreign.LARGEST", 2)
    assert codes_of(read_tables, made(tmp_path / "a.qda", "CREATE TABLE source (id)"), WANTED) == ["FOREIGN-002"]


def test_an_index_over_an_expression_that_never_ends_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evaluation.store.foreign._MOST_STEPS", 0)
    rows = ",".join(f"({number}, 0)" for number in range(5000))
    file = made(tmp_path / "a.qda", "CREATE TABLE code_text (cid, pos0)", f"INSERT INTO code_text VALUES {rows}")
    assert codes_of(read_tables, file, WANTED) == ["FOREIGN-001"]
