"""A database that is locked, full, read-only or broken: said plainly, and nothing is changed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from evaluation.errors import EvaluationError
from evaluation.store import database
from evaluation.study import Study, open_study
from tests.evaluation.store.examples import rows, talk

Fill = Callable[[Study], Study]


def codes(step: Callable[[], object]) -> list[str]:
    with pytest.raises(EvaluationError) as error:
        step()
    return [each.code for each in error.value.problems]


def large() -> list[object]:
    return [talk("liten"), replace(talk("stor"), text="Æ" * 3_000_000)]


@contextmanager
def locked(study: Study) -> Iterator[None]:
    with closing(sqlite3.connect(study.folder / "study.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_lock_of_another_program_is_waited_for_and_named(
    study_folder: Path, filled: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    study = filled(open_study(study_folder))
    before = rows(study.store)
    with locked(study):
        assert codes(lambda: study.add(talk("en"))) == ["STORE-002"]
        assert rows(study.store) == before


def test_an_exclusive_lock_at_opening_is_named(study_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    open_study(study_folder)
    with closing(sqlite3.connect(study_folder / "study.sqlite", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert codes(lambda: open_study(study_folder)) == ["STORE-002"]


def test_writers_of_a_team_database_take_turns(
    study_folder: Path, team_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    monkeypatch.setenv("UNDERVEIS_DATABASE", team_database)
    one, other = open_study(study_folder), open_study(study_folder)
    with one.store.act("test", "Test"):
        assert codes(lambda: other.add(talk())) == ["STORE-002"]
    other.add(talk())
    assert len(one.list_sources()) == 1
    one.store.engine.dispose()
    other.store.engine.dispose()


def test_a_full_database_is_said_so_and_left_as_it_was(study_folder: Path, filled: Fill) -> None:
    study = filled(open_study(study_folder))
    before = rows(study.store)

    @event.listens_for(study.store.engine, "connect")
    def _limit(connection: sqlite3.Connection, _record: object) -> None:
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")

    assert codes(lambda: study.add(large())) == ["STORE-003"]  # type: ignore[arg-type]
    assert rows(study.store) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; skipped where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.call(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], stderr=subprocess.DEVNULL
    )
    if made != 0:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_said_so_and_the_store_left_as_it_was(
    study_folder: Path, small_disk: Path, filled: Fill
) -> None:
    shutil.copytree(study_folder, small_disk / "study")
    study = filled(open_study(small_disk / "study"))
    before = rows(study.store)
    assert codes(lambda: study.add(large())) == ["STORE-003"]  # type: ignore[arg-type]
    assert rows(study.store) == before
    study.add(talk("liten"))
    assert len(study.list_sources()) == 2


def test_a_full_disk_stops_a_received_file_before_the_store(
    study_folder: Path, small_disk: Path, tmp_path: Path
) -> None:
    shutil.copytree(study_folder, small_disk / "study")
    study = open_study(small_disk / "study")
    origin = tmp_path / "stor.txt"
    origin.write_bytes(b"x" * 3_000_000)
    assert codes(lambda: study.add(replace(talk(), file=str(origin), sha256="x"))) == ["STORE-003"]
    assert study.list_sources() == []


def test_a_read_only_disk_is_said_so(study_folder: Path, small_disk: Path, filled: Fill) -> None:
    shutil.copytree(study_folder, small_disk / "study")
    study = filled(open_study(small_disk / "study"))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert codes(lambda: study.add(talk("en"))) == ["STORE-004"]


def test_a_folder_where_no_store_can_be_made_is_said_so(study_folder: Path) -> None:
    (study_folder / "study.sqlite").mkdir()
    assert codes(lambda: open_study(study_folder)) == ["STORE-004"]


@pytest.mark.parametrize("content", [b"not a database" * 500, b"\x00" * 8192, b"PK\x03\x04" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused_and_not_touched(study_folder: Path, content: bytes) -> None:
    file = study_folder / "study.sqlite"
    file.write_bytes(content)
    assert codes(lambda: open_study(study_folder)) == ["STORE-005"]
    assert file.read_bytes() == content


@pytest.mark.parametrize("keep", [0.05, 0.3, 0.6, 0.9])
def test_a_truncated_database_is_said_so(study_folder: Path, filled: Fill, keep: float) -> None:
    study = filled(open_study(study_folder))
    study.add([replace(talk(f"t{number}"), text="Ordene går igjen. " * 3000) for number in range(5)])
    file = study_folder / "study.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * keep)])

    def read_all() -> None:
        opened = open_study(study_folder)
        rows(opened.store)

    assert codes(read_all) == ["STORE-005"]


def test_an_error_that_is_a_bug_keeps_its_own_words(study: Study) -> None:
    from sqlalchemy.exc import OperationalError

    with pytest.raises(OperationalError), study.store.reading() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
