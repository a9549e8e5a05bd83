"""What the commands that change texts show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.app.cli.main import main
from evaluation.model import Code, Codebook, Coding
from evaluation.study import Study, open_study

TALK = "I1: Vi satset på forebygging.\nI2: Oppfølgingen tok tid hos oss.\nI1: Ja, det gjorde den.\n"


@pytest.fixture
def folder(study: Study, tmp_path: Path) -> str:
    file = tmp_path / "gruppe.txt"
    file.write_text(TALK, encoding="utf-8")
    assert main(["add", str(file), "--study", str(study.folder)]) == 0
    study.import_codebook(Codebook(name="avtalen", codes=(Code(name="tiltak"),)))
    start = TALK.index("tok tid")
    study.add(
        [Coding("gruppe", start, start + 7, "tiltak", "Ane"), Coding("gruppe", start + 4, start + 15, "tiltak", "Ane")]
    )
    return str(study.folder)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_sources_alone_still_lists_them(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    [row] = told(capsys, "sources", "--study", folder)  # type: ignore[misc]
    assert (row["name"], row["turns"]) == ("gruppe", 3)


def test_an_edit_tells_what_became_of_each_coding(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ny.txt"
    file.write_text(TALK.replace("tok tid hos oss", "tok lang tid"), encoding="utf-8")
    found = told(capsys, "sources", "edit", "gruppe", str(file), "--study", folder)
    assert isinstance(found, dict)
    assert [(each["words"], each["status"], each["now"]) for each in found["codings"]] == [
        ("tok tid", "edited", "tok lang tid"),
        ("tid hos oss", "edited", "tid"),
    ]
    assert found["written"] is True


def test_an_edit_shows_the_words_before_and_now(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ny.txt"
    file.write_text(TALK.replace("tok tid", "tok lang tid"), encoding="utf-8")
    main(["sources", "edit", "gruppe", str(file), "--study", folder])
    shown = capsys.readouterr().out
    assert "tok tid" in shown
    assert "tok lang tid" in shown


def test_a_dry_run_leaves_the_text(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ny.txt"
    file.write_text(TALK.replace("tok tid", "tok lang tid"), encoding="utf-8")
    found = told(capsys, "sources", "replace", "gruppe", str(file), "--dry-run", "--study", folder)
    assert isinstance(found, dict)
    assert found["written"] is False
    assert (
        open_study(folder).source("gruppe").text == TALK.rstrip("\n")
        or open_study(folder).source("gruppe").text == TALK
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["turns", "list", "ukjent"], "STUDY-004"),
        (["turns", "split", "gruppe"], "EDIT-015"),
        (["turns", "split", "gruppe", "--at", "3", "--before", "tok"], "EDIT-015"),
        (["turns", "split", "gruppe", "--at", "99999"], "EDIT-006"),
        (["turns", "split", "gruppe", "--before", "Vi"], "EDIT-006"),
        (["turns", "join", "gruppe", "3"], "EDIT-009"),
        (["turns", "give", "gruppe", "1", "--to", "Ola"], "EDIT-010"),
        (["code", "merge", "--code", "ukjent"], "STUDY-005"),
    ],
)
def test_a_fault_is_told_with_its_code(
    folder: str, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    capsys.readouterr()
    assert main([*arguments, "--json", "--study", folder]) == 1
    assert json.loads(capsys.readouterr().err)["error"]["code"] == code


def test_turns_are_split_listed_and_given(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "turns", "split", "gruppe", "--before", "tok tid", "--study", folder)
    told(capsys, "turns", "give", "gruppe", "3", "--to", "I1", "--study", folder)
    rows = told(capsys, "turns", "list", "gruppe", "--study", folder)
    assert isinstance(rows, list)
    assert [(each["speaker"], each["text"]) for each in rows][1:3] == [
        ("I2", "Oppfølgingen"),
        ("I1", "tok tid hos oss."),
    ]


def test_overlapping_codings_are_merged(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    [row] = told(capsys, "code", "merge", "--study", folder)  # type: ignore[misc]
    assert (TALK[row["start"] : row["end"]], len(row["merged"])) == ("tok tid hos oss", 2)


def test_all_turns_of_a_speaker_are_given_to_another(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = told(capsys, "turns", "give", "gruppe", "--label", "I1", "--to", "Ny stemme", "--new", "--study", folder)
    assert [(each["number"], each["speaker"]) for each in given["turns"]] == [(1, "Ny stemme"), (3, "Ny stemme")]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["--to", "I2"], "EDIT-063"),
        (["1", "--label", "I1", "--to", "I2"], "EDIT-063"),
        (["--label", "I9", "--to", "I2"], "EDIT-062"),
        (["1", "--to", "Ny stemme"], "EDIT-010"),
    ],
)
def test_what_is_not_meant_is_refused(
    folder: str, capsys: pytest.CaptureFixture[str], asked: list[str], code: str
) -> None:
    capsys.readouterr()
    assert main(["turns", "give", "gruppe", *asked, "--study", folder, "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"]["code"] == code
