"""A person sees what a study holds of them."""

import json
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.retention.access import export_person
from evaluation.retention.access import held as held_of
from evaluation.study import Study
from tests.evaluation.retention.test_deleting import held

__all__ = ["held"]


def test_all_that_is_held_of_a_person(held: Study) -> None:
    told = held_of(held, "p1")
    assert told["person"]["name"] == "Bjørn Haugen"
    assert told["person"]["organisation"] == "Ternskjær Renhold AS"
    assert told["consent"]["kept_until"] == "2029-05-01"
    assert [(each["id"], each["status"]) for each in told["sessions"]] == [("fg", "attended")]
    assert [(each["text"], each["codes"]) for each in told["said"]] == [("Vi rakk det ikke, dessverre.", ["tid"])]
    assert [each["text"] for each in told["memos"]] == ["Virket sliten."]
    assert {each["place"] for each in told["named_in"]} == {"samtale", "coding:2"}


def test_the_words_of_others_are_not_told(held: Study) -> None:
    assert "travelt" not in json.dumps(held_of(held, "p1"), ensure_ascii=False)


@pytest.mark.parametrize(("language", "words"), [("nb", "Hvem du er"), ("nn", "Kven du er"), ("en", "Who you are")])
def test_a_page_to_read_and_a_file_for_programs(held: Study, tmp_path: Path, language: str, words: str) -> None:
    files = export_person(held, "p1", tmp_path / "innsyn", language)  # type: ignore[arg-type]
    assert json.loads(files[0].read_text())["person"]["id"] == "p1"
    page = files[1].read_text()
    assert words in page and "Vi rakk det ikke" in page
    assert all(each.stat().st_mode & 0o077 == 0 for each in files)


def test_a_folder_that_is_there_is_not_written_into(held: Study, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as refused:
        export_person(held, "p1", tmp_path, "nb")
    assert refused.value.problems[0].code == "RETENTION-003"


def test_script_in_what_somebody_said_stays_words(held: Study, tmp_path: Path) -> None:
    from evaluation.editing import change_text

    text = held.source("samtale").text
    change_text(held, "samtale", text.replace("dessverre", "<script>alert(1)</script>"))
    page = export_person(held, "p1", tmp_path / "innsyn", "nb")[1].read_text()
    assert "<script>" not in page and "&lt;script&gt;" in page
