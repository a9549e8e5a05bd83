"""`underveis code suggest`, as it is written on a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.main import main
from evaluation.model import Code, Codebook, Coding, Source
from evaluation.study import Study

TEXT = """Vi forebygger ved å bytte oppgaver.

Den sykmeldte får en telefon hver uke.

Forebygging er å flytte pallene.

Sykmeldingen ble forlenget igjen.
"""
BOOK = Codebook(
    name="book",
    codes=(
        Code(name="forebygging", definition="Før noen blir syke.", indicators={"nb": ["forebygg*"]}),
        Code(name="oppfolging", definition="Når noen er sykmeldt.", indicators={"nb": ["sykmeld*"]}),
    ),
)


@pytest.fixture
def folder(study: Study) -> Path:
    study.import_codebook(BOOK)
    study.add(Source("svar", TEXT, "answers", language="nb"))
    study.add([Coding("svar", 0, 35, "forebygging", "ola"), Coding("svar", 37, 75, "oppfolging", "ola")])
    return study.folder


def run(folder: Path, line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main([*line.split(), "--study", str(folder), "--lang", "nb"])
    said = capsys.readouterr()
    return status, said.out, said.err


def listed(folder: Path, capsys: pytest.CaptureFixture[str], more: str = "") -> list[dict[str, Any]]:
    status, out, _ = run(folder, f"code suggest --least 0 --json {more}", capsys)
    assert status == 0
    return list(json.loads(out))


def test_json_has_the_agreed_keys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = listed(folder, capsys)[0]
    agreed = {"source", "start", "end", "text", "code", "score", "words", "indicator", "model"}
    assert set(first) == {*agreed, "id"}
    assert first["text"] == TEXT[first["start"] : first["end"]]


def test_a_suggestion_is_accepted_by_its_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [each["id"] for each in listed(folder, capsys)][:2]
    assert run(folder, f"code suggest --accept {' '.join(ids)} --json", capsys)[:2] == (0, '{\n  "accepted": 2\n}\n')
    out = run(folder, "code list --json", capsys)[1]
    assert [each["origin"] for each in json.loads(out)].count("suggestion") == 2


def test_an_accepted_suggestion_is_not_suggested_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    id_ = listed(folder, capsys)[0]["id"]
    run(folder, f"code suggest --accept {id_}", capsys)
    assert id_ not in [each["id"] for each in listed(folder, capsys)]


def test_only_the_code_asked_for_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {each["code"] for each in listed(folder, capsys, "--code oppfolging")} == {"oppfolging"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("code suggest --accept", "SUGGEST-009"),
        ("code suggest --accept 00000000", "SUGGEST-005"),
        ("code suggest --code ukjent", "SUGGEST-004"),
        ("code suggest --from rule", "SUGGEST-001"),
        ("code suggest --from alle", "CLI-003"),
        ("code suggest --source ukjent", "STUDY-004"),
    ],
)
def test_a_line_that_cannot_be_done_says_why(
    folder: Path, line: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(folder, f"{line} --json", capsys)
    assert (status, json.loads(err.splitlines()[-1])["error"]["code"]) == (1, code)


def test_the_evaluation_gives_null_and_a_reason_for_what_is_not_defined(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads(run(folder, "code suggest --evaluate --json", capsys)[1])
    by_source = [row for row in rows if row["left_out"] == "source"]
    assert {(row["macro_f1"], bool(row["reason"])) for row in by_source} == {(None, True)}
    assert {row["method"] for row in rows} == {"combined", "indicators", "characters"}


def test_suggest_stands_among_the_commands_of_code(capsys: pytest.CaptureFixture[str]) -> None:
    main(["code", "--help"])
    assert "suggest" in capsys.readouterr().out
