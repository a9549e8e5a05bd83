"""Codes that stand in the same sentence, turn or case, and how strongly."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coding.cooccurrence import COEFFICIENTS, coefficient, listed, overlapping, placed, sharing
from evaluation.errors import EvaluationError

SENTENCES = pd.DataFrame([("s", 0, 10), ("s", 11, 20), ("s", 21, 30)], columns=["source", "start", "end"])


def codings(*rows):
    return pd.DataFrame(rows, columns=["source", "start", "end", "code", "participant"])


def one(value):
    return np.array([value])


def test_a_coding_over_two_sentences_stands_in_both():
    assert list(placed(codings(("s", 5, 15, "a", "p1")), SENTENCES)["unit"]) == [0, 1]


def test_a_coding_between_sentences_stands_in_none():
    assert list(placed(codings(("s", 10, 11, "a", "p1")), SENTENCES)["unit"]) == []


def test_a_sentence_counts_once_however_many_codings_it_has():
    table = codings(("s", 0, 3, "a", "p1"), ("s", 4, 6, "a", "p1"), ("s", 7, 9, "b", "p1"), ("s", 22, 24, "b", "p2"))
    counts = sharing(placed(table, SENTENCES), "unit", units=3)
    assert (counts.to_numpy().tolist(), counts.attrs["units"]) == ([[1, 1], [1, 2]], 3)


def test_cases_are_those_who_speak_of_both():
    table = codings(("s", 0, 3, "a", "p1"), ("s", 25, 26, "b", "p1"), ("s", 7, 9, "b", "p2"), ("s", 7, 9, "a", None))
    assert sharing(table, "participant").to_numpy().tolist() == [[1, 1], [1, 2]]


def test_the_c_coefficient_of_the_manual_of_atlas_ti():
    """ATLAS.ti 22 User Manual, Code Co-occurrence Coefficient: 5 of 100 and 10 give 0.048."""
    assert coefficient("c", one(5), one(100), one(10))[0] == pytest.approx(0.048, abs=0.0005)


@pytest.mark.parametrize(
    ("name", "value"),
    [("c", 5 / 15), ("dice", 0.5), ("cosine", 0.5), ("inclusion", 0.5), ("strength", 1.25), ("phi", 1 / 6)],
)
def test_coefficients_of_five_together_out_of_ten_and_ten_in_twenty_five(name, value):
    assert coefficient(name, one(5), one(10), one(10), 25)[0] == pytest.approx(value)


def test_every_coefficient_is_tried_above():
    assert set(COEFFICIENTS) == {"c", "dice", "cosine", "inclusion", "strength", "phi"}


@pytest.mark.parametrize(("name", "units"), [("jaccard", 10), ("phi", None)])
def test_an_unknown_coefficient_or_one_that_needs_units_is_refused(name, units):
    with pytest.raises(EvaluationError) as raised:
        coefficient(name, one(1), one(1), one(1), units)
    assert [each.code for each in raised.value.problems] == ["CLI-003"]


def test_each_pair_is_listed_once_the_commonest_first():
    table = codings(*(("s", 0, 9, code, "p") for code in "abbc"), ("t", 0, 9, "b", "p"), ("t", 1, 2, "c", "p"))
    found = listed(overlapping(table))
    assert found[["code_a", "code_b", "count", "count_a", "count_b"]].to_numpy().tolist() == [
        ["b", "c", 3, 3, 2],
        ["a", "b", 2, 1, 3],
        ["a", "c", 1, 1, 2],
    ]


def test_where_a_coefficient_is_not_defined_there_is_none():
    assert np.isnan(coefficient("phi", one(4), one(4), one(4), 4)[0])
