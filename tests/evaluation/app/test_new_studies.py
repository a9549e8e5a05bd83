"""A new study opens, in each of its kinds and languages, and the sample holds together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.templates import names
from evaluation.doctor import examine
from evaluation.errors import EvaluationError
from evaluation.language import Language
from evaluation.study import open_study
from reports.draft import draft_report

LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", names())
def test_a_new_study_opens_and_is_whole(
    run: Callable[..., Any], tmp_path: Path, template: str, language: Language
) -> None:
    run("init", tmp_path / "ny", "--template", template, "--lang", language)
    study = open_study(tmp_path / "ny")
    assert study.evaluation.language == language
    assert [each for each in examine(study) if each.severity == "error"] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", names())
def test_no_other_language_is_left_in_its_file(
    run: Callable[..., Any], tmp_path: Path, template: str, language: Language
) -> None:
    run("init", tmp_path / "ny", "--template", template, "--lang", language)
    text = (tmp_path / "ny" / "evaluation.yaml").read_text(encoding="utf-8")
    assert [mark for mark in ("nb|", "nn|", "en|", "%languages%") if mark in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", names())
def test_its_report_can_be_drafted_at_once(
    run: Callable[..., Any], tmp_path: Path, template: str, language: Language
) -> None:
    run("init", tmp_path / "ny", "--template", template, "--lang", language)
    assert f"lang: {language}\n" in draft_report(open_study(tmp_path / "ny")).read_text(encoding="utf-8")


def test_its_folders_are_there(run: Callable[..., Any], tmp_path: Path) -> None:
    run("init", tmp_path / "ny")
    assert sorted(each.name for each in (tmp_path / "ny").iterdir()) == ["evaluation.yaml", "instruments", "sources"]


def test_an_unknown_template_names_those_there_are(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run("init", tmp_path / "ny", "--template", "roman", "--json")
    assert (done.error["code"], (tmp_path / "ny").exists()) == ("STUDY-020", False)


def test_a_file_is_no_place_for_a_study(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    assert run("init", tmp_path / "fil", "--json").error["code"] == "STUDY-011"


def test_the_sample_holds_together(demo: Path) -> None:
    assert examine(open_study(demo, speak=False)) == ()


def test_a_folder_with_something_in_it_is_left_alone(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "notat.txt").write_text("mitt", encoding="utf-8")
    run("init", tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["notat.txt"]


def test_a_missing_study_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        open_study(tmp_path)
    assert [each.code for each in error.value.problems] == ["STUDY-010"]
