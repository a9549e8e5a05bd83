"""The doctor finds each thing that is broken or missing, and nothing in a study that is well."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.doctor import examine
from evaluation.model import Code, Codebook, Coding, Source, Turn
from evaluation.sources.read import read_source
from evaluation.study import Study, open_study

Write = Callable[[str, str], Path]

CODEBOOK = Codebook(
    name="bok",
    codes=(Code(name="forebygging"), Code(name="vern", parent="forebygging"), Code(name="oppfolging")),
)
MORE_PEOPLE = """\
consents:
  - {participant: m1, recording: true}
sessions:
  - {id: fg1, kind: focus-group, transcribed: true, instrument: guide}
"""


@pytest.fixture
def well(study: Study, write: Write) -> Study:
    """A study that lacks nothing: people, guide, a received transcript, a codebook, codings for each theme."""
    study.import_people(study.folder / "people.yaml")
    study.import_people(write("study/more.yaml", MORE_PEOPLE))
    write("study/instruments/guide.yaml", "title: Guide\n")
    read = read_source(write("inbox/gruppe.txt", "I1: Vern virker.\nI2: Følg opp.\n"), "transcript")
    turns = (Turn(4, 16, "I1", line=1), Turn(21, 30, "I2", line=2))
    study.add(replace(read, turns=turns), session="fg1")
    study.import_codebook(CODEBOOK)
    study.add([Coding("gruppe", 4, 8, "vern"), Coding("gruppe", 21, 25, "oppfolging")])
    return study


def found(study: Study) -> list[tuple[str, str]]:
    return [(each.code, each.severity) for each in examine(study)]


def changed(study: Study, write: Write, people: str) -> Study:
    study.import_people(write("study/changed.yaml", people))
    return study


def test_a_study_that_is_well_gives_nothing(well: Study) -> None:
    assert found(well) == []


def test_a_new_study_gives_nothing(study: Study) -> None:
    assert found(study) == []


def test_examining_changes_nothing(well: Study) -> None:
    before = {path: path.read_bytes() for path in well.folder.rglob("*") if path.is_file()}
    examine(well)
    assert {path: path.read_bytes() for path in well.folder.rglob("*") if path.is_file()} == before


def test_a_received_file_that_is_gone(well: Study) -> None:
    (well.folder / "sources" / "gruppe.txt").unlink()
    assert found(well) == [("STUDY-012", "error")]


def test_a_received_file_that_was_changed(well: Study) -> None:
    (well.folder / "sources" / "gruppe.txt").write_text("I1: Vern virker ikke.\n", encoding="utf-8")
    assert found(well) == [("STUDY-013", "error")]


@pytest.mark.parametrize("name", ["ny.docx", ".ny.docx.part", "ny.docx.part"])
def test_a_file_that_belongs_to_no_source(well: Study, name: str) -> None:
    (well.folder / "sources" / name).write_bytes(b"x")
    assert found(well) == [("STUDY-014", "warning")]


def test_files_the_system_hides_are_left_alone(well: Study) -> None:
    (well.folder / "sources" / ".DS_Store").write_bytes(b"x")
    assert found(well) == []


def test_a_theme_whose_code_is_gone(well: Study) -> None:
    text = (well.folder / "evaluation.yaml").read_text(encoding="utf-8")
    (well.folder / "evaluation.yaml").write_text(text.replace("code: opp", "code: op"), encoding="utf-8")
    [problem] = examine(open_study(well.folder))
    assert (problem.code, problem.line, problem.severity) == ("STUDY-003", 5, "error")


def test_a_theme_that_nothing_is_coded_with(well: Study) -> None:
    well.undo()
    themes = [(each.code, each.severity, each.line, each.values["theme"]) for each in examine(well)]
    assert themes == [("STUDY-017", "warning", 4, "forebygging"), ("STUDY-017", "warning", 5, "oppfolging")]


def test_a_speaker_that_stands_for_nobody(well: Study) -> None:
    well.add(Source("tolk", "Tolk: Ja.\nTolk: Nei.\n", "transcript", (Turn(6, 9, "Tolk"), Turn(16, 20, "Tolk"))))
    [problem] = examine(well)
    assert (problem.code, problem.severity, problem.values["speaker"]) == ("STUDY-018", "warning", "Tolk")


def test_speakers_are_not_asked_for_where_the_study_knows_nobody(study: Study) -> None:
    study.add(Source("tolk", "Tolk: Ja.\n", "transcript", (Turn(6, 9, "Tolk"),)))
    assert found(study) == []


def test_a_participant_without_consent(well: Study, write: Write) -> None:
    assert found(changed(well, write, "participants: [{id: p9}]\n")) == [("PEOPLE-005", "warning")]


def test_a_withdrawn_participant_who_still_has_turns(well: Study, write: Write) -> None:
    [problem] = examine(changed(well, write, "consents: [{participant: p1, withdrawn: 2026-05-02}]\n"))
    assert (problem.code, problem.severity, str(problem.values["date"])) == ("PEOPLE-006", "error", "2026-05-02")


def test_a_withdrawn_participant_without_turns_is_no_fault(well: Study, write: Write) -> None:
    assert found(changed(well, write, "consents: [{participant: m1, withdrawn: 2026-05-02}]\n")) == []


def test_a_session_that_should_have_been_transcribed(well: Study, write: Write) -> None:
    people = "sessions: [{id: tlf1, kind: telephone, transcribed: true}]\n"
    assert found(changed(well, write, people)) == [("STUDY-015", "warning")]


def test_a_session_whose_guide_is_gone(well: Study) -> None:
    (well.folder / "instruments" / "guide.yaml").unlink()
    assert found(well) == [("STUDY-019", "warning")]


def test_a_reference_that_leads_nowhere(well: Study) -> None:
    with closing(sqlite3.connect(well.folder / "study.sqlite", isolation_level=None)) as other:
        other.execute("UPDATE turn SET participant = 'ingen' WHERE id = 1")
    [problem] = examine(well)
    assert (problem.code, problem.severity, problem.values["reason"]) == ("STUDY-016", "error", "turn 1 → participant")


def test_a_value_that_may_not_be_missing(well: Study) -> None:
    with closing(sqlite3.connect(well.folder / "study.sqlite", isolation_level=None)) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET sql = replace(sql, 'question TEXT', 'question TEXT NOT NULL')")
    assert {code for code, _ in found(well)} == {"STUDY-016"}


def test_pages_that_make_no_sense(well: Study) -> None:
    file = well.folder / "study.sqlite"
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    assert found(well)[0][0] in ("STORE-005", "STUDY-016")


def test_everything_at_once(well: Study, write: Write) -> None:
    (well.folder / "sources" / "gruppe.txt").unlink()
    (well.folder / "sources" / "ny.txt").write_bytes(b"x")
    (well.folder / "instruments" / "guide.yaml").unlink()
    changed(well, write, "participants: [{id: p9}]\n")
    assert [code for code, _ in found(well)] == ["STUDY-012", "STUDY-014", "PEOPLE-005", "STUDY-019"]
