"""Overlaps counted at boundaries are the overlaps that there are."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.cooccurrence import overlapping, pairs, within
from coding.cooccurrence.overlap import BLOCK, TOGETHER

COLUMNS = ["id", "source", "start", "end", "code", "coder"]
CODING = st.tuples(
    st.sampled_from(["s1", "s2"]),
    st.integers(0, 40),
    st.integers(0, 12),
    st.sampled_from("abc"),
    st.sampled_from(["kari", "ola"]),
)


def table(rows):
    return pd.DataFrame([(at, *row) for at, row in enumerate(rows)], columns=COLUMNS)


def by_hand(codings, *, reach=0, per_coder=False):
    """Every pair looked at: {(code, other code): pairs}."""
    counts = {}
    rows = [each for each in codings.itertuples() if each.end > each.start]
    for one, other in product(rows, rows):
        near = one.start < other.end + reach and other.start < one.end + reach
        can_meet = one.source == other.source and (not per_coder or one.coder == other.coder)
        if near and can_meet and one.code != other.code:
            counts[one.code, other.code] = counts.get((one.code, other.code), 0) + 1
    return counts


def off_diagonal(counts):
    return {
        (one, other): int(counts.loc[one, other])
        for one, other in product(counts.index, counts.columns)
        if one != other and counts.loc[one, other]
    }


drawn = st.lists(CODING, max_size=3 * BLOCK).map(
    lambda rows: table([(source, start, start + length, code, coder) for source, start, length, code, coder in rows])
)


@settings(max_examples=150, deadline=None)
@given(drawn, st.booleans())
def test_overlaps_agree_with_looking_at_every_pair(codings, per_coder):
    assert off_diagonal(overlapping(codings, per_coder=per_coder)) == by_hand(codings, per_coder=per_coder)


@settings(max_examples=75, deadline=None)
@given(drawn, st.integers(0, 10))
def test_nearness_agrees_with_looking_at_every_pair(codings, characters):
    assert off_diagonal(within(codings, characters)) == by_hand(codings, reach=characters + 1)


def test_more_boundaries_than_one_product_takes_are_counted_exactly():
    number = BLOCK * TOGETHER + 37
    codings = table([("s", at * 7 % 991, at * 7 % 991 + 1 + at % 53, "abcd"[at % 4], "k") for at in range(number)])
    assert off_diagonal(overlapping(codings)) == by_hand(codings)


@pytest.mark.parametrize(
    ("other", "count"),
    [((10, 20), 0), ((9, 20), 1), ((0, 10), 1), ((3, 4), 1), ((5, 5), 0)],
    ids=["touches", "shares one character", "the same", "inside", "has no length"],
)
def test_sharing_a_character_is_what_counts(other, count):
    codings = table([("s", 0, 10, "a", "k"), ("s", *other, "b", "k")])
    assert overlapping(codings).loc["a", "b"] == count


def test_three_codings_over_two_are_six_pairs():
    codings = table([("s", 0, 10, code, "k") for code in "aaabb"])
    assert overlapping(codings).loc["a", "b"] == 6


def test_the_diagonal_tells_how_many_codings_there_are():
    codings = table([("s", 0, 10, code, "k") for code in "aaabb"])
    assert overlapping(codings).to_numpy().tolist() == [[3, 6], [6, 2]]


@pytest.mark.parametrize(("per_coder", "count"), [(False, 1), (True, 0)])
def test_two_coders_meet_unless_each_is_counted_alone(per_coder, count):
    codings = table([("s", 0, 10, "a", "kari"), ("s", 5, 15, "b", "ola")])
    assert overlapping(codings, per_coder=per_coder).loc["a", "b"] == count


def test_no_codings_give_an_empty_table():
    assert overlapping(table([])).shape == (0, 0)


def test_a_cell_leads_back_to_its_codings():
    codings = table([("s", 0, 10, "a", "k"), ("s", 8, 20, "b", "k"), ("t", 0, 9, "b", "k")])
    found = pairs(codings, "a", "b")
    assert found[["id_a", "id_b", "source", "start", "end"]].to_numpy().tolist() == [[0, 1, "s", 0, 20]]


@settings(max_examples=50, deadline=None)
@given(drawn, st.integers(0, 6))
def test_there_are_as_many_pairs_behind_a_cell_as_it_says(codings, characters):
    counts = within(codings, characters)
    if {"a", "b"} <= set(counts.index):
        assert len(pairs(codings, "a", "b", characters=characters)) == counts.loc["a", "b"]
