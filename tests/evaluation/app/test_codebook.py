"""The codebook is listed, changed, checked and looked back on from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.reference import shapes

# Each line is run after those before it, on the sample study.
LINES: list[list[str]] = [
    ["create", "sykefravær", "--under", "oppfolging", "--definition", "Fravær.", "--add-indicator", "fravær*"],
    ["create", "permisjon", "--under", "oppfolging", "--before", "sykefravær"],
    ["rename", "permisjon", "permisjoner"],
    ["move", "permisjoner", "--top"],
    ["move", "permisjoner", "--also-under", "oppfolging"],
    ["edit", "forebygging", "--definition", "Alt som gjøres først."],
    ["split", "oppfolging", "dialogmøter", "--find", "dialogmøte*"],
    ["merge", "seniorer", "--into", "utenforskap"],
    ["archive", "relevans"],
    ["unarchive", "relevans"],
    ["history", "forebygging"],
    ["outdated", "--code", "forebygging"],
    ["outdated", "--code", "utenforskap", "--approve"],
    ["list"],
]


def test_what_programs_read_is_as_documented(run: Callable[..., Any], copied: Path) -> None:
    for line in LINES:
        done = run("codebook", *line, "--json", "--study", copied)
        shape = shapes()[f"codebook {line[0]}"]
        content, promised = (done.json[0], shape[0]) if isinstance(shape, list) else (done.json, shape)
        assert (line, done.status, set(content)) == (line, 0, set(promised))


def test_what_people_read_says_something(run: Callable[..., Any], copied: Path) -> None:
    for line in LINES:
        done = run("codebook", *line, "--study", copied)
        assert (line, done.status) == (line, 0)
        assert done.out.strip()


@pytest.fixture
def nested(run: Callable[..., Any], copied: Path) -> Path:
    run("codebook", "create", "sykefravær", "--under", "oppfolging", "--study", copied)
    run("codebook", "move", "seniorer", "--under", "utenforskap", "--study", copied)
    return copied


def test_the_tree_is_drawn_with_the_codings_of_whole_branches(run: Callable[..., Any], nested: Path) -> None:
    lines = [line.split() for line in run("codebook", "list", "--tree", "--study", nested).out.splitlines()]
    assert ["utenforskap", "Utenforskap", "50"] in lines
    assert ["└─", "seniorer", "Seniorer", "18"] in lines


def test_the_list_is_moved_in(run: Callable[..., Any], nested: Path) -> None:
    assert "\n  seniorer " in run("codebook", "list", "--study", nested).out


def test_archived_codes_are_hidden_until_asked_for(run: Callable[..., Any], nested: Path) -> None:
    run("codebook", "archive", "seniorer", "--study", nested)
    assert "seniorer " not in run("codebook", "list", "--study", nested).out
    assert "seniorer " in run("codebook", "list", "--archived", "--study", nested).out
    assert "seniorer" in [each["name"] for each in run("codebook", "list", "--json", "--study", nested).json]


def test_a_text_is_edited_in_the_language_of_the_line(run: Callable[..., Any], copied: Path) -> None:
    run("codebook", "edit", "seniorer", "--label", "Eldre", "--lang", "nn", "--study", copied)
    labels = {
        language: next(
            each["label"]
            for each in run("codebook", "list", "--json", "--lang", language, "--study", copied).json
            if each["name"] == "seniorer"
        )
        for language in ("nb", "nn")
    }
    assert labels == {"nb": "Seniorer", "nn": "Eldre"}


def test_only_outdated_codings_are_listed_when_asked_for(run: Callable[..., Any], copied: Path) -> None:
    assert run("code", "list", "--outdated", "--json", "--study", copied).json == []
    run("codebook", "edit", "seniorer", "--definition", "Ny.", "--study", copied)
    found = run("code", "list", "--outdated", "--json", "--study", copied).json
    assert {each["code"] for each in found} == {"seniorer"}
    assert "kodet under versjon 1; nå 2" in " ".join(run("codebook", "outdated", "--study", copied).out.split())


def test_a_check_that_gives_hints_only_has_found_nothing(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "evaluation.yaml").write_text("title: T\n", encoding="utf-8")
    run("codebook", "create", "helse", "--definition", "H.", "--study", tmp_path)
    run("codebook", "create", "lege", "--under", "helse", "--definition", "L.", "--study", tmp_path)
    done = run("codebook", "check", "--json", "--study", tmp_path)
    assert (done.status, [each["code"] for each in done.json]) == (0, ["CODEBOOK-044"])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["move", "seniorer"], "CODEBOOK-012"),
        (["move", "seniorer", "--top", "--under", "relevans"], "CODEBOOK-012"),
        (["move", "seniorer", "--before", "relevans", "--after", "relevans"], "CODEBOOK-012"),
        (["create", "x", "--under", "relevans", "--before", "mangler"], "CODEBOOK-012"),
        (["create", "a/b"], "CODEBOOK-003"),
        (["split", "seniorer", "x"], "CODEBOOK-006"),
        (["split", "seniorer", "x", "--codings", "a"], "CODEBOOK-015"),
        (["export", "bok.docx"], "CODEBOOK-020"),
        (["outdated", "--code", "senior"], "CODEBOOK-001"),
    ],
)
def test_what_cannot_be_is_told(run: Callable[..., Any], demo: Path, line: list[str], code: str) -> None:
    done = run("codebook", *line, "--json", "--study", demo)
    assert (done.status, done.error["code"]) == (1, code)


@pytest.mark.parametrize("suffix", [".yaml", ".csv", ".xlsx", ".qdc"])
def test_a_codebook_goes_out_and_comes_back(run: Callable[..., Any], copied: Path, tmp_path: Path, suffix: str) -> None:
    before = run("codebook", "list", "--json", "--study", copied).json
    assert run("codebook", "export", tmp_path / f"bok{suffix}", "--study", copied).status == 0
    done = run("codebook", "import", tmp_path / f"bok{suffix}", "--json", "--study", copied)
    assert done.json == {"name": "ia-agreement", "codes": 9, "problems": []}
    assert run("codebook", "list", "--json", "--study", copied).json == before
