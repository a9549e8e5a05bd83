"""Intervals of plain counts as R gives them, and the edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from evaluation.errors import EvaluationError
from instruments.statistics.estimates import proportion
from instruments.statistics.intervals import clopper_pearson, mean_interval, share_interval, wilson
from tests.instruments.statistics.reference import DESIGNS, expected, near, needs_reference, schools


def counted() -> list[dict[str, Any]]:
    return expected()["binomial"] if not needs_reference.args[0] else []  # type: ignore[no-any-return]


@pytest.mark.parametrize("told", counted(), ids=lambda told: f"{told['x']} of {told['n']}")
def test_intervals_of_counts_agree_with_r(told: dict[str, Any]) -> None:
    assert wilson(told["x"], told["n"]) == near(told["wilson"])
    assert wilson(told["x"], told["n"], corrected=True) == near(told["wilson_cc"])
    assert clopper_pearson(told["x"], told["n"]) == near(told["clopper_pearson"])


def test_newcombes_worked_example() -> None:
    """Newcombe (1998), Two-sided confidence intervals for the single proportion, table I: 81 of 263 and 15 of 148."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(81, 263, corrected=True) == pytest.approx((0.2535, 0.3682), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert clopper_pearson(15, 148) == pytest.approx((0.0578, 0.1617), abs=5e-5)


def test_nobody_has_no_interval() -> None:
    assert np.isnan(wilson(0, 0)).all()


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_beta_at_the_ends_takes_the_respondents_there_are(share: float) -> None:
    low, high = share_interval(share, 0.0, 25, 24, "beta")
    assert (low[0], high[0]) == pytest.approx(clopper_pearson(25 * share, 25), abs=1e-6)


def test_the_capped_interval_is_no_narrower_than_that_of_the_respondents() -> None:
    tight = 0.5 * 0.5 / 400  # the design gains: an effective sample of 400 from 100
    capped = share_interval(0.5, tight, 100, 99, "korn-graubard")
    assert (capped[0][0], capped[1][0]) == pytest.approx(clopper_pearson(50, 100), abs=1e-6)
    assert share_interval(0.5, tight, 100, 99, "beta")[0][0] > capped[0][0]


def test_without_degrees_of_freedom_there_is_no_interval() -> None:
    assert np.isnan(mean_interval(np.array([1.0]), np.array([0.5]), np.array([0.0]))).all()
    assert np.isnan(share_interval(0.5, 0.01, 10, 0, "logit")).all()


def test_an_unknown_interval_names_those_there_are() -> None:
    with pytest.raises(EvaluationError) as caught:
        share_interval(0.5, 0.01, 10, 9, "bootstrap")  # type: ignore[arg-type]
    assert caught.value.problems[0].code == "STATISTICS-014"
    assert "beta" in str(caught.value)


@needs_reference
@pytest.mark.parametrize("name", DESIGNS)
def test_likelihood_intervals_are_rs(name: str) -> None:
    """R reads the ends off a spline through some ten points, by straight lines: that is right to the fifth decimal."""
    frame, design = schools(name)
    told = expected()[name]["ciprop_schwide"]["likelihood"]
    found = proportion(frame["sch.wide"] == "Yes", design, interval="likelihood")
    assert [found.value, found.low, found.high] == pytest.approx([told["p"], *told["ci"]], abs=5e-6)


def test_the_likelihood_interval_is_where_the_likelihood_has_fallen_so_far() -> None:
    p, variance, n, degrees = 0.3, 0.004, 80, 60
    low, high = (each[0] for each in share_interval(p, variance, n, degrees, "likelihood"))
    fallen = [2 * n * (p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))) for q in (low, high)]
    effect = variance / (p * (1 - p) / n)
    assert fallen == pytest.approx([stats.t.ppf(0.975, degrees) ** 2 * effect * n / (n - 1)] * 2)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_likelihood_interval_at_an_end_has_that_end(share: float) -> None:
    low, high = (each[0] for each in share_interval(share, 0.0, 25, 24, "likelihood"))
    assert (low if share == 0 else high) == share
    assert high - low == pytest.approx(1 - np.exp(-(stats.t.ppf(0.975, 24) ** 2) / (2 * 24)))
