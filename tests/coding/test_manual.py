"""Codings made by hand: any words, any number of codes, one act each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.manual import Added, add_by_hand, change_by_hand, coding_of, coding_with, remove_by_hand
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Coding
from evaluation.study import Study
from tests.evaluation.store.conftest import filled
from tests.evaluation.store.examples import TALK, captured

__all__ = ["filled"]
Fill = Callable[[Study], Study]


def add(study: Study, code: str = "tiltak", **values: Any) -> Added:
    return add_by_hand(study, coding_of(study, "gruppe", code, **values))


def fault(call: Callable[[], object]) -> list[str]:
    with pytest.raises(EvaluationError) as raised:
        call()
    return [each.code for each in raised.value.problems]


def test_words_are_coded_by_whoever_asks(study: Study, filled: Fill) -> None:
    done = add(filled(study), words="tok tid", certainty=70, note="tvil", round="2")
    start = TALK.index("tok tid")
    assert (done.new, coding_with(study, 3)) == (
        True,
        Coding("gruppe", start, start + 7, "tiltak", "Test", "2", note="tvil"),
    )


def test_certainty_and_the_version_of_the_code_are_kept(study: Study, filled: Fill) -> None:
    add(filled(study), words="tok tid", certainty=0)
    kept = coding_with(study, 3)
    assert (kept.certainty, kept.code_version) == (0, study.codebook.code("tiltak").version)


def test_the_same_words_may_have_several_codes_coders_and_rounds(study: Study, filled: Fill) -> None:
    filled(study)
    given = [{}, {"code": "oppfolging"}, {"coder": "Kari"}, {"round": "2"}, {"words": "tid"}, {"words": "tok"}]
    assert [add(study, **{"words": "tok tid", **each}).new for each in given] == [True] * 6


@pytest.mark.parametrize("values", [{}, {"note": "en annen"}, {"certainty": 3}])
def test_the_same_coding_is_not_doubled(study: Study, filled: Fill, values: dict[str, Any]) -> None:
    add(filled(study), words="tok tid")
    done = add(study, words="tok tid", **values)
    assert (done.new, done.coding.id, len(study.codings())) == (False, 3, 3)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"certainty": 101}, ["CODING-004"]),
        ({"certainty": -1}, ["CODING-004"]),
        ({"code": "tiltaket"}, ["CODING-007"]),
        ({"code": "", "certainty": 200}, ["CODING-007", "CODING-004"]),
        ({"code": "gammel"}, ["CODING-008"]),
        ({"words": None, "start": 5, "end": 4}, ["CODING-003"]),
    ],
)
def test_a_faulty_coding_is_refused(study: Study, filled: Fill, values: dict[str, Any], codes: list[str]) -> None:
    filled(study).import_codebook(Codebook(name="avtalen", codes=(Code(name="gammel", archived=True),)))
    assert fault(lambda: add(study, **{"words": "tok tid", **values})) == codes


@pytest.mark.usefixtures("either_database")
def test_each_act_is_taken_back(study: Study, filled: Fill) -> None:
    before = captured(filled(study).store)
    added = add(study, words="tok tid").coding
    change_by_hand(study, replace(added, start=0, end=2, code="oppfolging", certainty=100, note="x"))
    remove_by_hand(study, [3, 1])
    for _ in range(3):
        study.undo()
    assert captured(study.store) == before


def test_a_change_touches_only_what_is_given(study: Study, filled: Fill) -> None:
    filled(study)
    before = coding_with(study, 1)
    change_by_hand(study, replace(before, certainty=40))
    assert (coding_with(study, 1), coding_with(study, 1).certainty) == (before, 40)


@pytest.mark.usefixtures("either_database")
def test_a_change_that_would_double_another_coding_is_refused(study: Study, filled: Fill) -> None:
    filled(study)
    first, second = study.codings()
    change = replace(second, start=first.start, end=first.end, code=first.code)
    assert fault(lambda: change_by_hand(study, change)) == ["CODING-005"]


def test_a_coding_never_changes_its_source(study: Study, filled: Fill) -> None:
    filled(study)
    change_by_hand(study, replace(coding_with(study, 1), source="en annen", certainty=12))
    assert coding_with(study, 1).source == "gruppe"


def test_a_coding_by_rule_becomes_that_of_whoever_changes_it(study: Study, filled: Fill) -> None:
    ruled = Coding("gruppe", 0, 2, "tiltak", "rule", origin="rule")
    filled(study).add([ruled])
    change_by_hand(study, replace(coding_with(study, 3), code="oppfolging"))
    assert coding_with(study, 3) == Coding("gruppe", 0, 2, "oppfolging", "Test")


def test_none_is_removed_when_one_of_them_is_unknown(study: Study, filled: Fill) -> None:
    filled(study)
    assert (fault(lambda: remove_by_hand(study, [1, 9])), len(study.codings())) == (["CODING-006"], 2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(TALK) - 2), st.integers(1, 12), st.integers(0, 100)), max_size=4))
def test_any_number_of_additions_is_taken_back(study: Study, filled: Fill, wanted: list[tuple[int, int, int]]) -> None:
    if not study.has_codebook():
        filled(study)
    before, acts = study.codings(), len(study.log())
    for start, length, certainty in wanted:
        end = min(start + length, len(TALK))
        if TALK[start:end].strip():
            add(study, start=start, end=end, certainty=certainty)
    for _ in [each for each in study.log()[acts:] if each.act == "code.add"]:
        study.undo()
    assert study.codings() == before
