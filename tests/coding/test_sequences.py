"""Which code follows which."""

from __future__ import annotations

import pandas as pd
import pytest

from coding.sequences import by_place, by_turn, followed


def codings(*rows):
    return pd.DataFrame(rows, columns=["source", "start", "code"])


def listed(found):
    return {(one, other): number for one, other, number in found[["code_a", "code_b", "count"]].itertuples(index=False)}


def test_the_next_place_in_the_same_source_follows():
    table = codings(("s", 0, "a"), ("s", 9, "b"), ("t", 3, "a"))
    assert listed(followed(table, by_place(table))) == {("a", "b"): 1}


def test_codes_at_the_same_place_do_not_follow_each_other():
    table = codings(("s", 0, "a"), ("s", 0, "b"), ("s", 5, "c"))
    assert listed(followed(table, by_place(table))) == {("a", "c"): 1, ("b", "c"): 1}


@pytest.mark.parametrize(("within", "found"), [(1, {("a", "b"): 1}), (2, {("a", "b"): 1, ("b", "c"): 1})])
def test_within_so_many_turns(within, found):
    turns = pd.DataFrame(
        [("s", 0, 0, 10), ("s", 1, 10, 20), ("s", 2, 20, 30), ("s", 3, 30, 40)],
        columns=["source", "turn", "start", "end"],
    )
    table = codings(("s", 0, "a"), ("s", 12, "b"), ("s", 35, "c"))
    steps = by_turn(table, turns)
    assert list(steps) == [0, 1, 3]
    assert listed(followed(table, steps, within=within)) == found


def test_expected_counts_follow_from_the_totals():
    steps = "abababac"
    table = codings(*(("s", at, code) for at, code in enumerate(steps)))
    row = followed(table, by_place(table)).set_index(["code_a", "code_b"]).loc[("a", "b")]
    # 4 of 7 transitions begin with a, 3 of 7 end with b.
    assert (row["count"], row["expected"]) == (3, pytest.approx(4 * 3 / 7))
