"""Designs: stages, lonely strata, domains, and every fault of their columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.statistics.design import design_of
from instruments.statistics.estimates import mean, total

TWO_STRATA = pd.DataFrame(
    {
        "stratum": ["nord", "nord", "nord", "sør", "sør"],
        "weight": [2.0, 2.0, 2.0, 5.0, 5.0],
        "size": [6, 6, 6, 10, 10],
        "days": [1.0, 2.0, 6.0, 4.0, 8.0],
    }
)
ONE_ALONE = TWO_STRATA.iloc[:4]


def codes(caught: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [each.code for each in caught.value.problems]


def test_the_textbook_formula_of_a_stratified_total() -> None:
    """Σ N² (1 − n/N) s²/n: 36 · ½ · 7/3 + 100 · 0.8 · 8/2."""
    design = design_of(TWO_STRATA, weight="weight", strata="stratum", population="size")
    found = total(TWO_STRATA["days"], design)
    assert found.value == pytest.approx(78)
    assert found.se**2 == pytest.approx(36 * 0.5 * 7 / 3 + 100 * 0.8 * 8 / 2)


def test_population_sizes_give_the_weights() -> None:
    given = design_of(TWO_STRATA, weight="weight", strata="stratum", population="size")
    found = design_of(TWO_STRATA, strata="stratum", population="size")
    assert found.weights.tolist() == given.weights.tolist()


def test_shares_drawn_do_as_well_as_population_sizes() -> None:
    shares = TWO_STRATA.assign(size=[0.5, 0.5, 0.5, 0.2, 0.2])
    by_share = design_of(shares, weight="weight", strata="stratum", population="size")
    by_size = design_of(TWO_STRATA, weight="weight", strata="stratum", population="size")
    assert mean(shares["days"], by_share).se == pytest.approx(mean(TWO_STRATA["days"], by_size).se)


def test_two_stages_by_hand() -> None:
    """Särndal et al. (1992), 4.3.19: 2 of 4 schools, then 2 of 4 and 2 of 3 pupils: totals of 12 and 15."""
    frame = pd.DataFrame(
        {
            "school": [1, 1, 2, 2],
            "schools": 4,
            "pupils": [4, 4, 3, 3],
            "pupil": range(4),
            "y": [2.0, 4.0, 3.0, 7.0],
        }
    )
    design = design_of(frame, clusters=["school", "pupil"], population=["schools", "pupils"])
    first = 4**2 * (1 - 2 / 4) / 2 * np.var([12, 15], ddof=1)
    second = 4 / 2 * (4**2 * (1 - 2 / 4) / 2 * 2 + 3**2 * (1 - 2 / 3) / 2 * 8)
    assert total(frame["y"], design).value == pytest.approx(54)
    assert total(frame["y"], design).se ** 2 == pytest.approx(first + second)


def test_clusters_of_the_same_name_in_two_strata_are_two() -> None:
    frame = pd.DataFrame({"stratum": list("aabb"), "unit": [1, 2, 1, 2], "y": [1.0, 2.0, 3.0, 4.0]})
    assert design_of(frame, strata="stratum", clusters="unit").degrees == 2


def test_a_domain_keeps_the_units_that_are_not_in_it() -> None:
    design = design_of(TWO_STRATA, weight="weight", strata="stratum")
    inside = design.within(TWO_STRATA["days"] > 1)
    assert (inside.n, inside.degrees) == (4, 2)
    alone = design_of(TWO_STRATA[1:], weight="weight", strata="stratum")
    assert mean(TWO_STRATA["days"], inside).value == mean(TWO_STRATA["days"][1:], alone).value
    assert mean(TWO_STRATA["days"], inside).se != pytest.approx(mean(TWO_STRATA["days"][1:], alone).se)


def test_a_stratum_with_one_unit_is_an_error_that_names_the_choices() -> None:
    with pytest.raises(EvaluationError) as caught:
        design_of(ONE_ALONE, weight="weight", strata="stratum")
    assert codes(caught) == ["STATISTICS-008"]
    assert all(word in str(caught.value) for word in ("sør", "adjust", "average", "remove"))


def test_a_stratum_that_was_drawn_whole_may_have_one_unit() -> None:
    frame = ONE_ALONE.assign(size=[6, 6, 6, 1])
    assert np.isfinite(mean(frame["days"], design_of(frame, strata="stratum", population="size")).se)


def test_lonely_strata_adjusted_removed_and_averaged() -> None:
    """The total of nord has variance n s² w² = 3 · 7 · 4; sør adds (5 · 4)² when measured from 0, or as much again."""
    nord = 3 * 7 * 4
    variance = {
        lonely: total(ONE_ALONE["days"], design_of(ONE_ALONE, weight="weight", strata="stratum", lonely=lonely)).se ** 2
        for lonely in ("remove", "adjust", "average")
    }
    assert variance == pytest.approx({"remove": nord, "adjust": nord + 400, "average": 2 * nord})


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ([1, 1, 0, 1, 1], "STATISTICS-003"),
        ([1, 1, -1, 1, 1], "STATISTICS-004"),
        ([1, 1, None, 1, 1], "STATISTICS-002"),
        ([1, 1, np.inf, 1, 1], "STATISTICS-002"),
        (["1", "1", "1", "1", "1"], "STATISTICS-001"),
    ],
)
def test_a_weight_that_is_none(weights: list[Any], code: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        design_of(TWO_STRATA.assign(weight=weights), weight="weight")
    assert codes(caught) == [code]


def test_weights_that_are_zero_and_negative_are_told_together() -> None:
    with pytest.raises(EvaluationError) as caught:
        design_of(TWO_STRATA.assign(weight=[0, -1, -2, 1, 1]), weight="weight")
    assert {each.code: each.values["n"] for each in caught.value.problems} == {"STATISTICS-003": 1, "STATISTICS-004": 2}


def test_a_constant_weight_is_noted() -> None:
    design = design_of(TWO_STRATA.assign(weight=2.5), weight="weight")
    assert [(each.code, each.severity) for each in design.notices] == [("STATISTICS-005", "note")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"stratum": ["a", None, "a", "b", "b"]}, "STATISTICS-006"),
        ({"size": [6, 6, 7, 10, 10]}, "STATISTICS-010"),
        ({"size": [2, 2, 2, 10, 10]}, "STATISTICS-009"),
    ],
)
def test_design_columns_that_cannot_be(change: dict[str, Any], code: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        design_of(TWO_STRATA.assign(**change), weight="weight", strata="stratum", population="size")
    assert codes(caught) == [code]


def test_unknown_columns_and_choices() -> None:
    with pytest.raises(EvaluationError) as caught:
        design_of(TWO_STRATA, weight="vekt", strata="stratumm", lonely="ignore")  # type: ignore[arg-type]
    assert codes(caught) == ["STATISTICS-013", "STATISTICS-013", "STATISTICS-014"]


def test_columns_must_have_the_rows_of_the_design() -> None:
    design = design_of(TWO_STRATA, weight="weight")
    with pytest.raises(EvaluationError) as fewer:
        mean(TWO_STRATA["days"][:3], design)
    with pytest.raises(EvaluationError) as other:
        mean(TWO_STRATA["days"].sort_index(ascending=False), design)
    assert (codes(fewer), codes(other)) == (["STATISTICS-011"], ["STATISTICS-012"])
