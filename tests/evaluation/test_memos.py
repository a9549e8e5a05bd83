"""Memos on anything in a study: written, edited, removed, listed, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from evaluation.errors import EvaluationError
from evaluation.memos import add_memo, edit_memo, list_memos, memo, remove_memos, tidy
from evaluation.model import Memo
from evaluation.model.memo import MemoTarget
from evaluation.study import Study
from tests.evaluation.store.conftest import filled
from tests.evaluation.store.examples import TALK, captured

__all__ = ["filled"]
Fill = Callable[[Study], Study]


def codes_of(raised: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [each.code for each in raised.value.problems]


def test_a_memo_is_signed_and_dated(study: Study, filled: Fill) -> None:
    kept = add_memo(filled(study), Memo("Ledelsen går igjen.", "method", "Ledelse"))
    assert (kept.author, kept.at[:2], kept.id, list_memos(study)) == ("Test", "20", 1, [kept])


@pytest.mark.parametrize(
    ("on", "on_id"),
    [
        ("study", ""),
        ("source", "gruppe"),
        ("turn", "gruppe:2"),
        ("code", "forebygging"),
        ("coding", "1"),
        ("participant", "p1"),
        ("organisation", "lager"),
        ("session", "fg1"),
    ],
)
def test_a_memo_stands_on_anything(study: Study, filled: Fill, on: MemoTarget, on_id: str) -> None:
    add_memo(filled(study), Memo("Se her.", on=on, on_id=on_id))
    assert [(each.on, each.on_id) for each in list_memos(study)] == [(on, on_id)]


@pytest.mark.parametrize(
    ("on", "on_id", "near"),
    [
        ("code", "forebyging", "forebygging"),
        ("source", "grupe", "gruppe"),
        ("turn", "gruppe:9", "gruppe:1"),
        ("session", "fg2", "fg1"),
        ("organisation", "lagret", "lager"),
        ("coding", "3", "1"),
        ("study", "x", "–"),
    ],
)
def test_a_target_that_is_not_there_is_refused_with_the_nearest(
    study: Study, filled: Fill, on: MemoTarget, on_id: str, near: str
) -> None:
    with pytest.raises(EvaluationError) as raised:
        add_memo(filled(study), Memo("Se her.", on=on, on_id=on_id))
    [found] = raised.value.problems
    assert (found.code, near in str(found.values["known"])) == ("MEMO-001", True)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text": " \n"}, "MEMO-002"),
        ({"start": 5, "end": 5}, "MEMO-003"),
        ({"start": 5, "end": None}, "MEMO-003"),
        ({"start": -1, "end": 5}, "MEMO-003"),
        ({"start": 0, "end": len(TALK) + 1}, "MEMO-003"),
        ({"on": "code", "on_id": "tiltak", "start": 0, "end": 3}, "MEMO-005"),
        ({"kind": "tanke"}, "MEMO-006"),
        ({"on": "report"}, "MEMO-006"),
        ({"on_id": "#1"}, "MEMO-001"),
    ],
)
def test_a_faulty_memo_is_refused(study: Study, filled: Fill, values: dict[str, Any], code: str) -> None:
    filled(study)
    with pytest.raises(EvaluationError) as raised:
        add_memo(study, Memo(**{"text": "Se her.", "on": "source", "on_id": "gruppe", **values}))
    assert (codes_of(raised), list_memos(study)) == ([code], [])


@pytest.mark.usefixtures("either_database")
def test_every_act_can_be_taken_back_in_turn(study: Study, filled: Fill) -> None:
    before = captured(filled(study).store)
    kept = add_memo(study, Memo("Se her.", on="source", on_id="gruppe", start=0, end=2))
    edit_memo(study, replace(kept, text="Se der.", on="code", on_id="tiltak", start=None, end=None))
    remove_memos(study, [1])
    for _ in range(3):
        study.undo()
    assert captured(study.store) == before


def test_an_undone_edit_brings_the_words_back(study: Study, filled: Fill) -> None:
    kept = add_memo(filled(study), Memo("Se her."))
    edit_memo(study, replace(kept, text="Se der."))
    study.undo()
    assert memo(study, 1).text == "Se her."


def test_each_act_says_who_did_it(study: Study, filled: Fill) -> None:
    kept = add_memo(filled(study), Memo("Se her."))
    edit_memo(study, replace(kept, kind="case"))
    remove_memos(study, [1])
    told = [(each.act, each.who) for each in study.log()][-3:]
    assert told == [("memo.add", "Test"), ("memo.edit", "Test"), ("memo.remove", "Test")]


def test_an_edit_that_changes_nothing_is_no_act(study: Study, filled: Fill) -> None:
    kept = add_memo(filled(study), Memo("Se her."))
    acts = len(study.log())
    edit_memo(study, kept)
    assert len(study.log()) == acts


def test_none_is_removed_when_one_of_them_is_unknown(study: Study, filled: Fill) -> None:
    add_memo(filled(study), Memo("Se her."))
    with pytest.raises(EvaluationError) as raised:
        remove_memos(study, [1, 7, 8])
    assert (codes_of(raised), len(list_memos(study))) == (["MEMO-004", "MEMO-004"], 1)


def test_an_unknown_memo_cannot_be_edited(study: Study, filled: Fill) -> None:
    with pytest.raises(EvaluationError) as raised:
        edit_memo(filled(study), Memo("x", id=4))
    assert codes_of(raised) == ["MEMO-004"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [1, 2, 3]),
        ({"kind": "personal"}, [2]),
        ({"author": "Kari"}, [3]),
        ({"on": "code"}, [1, 3]),
        ({"on": "code", "on_id": "tiltak"}, [3]),
        ({"words": "LEDELSE"}, [1]),
        ({"words": "tittel"}, [2]),
        ({"words": "tittel", "kind": "theory"}, []),
    ],
)
def test_the_list_has_filters(study: Study, filled: Fill, wanted: dict[str, Any], found: list[int]) -> None:
    add_memo(filled(study), Memo("Ledelsen går igjen.", on="code", on_id="forebygging"))
    add_memo(study, Memo("Jeg er lei.", "personal", "Uten tittel"))
    add_memo(study, Memo("Rart.", on="code", on_id="tiltak", author="Kari"))
    assert [each.id for each in list_memos(study, **wanted)] == found


@pytest.mark.usefixtures("either_database")
def test_a_memo_outlives_what_it_stands_on_and_can_still_be_edited(study: Study, filled: Fill) -> None:
    kept = add_memo(filled(study), Memo("Tvilsom koding.", on="coding", on_id="2"))
    study.replace_codings(study.codings(), study.codings()[:1])
    [orphan] = list_memos(study)
    edit_memo(study, replace(orphan, text="Ble fjernet."))
    assert (orphan.on_id, memo(study, kept.id or 0)) == ("#2", replace(orphan, text="Ble fjernet."))


def test_a_memo_finds_its_target_again_when_that_comes_back(study: Study, filled: Fill) -> None:
    add_memo(filled(study), Memo("Tvilsom koding.", on="coding", on_id="2"))
    study.replace_codings(study.codings(), study.codings()[:1])
    study.undo()
    assert [each.on_id for each in list_memos(study)] == ["2"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [(" a\r\nb\rc ", "a\nb\nc"), ("a\x00\x1bb", "ab"), ("æ\ud800", "æ"), ("a\tb", "a\tb"), ("\ufffe", "")],
)
def test_a_text_is_kept_so_that_any_file_can_hold_it(given: str, kept: str) -> None:
    assert tidy(given) == kept
