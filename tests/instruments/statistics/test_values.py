"""Columns as they come: kept as objects, with categories, with labels that say the same, with what is no number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.statistics.design import design_of
from instruments.statistics.estimates import by_group, mean, proportion
from instruments.statistics.values import coded, flags, numbers


def refused(values: object) -> str:
    with pytest.raises(EvaluationError) as caught:
        numbers(pd.Series(values, name="timer"))
    return caught.value.problems[0].code


def test_numbers_kept_as_objects_are_numbers() -> None:
    assert numbers(pd.Series([1, None, 2.5], dtype=object)).tolist() == pytest.approx([1, np.nan, 2.5], nan_ok=True)
    assert proportion(pd.Series([True, None, False], dtype=object)).value == 0.5
    assert numbers(pd.Series([1, None], dtype="Int64")).tolist() == pytest.approx([1, np.nan], nan_ok=True)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["1", "2"], "STATISTICS-001"),
        ([1, "2"], "STATISTICS-001"),
        ([1j], "STATISTICS-001"),
        ([1.0, np.inf], "STATISTICS-039"),
        (pd.Categorical([1, 2]), "STATISTICS-001"),
    ],
)
def test_what_is_no_number(values: object, code: str) -> None:
    assert refused(values) == code


def test_an_empty_flag_is_false() -> None:
    assert flags(pd.Series([True, None, False], dtype="boolean")).tolist() == [True, False, False]


def test_codes_with_one_label_are_told_apart() -> None:
    assert coded(pd.Series([1, 2, 3]), labels={1: "Ja", 2: "Ja", 3: "Nei"}).levels == ("Ja (1)", "Ja (2)", "Nei")


def test_categories_that_nobody_chose_are_no_missing_answers() -> None:
    found = coded(pd.Series(["a", "b", "vet ikke"]).astype("category"), missing=["vet ikke"])
    assert found.missing == {"vet ikke": 1}


def test_groups_without_a_design_are_samples_of_their_own() -> None:
    """The textbook's s / √n: of 1 and 3 it is 1."""
    found = by_group(mean, pd.Series([1.0, 3, 5, 5, 9]), pd.Series(list("aabbb")))
    assert (found[0].se, found[0].degrees) == (pytest.approx(1), 1)


def test_one_respondent_has_no_spread() -> None:
    alone = mean(pd.Series([3.0]))
    assert (alone.value, np.isnan(alone.se), np.isnan(alone.low)) == (3, True, True)


def test_a_domain_by_flags_with_gaps() -> None:
    frame = pd.DataFrame({"w": [1.0, 2, 3], "y": [1, 2, 3]})
    design = design_of(frame, weight="w").within(pd.Series([True, None, True], dtype="boolean"))
    assert mean(frame["y"], design).value == pytest.approx((1 + 9) / 4)
