"""`memo`, `framework` and `code add|change|remove` as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.main import main
from evaluation.study import Study
from tests.coding.framework.conftest import told, withdraw

__all__ = ["told", "withdraw"]
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(told: Study, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("memo", "list")`: the exit status, and what was printed as JSON (the error, where there is one)."""

    def ran(*arguments: object) -> tuple[int, Any]:
        status = main(["--study", str(told.folder), "--json", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, json.loads(printed.out or printed.err)

    return ran


def test_a_memo_from_first_to_last(run: Run) -> None:
    run("memo", "add", "Vi løfter.", "--on", "source:fg", "--words", "Roboten løfter", "--kind", "method")
    run("memo", "edit", 1, "--title", "Løft")
    shown = run("memo", "list", "--on", "source:fg", "--find", "løft")[1]
    told_of = {key: shown[0][key] for key in ("id", "title", "text", "kind", "on", "on_id", "start", "end")}
    assert told_of == {
        "id": 1,
        "title": "Løft",
        "text": "Vi løfter.",
        "kind": "method",
        "on": "source",
        "on_id": "fg",
        "start": 42,
        "end": 56,
    }
    assert (run("memo", "remove", 1)[0], run("memo", "list")) == (0, (0, []))


def test_the_text_may_come_from_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notat.txt").write_bytes("\ufeffLang\r\ntekst æøå.\n".encode())
    assert run("memo", "add", "--file", tmp_path / "notat.txt")[1]["text"] == "Lang\ntekst æøå."


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        ("memo add", 1, "MEMO-002"),
        ("memo add x --file y", 1, "MEMO-009"),
        ("memo add --file ingen.txt", 1, "MEMO-008"),
        ("memo add x --kind tanke", 1, "CLI-003"),
        ("memo add x --on ting:1", 1, "CLI-003"),
        ("memo add x --on code:forebyging", 1, "MEMO-001"),
        ("memo add x --on code:utstyr --words løfter", 1, "MEMO-005"),
        ("memo add x --on source:fg --words finnesikke", 1, "CODING-001"),
        ("memo add x --on source:fg --from 3", 1, "MEMO-003"),
        ("memo list --on code:forebyging", 1, "MEMO-001"),
        ("memo show 9", 1, "MEMO-004"),
        ("memo edit 9 --title x", 1, "MEMO-004"),
        ("memo remove x", 2, "CLI-009"),
        ("memo export m.doc", 1, "MEMO-007"),
        ("code add fg utstyr --words løfter", 1, "CODING-002"),
        ("code add fg utstyr", 1, "CODING-009"),
        ("code add fg utsty --from 0 --to 5", 1, "CODING-007"),
        ("code add gf utstyr --from 0 --to 5", 1, "STUDY-004"),
        ("code add fg utstyr --from 0 --to 5 --certainty 101", 1, "CODING-004"),
        ("code add fg utstyr --from 0 --to 5000", 1, "CODING-003"),
        ("code remove 1 99", 1, "CODING-006"),
        ("code change 99 --note x", 1, "CODING-006"),
        ("code change 1 --to 0", 1, "CODING-003"),
        ("framework quotes ingen forebygging", 1, "FRAMEWORK-001"),
        ("framework quotes odd økonomi", 1, "FRAMEWORK-002"),
        ("framework write odd forebygging", 2, "CLI-007"),
        ("framework show --cases person", 1, "CLI-003"),
        ("framework show --themes kode", 1, "CLI-003"),
        ("framework export m.csv", 1, "FRAMEWORK-015"),
        ("framework import m.xlsx", 1, "FRAMEWORK-007"),
    ],
)
def test_bad_input_is_answered_with_its_code(run: Run, line: str, status: int, code: str) -> None:
    answer = run(*line.split(" "))
    assert (answer[0], answer[1]["error"]["code"]) == (status, code)


def test_a_coding_from_first_to_last(run: Run) -> None:
    new = run("code", "add", "fg", "oppfolging", "--words", "Roboten løfter", "--coder", "Kari", "--round", "2")[1]
    assert (new["id"], new["text"], new["coder"], new["round"], new["new"]) == (5, "Roboten løfter", "Kari", "2", True)
    changed = run("code", "change", 5, "--words", "Roboten", "--certainty", 0, "--note", "tvil")[1]
    assert (changed["text"], changed["certainty"], changed["note"]) == ("Roboten", 0, "tvil")
    assert [each["id"] for each in run("code", "remove", 5)[1]] == [5]


def test_a_coding_that_is_there_already_is_told_of(run: Run) -> None:
    line = ("code", "add", "fg", "oppfolging", "--words", "Roboten løfter")
    run(*line)
    status, again = run(*line)
    assert (status, again["new"], again["id"], again["problems"][0]["code"]) == (0, False, 5, "CODING-005")


def test_the_matrix_from_first_to_last(run: Run, tmp_path: Path) -> None:
    cell = run("framework", "write", "Informant 2", "forebygging", "--text", "Roboten hjelper.")[1]
    assert (cell["case"], cell["state"], cell["quotes"]) == ("Informant 2", "written", [3])
    assert [each["text"] for each in run("framework", "quotes", "odd", "forebygging")[1]] == ["Roboten løfter."]
    run("code", "change", 3, "--words", "Roboten")
    [first, *_] = run("framework", "status")[1]
    assert (first["case"], first["theme"], first["state"]) == ("Informant 2", "forebygging", "stale")
    run("framework", "export", tmp_path / "m.xlsx")
    assert run("framework", "import", tmp_path / "m.xlsx")[1] == {"changes": [], "problems": []}


def test_the_matrix_shows_no_id_of_a_person(run: Run) -> None:
    told_of = json.dumps([run("framework", "show")[1], run("framework", "quotes", "odd", "forebygging")[1]])
    assert [name for name in ("ragnhild", '"odd"') if name in told_of] == []


@pytest.mark.parametrize(
    ("arguments", "cases", "themes"),
    [
        ((), ["Informant 2", "Informant 1"], ["forebygging", "oppfolging"]),
        (("--cases", "organisation"), ["Virksomhet A", "Virksomhet B"], ["forebygging", "oppfolging"]),
        (("--case", "fg1"), ["Samtalen med […]"], ["forebygging", "oppfolging"]),
        (("--theme", "utstyr", "--case", "odd"), ["Informant 2"], ["code:utstyr"]),
        (("--themes", "code"), ["Informant 2", "Informant 1"], ["code:forebygging", "code:utstyr", "code:oppfolging"]),
    ],
)
def test_the_matrix_may_be_narrowed(run: Run, arguments: tuple[str, ...], cases: list[str], themes: list[str]) -> None:
    shown = run("framework", "show", *arguments)[1]
    assert (shown["cases"], [each["id"] for each in shown["themes"]]) == (cases, themes)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    "line",
    [
        "memo --help",
        "memo add --help",
        "memo edit --help",
        "memo list",
        "memo show 1",
        "code add --help",
        "code change --help",
        "code remove --help",
        "framework --help",
        "framework show",
        "framework show --themes code",
        "framework status",
        "framework quotes odd forebygging",
        "framework write odd forebygging --text Ja",
    ],
)
def test_every_command_speaks_the_three_languages(
    told: Study, capsys: pytest.CaptureFixture[str], language: str, line: str
) -> None:
    main(["--study", str(told.folder), "memo", "add", "Her."])
    capsys.readouterr()
    status = main(["--study", str(told.folder), "--lang", language, *line.split(" ")])
    assert (status, bool(capsys.readouterr().out.strip())) == (0, True)
