"""New codes in the order of collection, in random orders, and the rule of base and run length."""

from __future__ import annotations

import pandas as pd
import pytest

from coding.saturation import new_codes, random_orders, run_length_rule

CODINGS = pd.DataFrame(
    [("fg1", "a"), ("fg1", "a"), ("fg1", "b"), ("tlf1", "b"), ("tlf1", "c"), ("glemt", "d")],
    columns=["session", "code"],
)
ORDER = ["fg1", "tlf1", "epost1"]


def test_each_session_adds_the_codes_that_no_earlier_one_had():
    table = new_codes(CODINGS, ORDER)
    assert table[["unit", "codings", "codes", "new", "total"]].to_numpy().tolist() == [
        ["fg1", 3, 2, 2, 2],
        ["tlf1", 2, 2, 1, 3],
        ["epost1", 0, 0, 0, 3],
    ]


def test_random_orders_end_where_all_codes_are():
    table = random_orders(CODINGS, ORDER, orders=200)
    assert table.iloc[-1].to_list() == [3, 3.0, 3.0, 3.0]


def test_the_mean_over_random_orders_is_that_over_all_orders():
    # First comes one of the three with 2, 2 or 0 codes.
    assert random_orders(CODINGS, ORDER, orders=6000)["mean"].iloc[0] == pytest.approx(4 / 3, abs=0.05)


def test_the_same_seed_draws_the_same_orders():
    first, second = (random_orders(CODINGS, ORDER, orders=20, seed=7) for _ in range(2))
    assert first.equals(second)


# Guest, Namey & Chen (2020): 37 themes in the first four interviews; the first run of two has 11 % new information, and
# saturation at the 5 % level is reached at 6+2 and 7+3.
PUBLISHED = [14, 11, 7, 5, 3, 1, 1, 0, 1, 0]


@pytest.mark.parametrize(("run", "units"), [(2, 6), (3, 7)])
def test_the_published_example_is_saturated_where_the_article_says(run, units):
    assert run_length_rule(PUBLISHED, base=4, run=run, threshold=0.05).units == units


def test_the_first_run_of_the_published_example_has_eleven_per_cent_new():
    rule = run_length_rule(PUBLISHED, base=4, run=2)
    assert (rule.base_codes, round(rule.runs["ratio"].iloc[0], 2)) == (37, 0.11)


@pytest.mark.parametrize("new", [[9, 4, 3, 2, 2, 2], [9, 4, 3], []])
def test_new_codes_to_the_end_or_too_few_sessions_are_no_saturation(new):
    assert run_length_rule(new).units is None
