"""The instruments that come along are whole in three languages, and cover what the scheme is about."""

from pathlib import Path

import pytest

from coding.schemes import load
from evaluation.errors import EvaluationError
from evaluation.model import Theme
from instruments.check import check
from instruments.check.surroundings import Surroundings
from instruments.load import read_instrument
from instruments.shipping import copy_into, names, shipped
from instruments.translations import texts_of

FILES = tuple(shipped(name) for name in names())
THEMES = tuple(Theme(id=each.name, label=each.label, code=each.name) for each in load("ia-agreement"))
WHOLE = ("focus-group-guide", "written-answer", "member-survey", "steward-survey")


def test_these_come_along() -> None:
    assert names() == (
        "county-report",
        "focus-group-guide",
        "member-survey",
        "minutes",
        "party-report",
        "party-report-simplified",
        "steward-survey",
        "written-answer",
    )


@pytest.mark.parametrize("name", names())
def test_each_passes_the_check_in_three_languages(name: str) -> None:
    found = check([shipped(name)], Surroundings(FILES, THEMES))
    assert [each.sentence("en") for each in found if each.severity != "note"] == []
    assert shipped(name).instrument.languages == ("nb", "nn", "en")


@pytest.mark.parametrize("name", names())
def test_no_translation_is_stale_or_was_never_marked(name: str) -> None:
    codes = {each.code for each in check([shipped(name)], Surroundings(FILES, THEMES))}
    assert codes.isdisjoint({"INSTRUMENT-030", "INSTRUMENT-031", "INSTRUMENT-032"})


@pytest.mark.parametrize("name", names())
def test_long_texts_differ_from_language_to_language(name: str) -> None:
    """A translation forgotten, and the original put in its place, would look just like its original."""
    texts = [wording for _, wording in texts_of(shipped(name).instrument)]
    assert [
        each.nb for each in texts if len((each.nb or "").split()) > 8 and len({each.nb, each.nn, each.en}) < 3
    ] == []


@pytest.mark.parametrize("name", WHOLE)
def test_every_theme_of_the_scheme_is_asked_about(name: str) -> None:
    instrument = shipped(name).instrument
    assert [theme.id for theme in THEMES if not instrument.questions_about(theme.id)] == []


def test_the_written_answers_are_the_guides_questions() -> None:
    guide, written = (shipped(name).instrument for name in ("focus-group-guide", "written-answer"))
    assert [each.id for each in written.questions()] == [each.id for each in guide.questions()]


def test_the_survey_has_about_thirty_questions_of_many_types() -> None:
    questions = [each for each in shipped("member-survey").instrument.questions() if each.is_asked]
    assert 28 <= len(questions) <= 35
    assert {each.type for each in questions} >= {"scale", "multi", "open", "grid", "single", "number", "rank"}


def test_a_copy_is_the_studys_own_and_never_overwritten(tmp_path: Path) -> None:
    copy = copy_into(tmp_path, "party-report", called="halvar")
    assert (copy, read_instrument(copy)) == (tmp_path / "instruments/halvar.yaml", shipped("party-report").instrument)
    with pytest.raises(EvaluationError) as error:
        copy_into(tmp_path, "party-report", called="halvar")
    assert [each.code for each in error.value.problems] == ["INSTRUMENT-081"]


def test_a_misspelt_name_gets_the_nearest() -> None:
    with pytest.raises(EvaluationError) as error:
        shipped("partyreport")
    assert [each.values["known"] for each in error.value.problems] == ["party-report, county-report"]
