"""Shares in a matrix, their bases, and the way back from a cell to its quotes."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.matrices import UNKNOWN, bases, cell, crossed, share_of_talk, small_bases

CODINGS = pd.DataFrame(
    [
        (1, "fg", 0, 40, "a", "p1", "helse", 8),
        (2, "fg", 20, 60, "a", "p1", "helse", 8),
        (3, "fg", 100, 150, "a", "p2", "lager", 9),
        (4, "fg", 110, 120, "b", "p2", "lager", 2),
        (5, "fg", 200, 210, "b", None, None, 2),
    ],
    columns=["id", "source", "start", "end", "code", "participant", "sector", "words"],
)


@pytest.mark.parametrize(
    ("shares", "values"), [("row", [[2 / 3, 1 / 3, 0], [0, 0.5, 0.5]]), ("column", [[1, 0.5, 0], [0, 0.5, 1]])]
)
def test_shares_are_of_the_row_or_of_the_column(shares, values):
    table = crossed(CODINGS, "code", "sector", shares=shares)
    assert table.to_numpy().tolist() == [pytest.approx(row) for row in values]


def test_a_case_with_two_codes_counts_once_in_the_base():
    assert bases(CODINGS, "code", "sector", of="cases", shares="column").to_dict() == {
        "helse": 1,
        "lager": 1,
        UNKNOWN: 0,
    }


def test_where_there_is_no_base_there_is_no_share():
    table = crossed(CODINGS, "code", "sector", shares="column", order={"sector": ["hotell"]})
    assert table["hotell"].isna().all()


def test_a_base_under_five_is_told_of():
    notes = small_bases(pd.Series({"helse": 4, "lager": 5}))
    assert [(each.code, each.severity, each.values["name"]) for each in notes] == [("ANALYSIS-001", "note", "helse")]


@pytest.mark.parametrize(("column", "ids"), [("helse", [1, 2]), ("lager", [3]), (UNKNOWN, [])])
def test_a_cell_leads_back_to_its_codings(column, ids):
    assert list(cell(CODINGS, rows="code", row="a", columns="sector", column=column)["id"]) == ids


def test_the_share_of_talk_counts_words_under_two_codings_once():
    turns = pd.DataFrame(
        [("fg", 0, 80, "helse"), ("fg", 100, 200, "lager")], columns=["source", "start", "end", "sector"]
    )
    table = share_of_talk(CODINGS, turns, "code", "sector")
    assert table.loc["a"].to_dict() == {"helse": pytest.approx(60 / 80), "lager": pytest.approx(0.5)}


@given(st.lists(st.tuples(st.sampled_from("fg"), st.integers(0, 30), st.integers(0, 20), st.sampled_from("ab"))))
def test_the_share_of_talk_is_what_counting_letter_by_letter_gives(rows):
    codings = pd.DataFrame(
        [(source, start, start + length, code, "helse") for source, start, length, code in rows],
        columns=["source", "start", "end", "code", "sector"],
    )
    turns = pd.DataFrame([("f", 0, 50, "helse"), ("g", 0, 50, "helse")], columns=["source", "start", "end", "sector"])
    letters = {
        code: {
            (source, at) for source, start, length, own in rows for at in range(start, start + length) if own == code
        }
        for code in sorted({code for *_, code in rows})
    }
    table = share_of_talk(codings, turns, "code", "sector")
    assert table["helse"].to_dict() == {code: pytest.approx(len(covered) / 100) for code, covered in letters.items()}
