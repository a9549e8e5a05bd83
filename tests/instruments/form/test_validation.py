from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from instruments.form.validation import LONGEST, check
from instruments.form.wire import from_form, to_form
from instruments.model import Instrument
from tests.instruments.form.conftest import QUESTIONNAIRE

INSTRUMENT = Instrument.model_validate(YAML(typ="safe").load(QUESTIONNAIRE))


def codes(answers, **options):
    return [each.code for each in check(INSTRUMENT, answers, **options).problems]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"plann": 1}, "ANSWER-001"),
        ({"plan": 3}, "ANSWER-002"),
        ({"plan": True}, "ANSWER-002"),
        ({"plan": "1"}, "ANSWER-002"),
        ({"u1": 4}, "ANSWER-002"),
        ({"tiltak": [1, 7]}, "ANSWER-002"),
        ({"tiltak": 1}, "ANSWER-003"),
        ({"tiltak": [1, 1]}, "ANSWER-004"),
        ({"dato": "2026-02-30"}, "ANSWER-005"),
        ({"dato": "22.4.2026"}, "ANSWER-005"),
        ({"ansatte": "mange"}, "ANSWER-006"),
        ({"ansatte": float("nan")}, "ANSWER-006"),
        ({"ansatte": -1}, "ANSWER-007"),
        ({"ord": 5}, "ANSWER-009"),
        ({"ord": "a\x00b"}, "ANSWER-009"),
        ({"ord": "a" * (LONGEST + 1)}, "ANSWER-010"),
    ],
)
def test_each_fault_is_told(answers, code):
    assert codes(answers) == [code]


def test_all_faults_are_told_at_once_with_the_question():
    found = check(INSTRUMENT, {"plan": 3, "u2": 8, "x": 1}).problems
    assert {each.file for each in found} == {"plan", "utsagn", "x"}


def test_what_is_hidden_is_dropped_and_no_fault():
    assert check(INSTRUMENT, {"plan": 1, "hvorfor": "Ingen tid"}).answers == {"plan": 1}


def test_a_required_question_may_wait_until_the_end():
    assert codes({}) == []
    assert codes({}, complete=True) == ["ANSWER-008"]


def test_an_answer_that_does_not_hold_is_not_also_told_as_missing():
    assert codes({"plan": 3}, complete=True) == ["ANSWER-002"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"u1": 1}, ["ANSWER-008"]),
        ({"u1": 8}, ["ANSWER-002", "ANSWER-008"]),
        ({"u1": 8, "u2": 2}, ["ANSWER-002"]),
        ({"u1": 1, "u2": 9}, []),
    ],
)
def test_a_required_grid_is_answered_when_every_row_is(rows, told):
    grid = QUESTIONNAIRE.replace("id: utsagn, type: grid,", "id: utsagn, type: grid, required: true,")
    found = check(Instrument.model_validate(YAML(typ="safe").load(grid)), {"plan": 1, **rows}, complete=True)
    assert [each.code for each in found.problems] == told


def test_dont_know_is_an_answer():
    assert codes({"plan": 2, "u1": 9}, complete=True) == []


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "plan": st.sampled_from([1, 2]),
        "tiltak": st.lists(st.sampled_from([1, 2]), min_size=1, unique=True),
        "u1": st.sampled_from([1, 2, 3, 9]),
        "u2": st.sampled_from([1, 2, 3, 9]),
        "ansatte": st.integers(0, 5000),
        "ord": st.text("aæå 😀", min_size=1).map(str.strip).filter(bool),
    },
)


@given(ANSWERS)
def test_answers_survive_the_way_to_the_browser_and_back(answers):
    assert from_form(INSTRUMENT, to_form(INSTRUMENT, answers)) == answers


def test_a_grid_lies_under_its_own_name_in_the_browser():
    assert to_form(INSTRUMENT, {"u1": 1, "u2": 3}) == {"utsagn": {"u1": 1, "u2": 3}}


def test_what_is_empty_is_unanswered():
    assert from_form(INSTRUMENT, {"plan": None, "ord": "  ", "tiltak": [], "utsagn": {"u1": None}}) == {}
