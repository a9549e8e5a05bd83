"""α and ω of R's attitude data as R's psych gives them, and what stops them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.statistics.reliability import reliability
from tests.instruments.statistics.reference import FOLDER, expected, near, needs_reference


@needs_reference
def test_reliability_agrees_with_psych() -> None:
    told, found = expected()["reliability_attitude"], reliability(pd.read_csv(FOLDER / "attitude.csv"))
    assert (found.alpha, found.standardised, found.mean_correlation) == near(
        (told["raw_alpha"], told["std_alpha"], told["average_r"])
    )
    assert [found.low, found.alpha, found.high] == near(told["feldt_ci"])
    assert {each.name: each.alpha_without for each in found.each} == near(told["alpha_drop"])
    assert {each.name: each.correlation for each in found.each} == near(told["r_drop"])
    assert found.omega == near(told["omega_total_1factor"])


def test_an_item_that_points_the_other_way_is_told() -> None:
    chance = np.random.default_rng(1)
    common = chance.normal(size=200)
    frame = pd.DataFrame({name: common + chance.normal(size=200) for name in "abc"})
    frame["c"] = -frame["c"]
    assert [each.values["name"] for each in reliability(frame).notices] == ["c"]


def test_those_who_skipped_an_item_are_not_counted() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3, 4, None], "b": [2, 2, 3, 5, 1]})
    assert (reliability(frame).n, reliability(frame).base.asked) == (4, 5)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"a": [1, 2, 3]}, "STATISTICS-028"),
        ({"a": [1, 2, None], "b": [1, 2, 3]}, "STATISTICS-028"),
        ({"a": [1, 2, 3], "b": [2, 2, 2]}, "STATISTICS-029"),
        ({"a": [1, 2, 3], "b": ["x", "y", "z"]}, "STATISTICS-001"),
    ],
)
def test_what_is_no_scale_is_refused(frame: dict[str, list[object]], code: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        reliability(pd.DataFrame(frame))
    assert [each.code for each in caught.value.problems] == [code]


def test_items_that_cancel_each_other_out_leave_an_item_without_a_correlation() -> None:
    found = reliability(pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [1.0, 3, 2, 4], "c": [4.0, 3, 2, 1]}))
    assert [np.isnan(each.correlation) for each in found.each] == [False, True, False]


def test_two_items_that_are_each_others_opposites_have_no_alpha() -> None:
    found = reliability(pd.DataFrame({"a": [1.0, 2, 3, 5], "b": [5.0, 4, 3, 1]}))
    assert np.isnan([found.alpha, found.low, found.high, found.omega]).all()
