"""Fisher's exact test: R's figure, the classic example, and the definition."""

from __future__ import annotations

from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evaluation.errors import EvaluationError
from instruments.statistics.association import association
from instruments.statistics.design import design_of
from instruments.statistics.exact import fisher_exact
from tests.instruments.statistics.reference import expected, needs_reference


@needs_reference
def test_it_agrees_with_r_for_a_larger_table() -> None:
    told = expected()["chisq_plain"]
    assert fisher_exact(told["table"]) == pytest.approx(told["fisher_p"], rel=1e-9)


def test_the_lady_tasting_tea() -> None:
    """Fisher (1935), The Design of Experiments, II: three of four cups right, two-sided 34/70."""
    assert fisher_exact([[3, 1], [1, 3]]) == pytest.approx(34 / 70)


def test_freeman_and_haltons_table_by_going_through_all() -> None:
    """All tables with margins (3, 2) and (2, 2, 1): those no more likely than the one observed."""
    table = [[2, 1, 0], [0, 1, 1]]
    ways = {(a, b, c): comb(2, a) * comb(2, b) * comb(1, c) for a in range(3) for b in range(3) for c in range(2)
            if a + b + c == 3}  # fmt: skip
    observed = ways[2, 1, 0]
    assert fisher_exact(table) == pytest.approx(sum(w for w in ways.values() if w <= observed) / comb(5, 3))


@given(st.lists(st.integers(0, 25), min_size=4, max_size=4))
def test_two_by_two_it_is_scipys(cells: list[int]) -> None:
    table = np.array(cells).reshape(2, 2)
    assert fisher_exact(table.tolist()) == pytest.approx(stats.fisher_exact(table).pvalue, abs=1e-9)


def test_rows_and_columns_change_places_without_changing_anything() -> None:
    table = np.array([[4, 1, 0, 2], [0, 3, 5, 1], [2, 2, 2, 2]])
    assert fisher_exact(table.tolist()) == pytest.approx(fisher_exact(table.T.tolist()))


def test_what_no_table_is_and_what_is_too_large() -> None:
    with pytest.raises(EvaluationError) as caught:
        fisher_exact([[0.5, 1], [1, 2]])  # type: ignore[list-item]
    assert caught.value.problems[0].code == "STATISTICS-041"
    with pytest.raises(EvaluationError) as caught:
        fisher_exact((np.arange(36).reshape(6, 6) + 40).tolist(), most=2000)
    assert caught.value.problems[0].code == "STATISTICS-042"


def test_it_is_a_test_of_association_where_there_is_no_design() -> None:
    frame = pd.DataFrame({"a": [0] * 4 + [1] * 4, "b": [0, 0, 0, 1, 0, 1, 1, 1], "w": np.arange(1.0, 9)})
    found = association(frame["a"], frame["b"], statistic="fisher")
    assert (found.p, found.effect) == pytest.approx((34 / 70, 0.5))
    with pytest.raises(EvaluationError) as caught:
        association(frame["a"], frame["b"], design_of(frame, weight="w"), statistic="fisher")
    assert caught.value.problems[0].code == "STATISTICS-043"
