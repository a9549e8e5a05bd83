"""What a matrix crosses and counts from the command line, and what its pictures may tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_sizes_come_in_the_order_of_numbers(run: Run, demo: Path) -> None:
    columns = run("matrix", "--cols", "size", "--json", "--study", demo).json["columns"]
    assert [int(each) for each in columns] == sorted(int(each) for each in columns)


@pytest.mark.parametrize("cols", ["date", "language"])
def test_codings_are_crossed_by_what_is_known_of_their_source(run: Run, demo: Path, cols: str) -> None:
    table = run("matrix", "--cols", cols, "--json", "--study", demo).json
    listed = run("codebook", "list", "--json", "--study", demo).json
    assert sum(map(sum, table["values"])) == sum(each["codings"] for each in listed)


def test_by_origin_all_codings_are_crossed(run: Run, demo: Path) -> None:
    table = run("matrix", "--cols", "origin", "--json", "--study", demo).json
    assert sum(map(sum, table["values"])) == len(run("code", "list", "--json", "--study", demo).json)


def test_talk_is_a_share_of_what_informants_say(run: Run, demo: Path) -> None:
    table = run("matrix", "--of", "talk", "--cols", "speaker", "--json", "--study", demo).json
    assert "Moderator" not in table["columns"]
    assert all(0 <= value < 0.2 for row in table["values"] for value in row)
    assert table["rows"][0] == "generelt"  # in the order of the commission


def test_bases_stand_beside_the_shares_and_small_ones_are_told_once(run: Run, demo: Path) -> None:
    lines = run("matrix", "--rows", "question", "--cols", "kind", "--shares", "row", "--study", demo).out.splitlines()
    assert lines[0].endswith("N")
    assert lines[-1] == "Av færre enn 5 sier en andel lite: apning-1 og forebygging-3."


def test_bases_of_columns_stand_under_them(run: Run, demo: Path) -> None:
    lines = run("matrix", "--cols", "session", "--shares", "column", "--study", demo).out.splitlines()
    assert [line.split() for line in lines if line.startswith("N ")] == [["N", "17", "224", "30", "30", "0", "19"]]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["matrix", "--of", "talk", "--cols", "coder"], "CLI-003"),
        (["matrix", "--of", "talk", "--shares", "row"], "CLI-003"),
        (["matrix", "--of", "tale"], "CLI-003"),
        (["matrix", "--cols", "role", "--picture", "ny.png"], "ANALYSIS-006"),
        (["matrix", "--rows", "participant", "--picture", "ny.png"], "ANALYSIS-006"),
        (["matrix", "--picture", "ny.gif"], "ANALYSIS-003"),
        (["words", "--by", "role", "--keyness", "HR-leder", "--picture", "ny.png"], "ANALYSIS-006"),
    ],
)
def test_what_cannot_be_crossed_or_may_not_be_drawn_is_refused(
    run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: list[str], code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*line, "--json", "--study", demo)
    assert (done.status, done.error["code"], list(tmp_path.iterdir())) == (1, code, [])


def test_the_researchers_own_screen_shows_what_the_policy_keeps_from_others(run: Run, demo: Path) -> None:
    assert "HR-leder" in run("matrix", "--cols", "role", "--json", "--study", demo).json["columns"]


@pytest.mark.parametrize(
    "line",
    [
        "matrix",
        "matrix --rows code --cols session --shares row",
        "matrix --of talk --cols speaker",
        "code sequences",
        "speakers --following",
        "words --cloud",
    ],
)
def test_pictures_are_the_same_bytes_every_time(run: Run, demo: Path, tmp_path: Path, line: str) -> None:
    drawn = []
    for name in ("en.svg", "to.svg"):
        assert run(*line.split(), "--picture", tmp_path / name, "--study", demo).status == 0
        drawn.append((tmp_path / name).read_bytes())
    assert drawn[0] == drawn[1]
    assert b"<dc:title>" in drawn[0]


def test_a_picture_says_what_is_crossed(run: Run, demo: Path, tmp_path: Path) -> None:
    line = ["matrix", "--rows", "code", "--cols", "session", "--shares", "row", "--lang", "nb"]
    run(*line, "--picture", tmp_path / "m.svg", "--study", demo)
    assert "Andel (kodinger): Kode × økt" in (tmp_path / "m.svg").read_text("utf-8")
