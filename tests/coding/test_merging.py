"""Codings of overlapping words become one, and what rests on them rests on that."""

from __future__ import annotations

import pytest

from coding.merging import merge_codings, merged
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo, list_memos
from evaluation.model import Code, Codebook, Coding, Memo, Source
from evaluation.study import Study

TEXT = "Vi satset på forebygging. Det gikk bra. Oppfølgingen tok tid."
CODEBOOK = Codebook(name="avtalen", codes=(Code(name="tiltak"), Code(name="frafall")))


def coding(start: int, end: int, **values: object) -> Coding:
    return Coding(**{"source": "gruppe", "start": start, "end": end, "code": "tiltak", "coder": "Ane", **values})  # type: ignore[arg-type]


@pytest.fixture
def coded(study: Study) -> Study:
    study.add(Source("gruppe", TEXT))
    study.import_codebook(CODEBOOK)
    study.add([coding(0, 10), coding(5, 20, note="Se også 2."), coding(30, 40), coding(8, 12, coder="Bo")])
    return study


def test_a_merged_coding_covers_all_the_words_and_keeps_all_the_notes() -> None:
    one = merged((coding(0, 10, note="En."), coding(2, 30, note="To."), coding(4, 6, note="En.")))
    assert (one.start, one.end, one.note) == (0, 30, "En.\nTo.")


@pytest.mark.parametrize(
    ("origins", "origin"),
    [(("rule", "rule"), "rule"), (("rule", "manual"), "manual"), (("rule", "suggestion"), "manual")],
)
def test_what_a_person_had_a_part_in_is_a_persons(origins: tuple[str, str], origin: str) -> None:
    assert merged(tuple(coding(0, 10 + n, origin=each) for n, each in enumerate(origins))).origin == origin


def test_a_merged_coding_is_as_sure_as_the_least_sure() -> None:
    assert merged((coding(0, 10, certainty=90), coding(5, 12, certainty=40), coding(6, 7))).certainty == 40


@pytest.mark.usefixtures("either_database")
def test_codings_are_merged_in_one_act_that_can_be_undone(coded: Study) -> None:
    before = coded.codings()
    done = merge_codings(coded)
    assert [(each.coding.start, each.coding.end) for each in done] == [(0, 20)]
    assert {(each.start, each.end, each.coder) for each in coded.codings()} == {
        (0, 20, "Ane"),
        (30, 40, "Ane"),
        (8, 12, "Bo"),
    }
    coded.undo()
    assert coded.codings() == before


def test_a_dry_run_writes_nothing(coded: Study) -> None:
    before = (coded.codings(), len(coded.log()))
    assert len(merge_codings(coded, dry_run=True)) == 1
    assert (coded.codings(), len(coded.log())) == before


def test_merging_again_finds_nothing_and_leaves_no_trace(coded: Study) -> None:
    merge_codings(coded)
    acts = len(coded.log())
    assert merge_codings(coded) == []
    assert len(coded.log()) == acts


def test_only_the_code_asked_for_is_merged(coded: Study) -> None:
    assert merge_codings(coded, codes=["frafall"]) == []


def test_a_code_that_is_not_there_is_told_of(coded: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        merge_codings(coded, codes=["frafal"])
    [found] = error.value.problems
    assert (found.code, found.values["known"]) == ("STUDY-005", "frafall")


def test_a_memo_on_a_coding_goes_with_it(coded: Study) -> None:
    second = next(each for each in coded.codings() if each.note)
    add_memo(coded, Memo("Viktig.", on="coding", on_id=str(second.id)))
    [done] = merge_codings(coded)
    assert [memo.on_id for memo in list_memos(coded)] == [str(done.coding.id)]
