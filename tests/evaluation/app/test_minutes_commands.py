"""Minutes on the command line, from the file to what somebody owes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.followup.meetings.conftest import MINUTES

Run = Callable[..., Any]
NAME = "kontaktutvalget-2023-04-17"
NAMES = ("Astrid", "Vangen", "Emil", "Roth", "Kari", "Bø")


@pytest.fixture
def file(write: Callable[[str, str], Path]) -> Path:
    return write("referat.txt", MINUTES)


@pytest.fixture
def told(run: Run, study_folder: Path, file: Path) -> Run:
    """A line typed in a study that has taken the minutes in."""
    assert run("add", file, "--as", "minutes", "--study", study_folder).status == 0
    return lambda *line: run(*line, "--study", study_folder)


def test_reading_needs_no_study_and_keeps_nothing(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    done = run("minutes", "read", file, "--json")
    assert done.json["present"][0]["name"] == "Astrid Vangen"
    assert [each["title"] for each in done.json["items"]] == ["Godkjenning av referat", "Kommunikasjon", "Lærlinger"]
    assert sorted(each.name for each in file.parent.iterdir()) == ["referat.txt"]


def test_what_was_read_is_shown_with_what_is_unsure(run: Run, file: Path) -> None:
    done = run("minutes", "read", file)
    assert "Kontaktutvalget, 17. april 2023 kl. 14.00–15.15" in done.out.replace("\u00a0", " ")
    assert "Kari Bø står uten virksomhet. (linje 4)" in done.out
    assert "→ Emil Roth sender ut utkastet innen 1. mai 2023." in done.out


@pytest.mark.parametrize(
    "line",
    [("minutes", "list"), ("minutes", "show", NAME), ("minutes", "confirm", NAME), ("minutes", "actions"), ("log",),
     ("status",), ("people",), ("sessions",), ("sources",)],
)  # fmt: skip
def test_no_list_names_anybody(told: Run, line: tuple[str, ...]) -> None:
    shown = told(*line).out + told(*line, "--json").out
    assert [name for name in NAMES if name in shown] == []


def test_names_are_shown_to_who_asks_for_them(told: Run) -> None:
    assert "Astrid Vangen" in told("minutes", "show", NAME, "--names").out


def test_a_doubt_is_corrected_on_the_line(told: Run) -> None:
    assert told("minutes", "confirm", NAME, "--correct", "1=Vest kommune", "--json").json == []
    there = told("minutes", "show", NAME, "--json").json["absent"]
    assert there[0]["organisation"] == "Vest kommune"


def test_everything_left_is_accepted_at_once(told: Run) -> None:
    assert "Ingenting er usikkert." in told("minutes", "confirm", NAME, "--accept-all").out


def test_a_correction_without_a_value_is_refused(told: Run) -> None:
    done = told("minutes", "confirm", NAME, "--correct", "Vest", "--json")
    assert (done.status, done.error["code"]) == (1, "MINUTES-026")


def test_action_points_are_sorted_out_by_day_owner_and_status(told: Run) -> None:
    def ids(*options: str) -> list[int]:
        return [each["id"] for each in told("minutes", "actions", *options, "--json").json]

    assert ids() == [2, 1]
    assert ids("--due-before", "2023-05-02") == [2]
    assert ids("--owner", "Vest kommune") == [1]
    told("minutes", "action", "2", "--status", "done", "--remark", "Sendt.")
    assert ids("--open") == [1]


def test_a_status_keeps_its_history(told: Run) -> None:
    told("minutes", "action", "1", "--status", "under-way")
    history = told("minutes", "action", "1", "--status", "done", "--json").json["history"]
    assert [each["status"] for each in history] == ["under-way", "done"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("minutes", "show", "finnes-ikke"), "MINUTES-021"),
        (("minutes", "action", "99"), "MINUTES-025"),
        (("minutes", "action", "1", "--status", "ferdig"), "CLI-003"),
        (("minutes", "actions", "--meeting", "finnes-ikke"), "MINUTES-021"),
    ],
)
def test_what_is_not_there_is_told(told: Run, line: tuple[str, ...], code: str) -> None:
    done = told(*line, "--json")
    assert (done.status, done.error["code"]) == (1, code)
