"""Memos as a document or a table for others: without the personal ones, without names."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from coding.memos import memo_rows, write_memos
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo
from evaluation.model import Memo
from evaluation.study import Study
from tests.coding.framework.conftest import TALK, told, withdraw

__all__ = ["told", "withdraw"]
NAMES = ("Ragnhild", "Ternebø", "ragnhild", "Skarvang")


@pytest.fixture
def noted(told: Study) -> Study:
    """One memo of four kinds, one of them personal."""
    add_memo(told, Memo("Ragnhild Ternebø er trøtt.", "case", "Om Ragnhild", on="participant", on_id="ragnhild"))
    add_memo(told, Memo("=1+1\n# ikke en overskrift", "theory", on="code", on_id="utstyr"))
    add_memo(told, Memo("Jeg er lei.", "personal"))
    start = TALK.index("Ragnhild sa")
    add_memo(told, Memo("Hvem?", "question", on="source", on_id="fg", start=start, end=start + 16))
    return told


@pytest.mark.parametrize(("personal", "ids"), [(False, ["1", "2", "4"]), (True, ["1", "2", "3", "4"])])
def test_personal_memos_come_along_only_when_asked_for(noted: Study, personal: bool, ids: list[str]) -> None:
    assert [row["id"] for row in memo_rows(noted, "nb", personal=personal)] == ids


def test_people_are_told_of_by_pseudonym_and_words_are_quoted_without_names(noted: Study) -> None:
    first, _, last = memo_rows(noted, "nb")
    told_of = (first["on"], first["title"], first["text"], last["quote"])
    assert told_of == ("deltaker Informant 1", "Om […]", "[…] er trøtt.", "[…] sa det.")


@pytest.mark.parametrize("suffix", [".md", ".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_name_is_in_any_file(noted: Study, tmp_path: Path, suffix: str, language: str) -> None:
    path = tmp_path / f"memoer{suffix}"
    write_memos(memo_rows(noted, language), path, language)  # type: ignore[arg-type]
    if suffix == ".xlsx":
        text = str([cell.value for row in load_workbook(path).active.iter_rows() for cell in row])  # type: ignore[union-attr]
    else:
        text = path.read_text(encoding="utf-8")
    assert [name for name in NAMES if name in text] == []


def test_markdown_is_by_kind_and_the_text_is_no_markup(noted: Study, tmp_path: Path) -> None:
    write_memos(memo_rows(noted, "nb"), tmp_path / "m.md", "nb")
    lines = (tmp_path / "m.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# Notater",
        "## Teori",
        "### 2. kode utstyr",
        "## Spørsmål",
        "### 4. kilde fg, tegn 21–37",
        "## Enhet",
        "### 1. Om \\[…\\]",
    ]


def test_csv_opens_in_a_norwegian_spreadsheet_without_a_formula(noted: Study, tmp_path: Path) -> None:
    write_memos(memo_rows(noted, "nb"), tmp_path / "m.csv", "nb")
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        head, _, second, _ = csv.reader(file, delimiter=";")
    assert (head[0], second[5]) == ("Nr.", "'=1+1\n# ikke en overskrift")


def test_a_workbook_has_no_formula(noted: Study, tmp_path: Path) -> None:
    write_memos(memo_rows(noted, "nb"), tmp_path / "m.xlsx", "nb")
    sheet = load_workbook(tmp_path / "m.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_what_was_written_on_somebody_who_withdrew_is_left_out(noted: Study, withdraw: Callable[[], None]) -> None:
    add_memo(noted, Memo("Om ham.", on="participant", on_id="odd"))
    add_memo(noted, Memo("Om ordene.", on="turn", on_id="fg:2"))
    add_memo(noted, Memo("Om kodingen.", on="coding", on_id="3"))
    withdraw()
    assert [row["id"] for row in memo_rows(noted, "nb")] == ["1", "2", "4"]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as raised:
        write_memos([], tmp_path / "m.pdf", "nb")
    assert [each.code for each in raised.value.problems] == ["MEMO-007"]
