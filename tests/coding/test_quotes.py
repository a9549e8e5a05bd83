"""The way from a count to its words keeps what somebody has taken back out, also between two quotes."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from coding.cooccurrence import pairs, shared
from coding.quotes import BETWEEN, Passage, of_codings, of_pairs, quotes
from coding.retrieval import codings_table
from coding.saturation import behind as new_behind
from coding.sequences import behind as sequence_behind
from coding.sequences import by_place
from evaluation.study import Study
from tests.coding.framework.conftest import TALK, told, withdraw

__all__ = ["told", "withdraw"]

ROWS = pd.DataFrame(
    [
        (1, "s", 0, 10, "a", "k", "fg1"),
        (2, "s", 5, 12, "b", "k", "fg1"),
        (3, "s", 20, 25, "b", "o", "fg2"),
        (4, "s", 22, 30, "a", "k", "fg2"),
    ],
    columns=["id", "source", "start", "end", "code", "coder", "session"],
)


def test_pairs_tell_both_places_and_what_they_span() -> None:
    found = pairs(ROWS, "a", "b")
    assert found[["id_a", "id_b", "start", "end", "start_b"]].to_numpy().tolist() == [
        [1, 2, 0, 12, 5],
        [4, 3, 20, 30, 20],
    ]


def test_pairs_of_one_coder_leave_out_the_others() -> None:
    assert pairs(ROWS, "a", "b", per_coder=True)["id_b"].tolist() == [2]


def test_pairs_that_meet_are_one_part_and_others_two() -> None:
    found = of_pairs(pairs(ROWS, "a", "b", characters=10))
    assert {each.ids: each.parts for each in found} == {
        (1, 2): ((0, 12),),
        (1, 3): ((0, 10), (20, 25)),
        (4, 2): ((5, 12), (22, 30)),
        (4, 3): ((20, 30),),
    }


def test_units_with_both_codes_give_the_codings_of_both() -> None:
    assert shared(ROWS, "session", "a", "b")["id"].tolist() == [1, 2, 3, 4]


def test_what_follows_is_the_first_coding_of_each_step() -> None:
    found = sequence_behind(ROWS, by_place(ROWS), "a", "b", within=2)
    assert found[["id_a", "id_b"]].to_numpy().tolist() == [[1, 2], [1, 3]]


@pytest.mark.parametrize(("counted", "ids"), [("codings", [3, 4]), ("codes", [3, 4]), ("new", []), ("total", [1, 2])])
def test_a_count_of_saturation_leads_to_its_codings(counted: str, ids: list[int]) -> None:
    assert new_behind(ROWS, ["fg1", "fg2"], "fg2", counted)["id"].tolist() == ids


def test_quotes_come_in_the_order_of_the_text_with_their_ids(told: Study) -> None:
    found = quotes(told, of_codings(codings_table(told)[::-1]))
    assert found["text"].tolist()[:2] == ["Vi løfter tungt.", "[…] sa det."]
    assert [len(each) for each in found["ids"]] == [1] * 4


def test_no_passages_are_no_rows(told: Study) -> None:
    assert quotes(told, []).empty


def test_parts_are_told_with_a_mark_between_and_without_what_others_say_there(told: Study) -> None:
    ends = ((TALK.index("Vi"), TALK.index(" løfter")), (TALK.index("Hvorfor"), TALK.index("?")))
    [row] = quotes(told, [Passage("fg", ends, (7, 8))]).to_dict("records")
    assert (row["text"], row["ids"], row["speaker"]) == (f"Vi{BETWEEN}Hvorfor", [7, 8], "Informant 1")


def test_what_somebody_has_taken_back_is_no_part_of_a_quote(told: Study, withdraw: Callable[[], None]) -> None:
    withdraw()
    robot = (TALK.index("Roboten"), TALK.index("Roboten") + 7)
    first = (TALK.index("Vi"), TALK.index(" løfter"))
    assert quotes(told, [Passage("fg", (robot,)), Passage("fg", (first, robot))]).empty
