"""Codings counted by two attributes at once."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.matrices import ATTRIBUTES, MEASURES, UNKNOWN, crossed
from evaluation.errors import EvaluationError

# code, participant, source, organisation, words
CODINGS = pd.DataFrame(
    [
        ("a", "p1", "fg", "A", 10),
        ("a", "p1", "fg", "A", 5),
        ("a", "p2", "tlf", "B", 7),
        ("b", "p2", "fg", "B", 3),
        ("b", None, "fg", None, 2),
    ],
    columns=["code", "participant", "source", "organisation", "words"],
)


@pytest.mark.parametrize(
    ("of", "values"),
    [
        ("codings", [[2, 1, 0], [0, 1, 1]]),
        ("speakers", [[1, 1, 0], [0, 1, 0]]),
        ("sources", [[1, 1, 0], [0, 1, 1]]),
        ("words", [[15, 7, 0], [0, 3, 2]]),
    ],
)
def test_what_is_counted(of: str, values: list[list[int]]) -> None:
    table = crossed(CODINGS, "code", "organisation", of=of)
    assert (list(table.columns), table.to_numpy().tolist()) == (["A", "B", UNKNOWN], values)


def test_rows_and_columns_may_be_the_same() -> None:
    assert crossed(CODINGS, "code", "code").to_numpy().tolist() == [[3, 0], [0, 2]]


def test_all_known_values_are_shown_in_their_order_and_others_after_them() -> None:
    table = crossed(CODINGS, "code", "organisation", order={"code": ["c", "b"], "organisation": ["B"]})
    assert (list(table.index), list(table.columns)) == (["c", "b", "a"], ["B", "A", UNKNOWN])


def test_codings_without_the_rows_attribute_are_left_out() -> None:
    assert list(crossed(CODINGS, "organisation", "code").index) == ["A", "B"]


@pytest.mark.parametrize("of", MEASURES)
def test_no_codings_give_noughts(of: str) -> None:
    table = crossed(CODINGS[:0], "code", "organisation", of=of, order={"code": ["a"], "organisation": ["A"]})
    assert table.to_numpy().tolist() == [[0]]


@pytest.mark.parametrize(
    ("rows", "cols", "of"), [("navn", "code", "codings"), ("code", "navn", "codings"), ("code", "code", "x")]
)
def test_an_unknown_word_is_refused(rows: str, cols: str, of: str) -> None:
    with pytest.raises(EvaluationError) as error:
        crossed(CODINGS, rows, cols, of=of)
    assert [each.code for each in error.value.problems] == ["CLI-003"]


VALUES = st.sampled_from(["x", "y", "", None])


@given(st.lists(st.tuples(*(VALUES for _ in ATTRIBUTES))), st.sampled_from(ATTRIBUTES), st.sampled_from(ATTRIBUTES))
def test_every_coding_that_has_a_row_is_counted_once(
    codings: list[tuple[str | None, ...]], rows: str, cols: str
) -> None:
    table = pd.DataFrame(codings, columns=list(ATTRIBUTES), dtype=object)
    having = sum(bool(each[ATTRIBUTES.index(rows)]) for each in codings)
    assert crossed(table, rows, cols).to_numpy().sum() == having


ROWS = st.fixed_dictionaries(
    {
        "code": VALUES,
        "sector": VALUES,
        "participant": VALUES,
        "source": st.sampled_from("fg"),
        "words": st.integers(0, 9),
    }
)


@given(st.lists(ROWS), st.sampled_from(list(MEASURES)))
def test_each_cell_holds_what_counting_one_by_one_gives(codings: list[dict[str, Any]], of: str) -> None:
    table = pd.DataFrame(codings, columns=["code", "sector", "participant", "source", "words"])
    cells: dict[tuple[str, str], list[Any]] = {}
    for each in codings:
        if each["code"]:
            cells.setdefault((each["code"], each["sector"] or UNKNOWN), []).append(each[MEASURES[of] or "words"])
    plain = {
        "codings": len,
        "words": sum,
        **dict.fromkeys(("speakers", "sources", "cases"), lambda found: len(set(filter(None, found)))),
    }
    counted = crossed(table, "code", "sector", of=of)
    found = {(row, column): counted.loc[row, column] for row in counted.index for column in counted.columns}
    assert {cell: number for cell, number in found.items() if cell in cells or number} == {
        cell: plain[of](own) for cell, own in cells.items()
    }
