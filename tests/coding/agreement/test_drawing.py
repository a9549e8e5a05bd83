"""The interval: the same for the same seed, as wide as drawing unit by unit makes it, and quick."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd
import pytest

from coding.agreement import Drawn, Ratings, agreement, measure_names
from coding.agreement.discover import measure
from coding.agreement.distinct import distinct_rows
from coding.agreement.drawing import samples

NAMES = [name for name in measure_names() if measure(name).TAKES == "ratings"]


def table(units: int = 150, coders: int = 3, seed: int = 5) -> np.ndarray:
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, 3, (units, 1))
    found = np.where(chance.random((units, coders)) < 0.7, truth, chance.integers(0, 3, (units, coders))).astype(float)
    found[chance.random((units, coders)) < 0.1] = np.nan
    return found


def test_the_same_seed_gives_the_same_interval_and_another_another() -> None:
    ratings = Ratings.of(table())
    first, again, other = (agreement(ratings, "fleiss-kappa", drawn=Drawn(300, seed)) for seed in (7, 7, 8))
    assert first == again
    assert (first.value, first.seed, other.seed) == (other.value, 7, 8)
    assert (first.low, first.high) != (other.low, other.high)


@pytest.mark.parametrize("name", NAMES)
def test_drawing_patterns_is_drawing_units(name: str) -> None:
    said = table()
    chance = np.random.default_rng(1)
    one_by_one = [
        agreement(Ratings.of(said[chance.integers(0, len(said), len(said))]), name, drawn=Drawn(0)).value
        for _ in range(300)
    ]
    found = agreement(Ratings.of(said), name, drawn=Drawn(2000))
    assert [found.low, found.high] == pytest.approx(np.quantile(one_by_one, [0.025, 0.975]).tolist(), abs=0.035)


def test_without_resamples_there_is_no_interval() -> None:
    found = agreement(Ratings.of(table()), "gwet-ac", drawn=Drawn(0))
    assert (found.defined, isnan(found.low), isnan(found.high)) == (True, True, True)


def test_of_one_unit_nothing_can_be_drawn() -> None:
    found = agreement(Ratings.of(np.array([[1, 2]])), "cohen-kappa")
    assert (found.value, isnan(found.low)) == (0.0, True)


def test_samples_of_many_patterns_come_in_portions() -> None:
    ratings = Ratings.of(table(units=2000, coders=6))
    found = list(samples(ratings, 50, 1))
    assert found[0].tolist() == [ratings.counts.tolist()]
    assert sum(len(each) for each in found) == 51
    assert all((each.sum(axis=1) == 2000).all() for each in found)


def test_who_said_what_is_forgotten_only_where_nobody_asks() -> None:
    ratings = Ratings.of(np.array([[1, 2], [2, 1], [1, 1]]))
    assert (len(ratings.counts), len(ratings.unordered().counts)) == (3, 2)
    assert agreement(ratings, "scott-pi").value == agreement(ratings.unordered(), "scott-pi").value


def test_layers_and_blocks_keep_who_said_what() -> None:
    ratings = Ratings.of(np.array([[1, 2], [2, 1]]))
    blocks = replace(ratings, blocks=np.array([[0, 0, 1], [1, 1, 1]]))
    assert blocks.unordered() is blocks


@pytest.mark.parametrize("values", [2, 1000])
def test_distinct_rows_of_few_and_of_many_values(values: int) -> None:
    rows = np.random.default_rng(3).integers(-1, values, (400, 9))
    rows = np.concatenate([rows, rows[:50]])
    found, counts = distinct_rows(rows, values)
    expected, times = np.unique(rows, axis=0, return_counts=True)
    order = np.lexsort(found.T[::-1])
    assert (found[order].tolist(), counts[order].tolist()) == (expected.tolist(), times.tolist())


@pytest.mark.parametrize(
    "given",
    [
        pd.DataFrame({"a": ["x", None], "b": ["y", "x"]}),
        pd.DataFrame({"a": pd.Categorical(["x", None]), "b": pd.array(["y", "x"], dtype="string")}),
        [["x", "y"], [None, "x"]],
    ],
)
def test_tables_of_any_kind_are_read(given: object) -> None:
    found = Ratings.of(given)  # type: ignore[arg-type]
    assert (found.categories, found.units, sorted(found.given[:, 0].tolist())) == (("x", "y"), 2, [[-1, 0], [0, 1]])


def test_numbers_and_words_side_by_side_are_categories_too() -> None:
    assert Ratings.of(pd.DataFrame({"a": [1, "x"], "b": ["x", 2]}, dtype=object)).categories == (1, 2, "x")


def test_a_value_that_is_no_category_names_the_nearest() -> None:
    from evaluation.errors import EvaluationError

    with pytest.raises(EvaluationError) as raised:
        Ratings.of(pd.DataFrame({"a": ["positv"], "b": ["negativ"]}), ["positiv", "negativ"])
    [fault] = raised.value.problems
    assert (fault.code, fault.values["known"]) == ("AGREEMENT-006", "positiv")


def test_a_table_without_coders_has_nothing_to_compare() -> None:
    assert agreement(Ratings.of(pd.DataFrame(index=[0, 1])), "cohen-kappa").reason == "one-coder"
