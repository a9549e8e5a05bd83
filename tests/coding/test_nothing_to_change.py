"""A line that changes nothing says so, and a name that is misspelt gets its nearest."""

from __future__ import annotations

import json

import pytest

from evaluation.app.cli.main import main
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo
from evaluation.model import Code, Codebook, Coding, Memo, Source
from evaluation.study import Study


@pytest.fixture
def coded(study: Study) -> Study:
    study.import_codebook(Codebook(name="book", codes=(Code(name="forebygging"), Code(name="seniorer"))))
    study.add(Source("svar", "Vi forebygger hver dag.", "answers", language="nb"))
    study.add(Coding("svar", 0, 13, "forebygging", "Test"))
    add_memo(study, Memo("Viktig."))
    return study


def run(study: Study, line: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main([*line, "--study", str(study.folder), "--lang", "en"])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize("line", [["memo", "edit", "1"], ["code", "change", "1"]])
def test_an_edit_without_anything_to_change_is_wrong_usage(
    coded: Study, line: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(coded.log())
    status, _, err = run(coded, [*line, "--json"], capsys)
    assert (status, json.loads(err.splitlines()[-1])["error"]["code"]) == (2, "CLI-010")
    assert len(coded.log()) == before


@pytest.mark.parametrize(
    "line", [["memo", "edit", "1", "--text", "Viktig."], ["code", "change", "1", "--code", "forebygging"]]
)
def test_an_edit_that_changes_nothing_says_so(
    coded: Study, line: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(coded.log())
    status, out, _ = run(coded, line, capsys)
    assert (status, "nothing was changed" in out) == (0, True)
    assert len(coded.log()) == before


@pytest.mark.parametrize("query", ["", "  "])
def test_an_empty_query_is_told_of(coded: Study, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(coded, ["find", query, "--json"], capsys)
    assert (status, json.loads(err.splitlines()[-1])["error"]["code"]) == (1, "QUERY-015")


@pytest.mark.parametrize(
    ("coding", "code", "nearest"),
    [
        (Coding("svar", 0, 2, "seniore"), "STUDY-005", "seniorer"),
        (Coding("svarr", 0, 2, "seniorer"), "STUDY-004", "svar"),
    ],
)
def test_codings_of_what_is_not_there_name_the_nearest(coded: Study, coding: Coding, code: str, nearest: str) -> None:
    with pytest.raises(EvaluationError) as error:
        coded.add(coding)
    [found] = error.value.problems
    assert (found.code, found.values["known"]) == (code, nearest)
