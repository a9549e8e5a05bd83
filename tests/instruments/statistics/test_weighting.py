"""Weighting fits what it was given, says what it cost, and refuses what cannot be fitted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.statistics.design import design_of
from instruments.statistics.estimates import mean
from instruments.statistics.weighting import Trim, Weighted, calibrate, post_stratify, rake, trimmed

SAMPLE = pd.DataFrame({"sex": list("kkkkkkmmmm"), "age": list("uuueeeeueu"), "w": [1.0, 2] * 5, "y": range(10)})
DESIGN = design_of(SAMPLE, weight="w")
MARGINS = {"sex": {"k": 50, "m": 50}, "age": {"u": 70, "e": 30}}


def sums(found: Weighted, by: str) -> dict[str, float]:
    return {str(key): value for key, value in pd.Series(found.weights).groupby(SAMPLE[by]).sum().items()}


def test_raking_fits_every_margin() -> None:
    found = rake(SAMPLE, DESIGN, MARGINS)
    assert sums(found, "sex") == pytest.approx(MARGINS["sex"])
    assert sums(found, "age") == pytest.approx(MARGINS["age"])
    assert found.report.converged


def test_the_order_of_the_margins_does_not_matter() -> None:
    turned = rake(SAMPLE, DESIGN, dict(reversed(MARGINS.items())))
    assert turned.weights == pytest.approx(rake(SAMPLE, DESIGN, MARGINS).weights)


def test_post_stratification_by_two_columns() -> None:
    cells = {("k", "u"): 30, ("k", "e"): 20, ("m", "u"): 40, ("m", "e"): 10}
    found = post_stratify(SAMPLE, DESIGN, ["sex", "age"], cells)
    assert sums(found, "sex") == pytest.approx({"k": 50, "m": 50})


def test_a_known_group_has_no_uncertainty_left() -> None:
    found = post_stratify(SAMPLE, DESIGN, "sex", {"k": 50, "m": 50})
    assert mean((SAMPLE["sex"] == "k").astype(int), found.design).se == pytest.approx(0, abs=1e-12)


def test_regression_weights_fit_groups_and_numbers() -> None:
    found = calibrate(SAMPLE, DESIGN, {"sex": {"k": 50, "m": 50}, "y": 450.0})
    assert sums(found, "sex") == pytest.approx({"k": 50, "m": 50})
    assert float((found.weights * SAMPLE["y"]).sum()) == pytest.approx(450)
    only_numbers = calibrate(SAMPLE, DESIGN, {"": 100.0, "y": 450.0})
    assert only_numbers.weights.sum() == pytest.approx(100)


def test_negative_weights_are_told() -> None:
    found = calibrate(SAMPLE, DESIGN, {"": 10.0, "y": 5.0})
    assert [each.code for each in found.report.notices] == ["STATISTICS-024"]


def test_trimming_keeps_the_sum_and_the_bounds() -> None:
    frame = pd.DataFrame({"w": [1.0] * 18 + [20.0, 0.01]})
    found = trimmed(design_of(frame, weight="w"), Trim(0.3, 3))
    assert found.weights.sum() == pytest.approx(38.01)
    assert (found.report.lowest, found.report.highest) == pytest.approx((0.3, 3))


def test_the_report_says_what_trimming_cost_in_fit() -> None:
    steep = {"sex": {"k": 20, "m": 80}, "age": {"u": 90, "e": 10}}
    found = rake(SAMPLE, DESIGN, steep, trim=Trim(0.5, 1.5))
    assert found.report.highest <= 1.5 + 1e-9
    assert not found.report.converged
    assert found.report.error > 0.01


def test_kishs_effect_and_the_extremes() -> None:
    report = rake(SAMPLE, DESIGN, MARGINS).report
    weights = rake(SAMPLE, DESIGN, MARGINS).weights
    assert report.design_effect == pytest.approx(1 + np.var(weights) / np.mean(weights) ** 2)
    assert report.effective == pytest.approx(10 / report.design_effect)
    assert report.highest == pytest.approx(weights.max() / weights.mean())


@pytest.mark.parametrize(
    ("margins", "codes"),
    [
        ({"sex": {"k": 50}}, ["STATISTICS-020"]),
        ({"sex": {"k": 50, "m": 50, "x": 5}}, ["STATISTICS-021"]),
        ({"sex": {"k": 100, "m": 0}}, ["STATISTICS-025"]),
        ({"sex": {"k": 50, "m": 50}, "age": {"u": 70, "e": 40}}, ["STATISTICS-027"]),
        ({"kjønn": {"k": 50, "m": 50}}, ["STATISTICS-013"]),
    ],
)
def test_totals_that_do_not_fit_the_sample(margins: dict[str, Any], codes: list[str]) -> None:
    with pytest.raises(EvaluationError) as caught:
        rake(SAMPLE, DESIGN, margins)
    assert [each.code for each in caught.value.problems] == codes


def test_a_part_of_the_sample_cannot_be_weighted() -> None:
    with pytest.raises(EvaluationError) as caught:
        rake(SAMPLE, DESIGN.within(SAMPLE["sex"] == "k"), MARGINS)
    assert caught.value.problems[0].code == "STATISTICS-026"
