"""A backup is the whole study in one file, and can be opened as a study again."""

from __future__ import annotations

import re
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from evaluation.backup import back_up
from evaluation.doctor import examine
from evaluation.errors import EvaluationError
from evaluation.sources.read import read_source
from evaluation.study import Study, open_study
from tests.evaluation.store.examples import rows

Write = Callable[[str, str], Path]


@pytest.fixture
def working(study: Study, write: Write) -> Study:
    """A study with people, a received file and a report."""
    study.import_people(study.folder / "people.yaml")
    study.add(read_source(write("inbox/notat.txt", "Blåbær på tur.\n")))
    write("study/report/report.qmd", "# Rapport\n")
    return study


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return sorted(archive.namelist())


def refusal(study: Study, target: Path) -> str:
    with pytest.raises(EvaluationError) as error:
        back_up(study.folder, target)
    return error.value.problems[0].code


def test_a_backup_can_be_unpacked_and_read_as_the_study_it_was(working: Study, tmp_path: Path) -> None:
    with zipfile.ZipFile(back_up(working.folder)) as archive:
        archive.extractall(tmp_path / "restored")
    restored = open_study(tmp_path / "restored")
    assert rows(restored.store) == rows(working.store)
    assert restored.people(names=True) == working.people(names=True)
    assert (restored.folder / "report" / "report.qmd").read_text() == "# Rapport\n"
    assert [each.code for each in examine(restored) if each.severity == "error"] == []
    restored.undo()


def test_it_lies_in_the_study_under_its_name_and_time(working: Study) -> None:
    file = back_up(working.folder)
    assert file.parent == working.folder / "backups"
    assert re.fullmatch(r"study-\d{8}-\d{6}\.zip", file.name)


def test_it_holds_the_files_and_the_store_and_nothing_else(working: Study) -> None:
    back_up(working.folder)
    back_up(working.folder, working.folder / "egen.zip")
    for left_over in ("sources/.x.docx.part", "study.0001.20260101T000000Z.sqlite", "study.sqlite.part"):
        (working.folder / left_over).write_bytes(b"x")
    assert names(back_up(working.folder)) == [
        "evaluation.yaml", "people.yaml", "report/report.qmd", "sources/notat.txt", "study.sqlite",
    ]  # fmt: skip


def test_a_zip_of_the_users_own_comes_along(working: Study) -> None:
    with zipfile.ZipFile(working.folder / "sources" / "vedlegg.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    assert "sources/vedlegg.zip" in names(back_up(working.folder))


def test_two_within_a_second_are_two_files(working: Study) -> None:
    assert len({back_up(working.folder) for _ in range(3)}) == 3


def test_only_the_user_may_read_it(working: Study) -> None:
    assert stat.S_IMODE(back_up(working.folder).stat().st_mode) == 0o600


def test_a_folder_as_target_gets_the_usual_name(working: Study, tmp_path: Path) -> None:
    assert back_up(working.folder, tmp_path).parent == tmp_path


def test_a_file_that_is_there_is_not_written_over(working: Study, tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(b"x")
    assert refusal(working, file) == "STORE-015"
    assert file.read_bytes() == b"x"


def test_a_place_that_cannot_be_written_to_leaves_nothing(working: Study, tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"x")
    assert refusal(working, tmp_path / "fil" / "a.zip") == "STORE-007"


def test_a_broken_store_leaves_no_backup(working: Study) -> None:
    (working.folder / "study.sqlite").write_bytes(b"not a database" * 500)
    assert refusal(working, working.folder / "backups" / "a.zip") == "STORE-007"
    assert list((working.folder / "backups").iterdir()) == []


def test_what_another_program_has_not_finished_is_not_in_it(working: Study, tmp_path: Path) -> None:
    before = rows(working.store)
    with closing(sqlite3.connect(working.folder / "study.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM change")
        file = back_up(working.folder)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "restored")
    assert rows(open_study(tmp_path / "restored").store) == before
