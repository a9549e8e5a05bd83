"""Memos on words move with the text."""

from collections.abc import Callable

import pytest

from evaluation.memos import add_memo, list_memos
from evaluation.model import Memo
from evaluation.store.memos import Span, memo_spans, move_memos
from evaluation.study import Study
from tests.evaluation.store.examples import captured

Fill = Callable[[Study], Study]


@pytest.fixture
def noted(any_study: Study, filled: Fill) -> Study:
    """Memo 1 on words of the source, memo 2 on all of it, memo 3 on a code."""
    study = filled(any_study)
    add_memo(study, Memo("ord", on="source", on_id="gruppe", start=4, end=6))
    add_memo(study, Memo("alt", on="source", on_id="gruppe"))
    add_memo(study, Memo("kode", on="code", on_id="tiltak"))
    return study


def test_only_memos_on_words_have_a_place(noted: Study) -> None:
    with noted.store.reading() as connection:
        assert memo_spans(connection, 1) == {1: (4, 6)}


@pytest.mark.parametrize(("moved", "place"), [((9, 12), (9, 12)), (None, (None, None))])
def test_a_memo_moves_with_its_words_and_stays_when_they_are_gone(
    noted: Study, moved: Span | None, place: tuple[int | None, int | None]
) -> None:
    with noted.store.act("source.edit", "Test") as act:
        move_memos(act, 1, {1: moved, 3: (0, 1)})
    assert [(each.start, each.end) for each in list_memos(noted)] == [place, (None, None), (None, None)]


def test_moving_is_taken_back_with_the_act_it_was_part_of(noted: Study) -> None:
    before = captured(noted.store)
    with noted.store.act("source.edit", "Test") as act:
        move_memos(act, 1, {1: (9, 12)})
    noted.undo()
    assert captured(noted.store) == before
