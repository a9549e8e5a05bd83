"""Tests and effects against published examples."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.statistics.association import association, cramers_v
from instruments.statistics.comparing import adjust_p, cohens_d, cohens_h, difference, pairwise
from tests.instruments.statistics.reference import expected, near, needs_reference


def spread_out(table: list[list[int]]) -> tuple[list[int], list[int]]:
    cells = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return [i for i, _ in cells], [j for _, j in cells]


@needs_reference
def test_pearsons_test_without_a_design() -> None:
    told = expected()["chisq_plain"]
    found = association(*spread_out(told["table"]))
    assert [found.statistic, found.numerator, found.p, found.effect] == near(
        [told["statistic"], told["df"], told["p"], told["cramers_v"]]
    )


def test_cramers_v_is_one_where_rows_tell_columns_and_zero_where_they_do_not() -> None:
    assert cramers_v([1, 1, 2, 2], ["a", "a", "b", "b"]) == pytest.approx(1)
    assert cramers_v([1, 1, 2, 2], ["a", "b", "a", "b"]) == pytest.approx(0)


def test_benjamini_and_hochbergs_example() -> None:
    """Benjamini and Hochberg (1995), section 3.1: four of fifteen are rejected at 0.05, by Bonferroni three."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    assert (adjust_p(p, "bh") <= 0.05).sum() == 4
    assert (adjust_p(p, "bonferroni") <= 0.05).sum() == 3


def test_holms_adjustment_in_the_order_given() -> None:
    """Four p values in Holm's steps: 4 · 0.005, 3 · 0.01, 2 · 0.03 and no less than that for the last."""
    assert adjust_p([0.01, 0.04, 0.03, 0.005], "holm").tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_a_test_that_could_not_be_made_does_not_count() -> None:
    assert adjust_p([0.02, np.nan, 0.04], "bonferroni").tolist() == pytest.approx([0.04, np.nan, 0.08], nan_ok=True)


def test_cohens_h_of_the_book() -> None:
    """Cohen (1988), table 6.2.2: φ of 0.65 is 1.875 and of 0.45 is 1.471."""
    assert cohens_h(0.45, 0.65) == pytest.approx(1.875 - 1.471, abs=1e-3)


def test_cohens_d_is_the_difference_in_pooled_deviations() -> None:
    """Variances 2 and 8 with three each: pooled 5."""
    assert cohens_d([2, 4, 2 + 2**0.5 * 0], [6, 10, 8]) == pytest.approx((8 - 8 / 3) / np.sqrt((8 / 3 + 8) / 4))


def test_the_t_test_without_a_design_is_the_usual_regressions() -> None:
    values, groups = pd.Series([1.0, 2, 3, 4, 6, 8]), pd.Series(list("aaabbb"))
    found = difference(values, groups)
    assert (found.estimate.value, found.test.denominator) == (4, 4)
    assert found.estimate.se == pytest.approx(np.sqrt((2 + 8) / 9 * 6 / 5))
    assert (found.test.effect_name, found.test.effect) == ("cohens-d", pytest.approx(4 / np.sqrt(2.5)))


def test_every_pair_with_adjusted_p() -> None:
    found = pairwise(pd.Series([0, 0, 1, 0, 1, 1, 1, 1, 1]), pd.Series(list("aaabbbccc")))
    assert [(each.first, each.second) for each in found] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert all(each.adjusted >= each.test.p for each in found)
    assert {each.test.effect_name for each in found} == {"cohens-h"}


def test_what_cannot_be_compared() -> None:
    with pytest.raises(EvaluationError) as three:
        difference(pd.Series([1, 2, 3]), pd.Series(list("abc")))
    with pytest.raises(EvaluationError) as single:
        association([1, 1, 1], [1, 2, 2])
    assert three.value.problems[0].code == "STATISTICS-019"
    assert single.value.problems[0].code == "STATISTICS-018"
